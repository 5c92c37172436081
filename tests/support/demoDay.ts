import { createDayClock } from '../../server/demo/dayClock.ts';
import { pushCalls } from '../../server/demo/pushReadings.ts';
import { createScenario, type SimulatedCall } from '../../server/demo/scenario.ts';
import { startSimulatedFeeds } from '../../server/demo/simulatedFeeds.ts';
import { loadRegion } from '../../server/regions/loadRegion.ts';
import { pause } from './pause.ts';
import { type InProcessServer, startTestServer } from './testServer.ts';

/** The demo in this process: the same scenario and feeds as `npm run demo`, on the real server. */
export interface DemoDay {
  readonly server: InProcessServer;
  /** Plays so many seconds of the scenario, `pace` of them in a real one, from where it stopped. */
  play(seconds: number, pace: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the demo; nothing is played yet but the past that it begins with. */
export async function startDemoDay(seed = 3216): Promise<DemoDay> {
  const startedAt = Date.now();
  const region = loadRegion('server/regions/bekasi');
  const kecamatan = region.areas.filter(({ level }) => level === 'kecamatan');
  const { code } = region.catalogue.region;
  const world = {
    seed,
    startedAt,
    speed: 60,
    from: 7 * 60,
    places: kecamatan.flatMap(({ code: place, name, point }) =>
      point ? [{ code: place, name, point }] : [],
    ),
    bpsCode: code.replace('.', ''),
  };
  const feeds = await startSimulatedFeeds(world, Date.now);
  const server = await startTestServer({ demo: true, env: { FEEDS: 'on', FEED_BASE: feeds.url } });
  const scenario = createScenario({ code, kecamatan, indicator: (id) => region.indicator(id) }, seed);
  const tokens = new Map<string, string>();
  for (const agency of scenario.agencies) tokens.set(agency, await server.token(agency));
  const faults: string[] = [];
  const push = (calls: readonly SimulatedCall[]) =>
    pushCalls(server.url, tokens, calls, { recorded: 0, refused: 0 }, (line) => void faults.push(line));
  const { minuteAt } = createDayClock(startedAt, 60);
  await push(scenario.buildPast(startedAt, minuteAt));
  let second = 0;
  return {
    server,
    async play(seconds, pace) {
      const from = performance.now();
      for (let count = 1; count <= seconds; count += 1) {
        await push(scenario.buildSecond(second++, Date.now(), minuteAt));
        const waitMs = from + (count * 1_000) / pace - performance.now();
        if (waitMs > 0) await pause(waitMs);
      }
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
    async stop() {
      await server.stop();
      await feeds.close();
    },
  };
}
