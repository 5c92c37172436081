import { openLanes } from './lane.ts';
import { type Comparison, toMedian } from './measure.ts';
import { createNumbered } from './numbered.ts';
import { type PushOutcome, type PushRun, runPush } from './pushRun.ts';

const seriesCount = 60;
const sockets = 200;
const tickMs = 100;

/** 20,000 values/s in batches of 100, and the 200 values/s in batches of 20 of an ordinary busy day. */
const flood = { sockets, callsPerSecond: 200, readingsPerCall: 100, countFrom: 'due' as const };
const everyday = { sockets, callsPerSecond: 10, readingsPerCall: 20, countFrom: 'due' as const };

/**
 * Values pushed in over HTTP to 200 screens. Ours is the whole server: tokens, checks, one durable transaction a batch in SQLite,
 * conflation, sockets. The reference keeps values in memory and conflates them in the same way.
 */
export async function benchPush(isQuick: boolean): Promise<Comparison[]> {
  const lanes = await openLanes(seriesCount);
  const numbered = { ours: createNumbered(lanes.series), bare: createNumbered(lanes.series) };
  const rounds = isQuick ? 2 : 5;
  const seconds = isQuick ? 3 : 8;
  const measure = async (run: PushRun): Promise<Record<'ours' | 'bare', PushOutcome[]>> => {
    const outcomes = { ours: [] as PushOutcome[], bare: [] as PushOutcome[] };
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
      for (const side of order) outcomes[side].push(await runPush(lanes[side], numbered[side], run));
    }
    return outcomes;
  };
  try {
    for (const side of ['ours', 'bare'] as const) {
      await runPush(lanes[side], numbered[side], { ...everyday, callsPerSecond: 50, seconds: 4 });
    }
    const daily = await measure({ ...everyday, seconds });
    const flooded = await measure({ ...flood, seconds });
    return [
      {
        name: `20,000 values/s in batches of 100 to ${sockets} screens, p99`,
        unit: 'ms',
        ours: toMedian(flooded.ours.map((one) => one.p99Ms)),
        reference: toMedian(flooded.bare.map((one) => one.p99Ms)),
        bound: { kind: 'atMostOwn', value: 2.5 * tickMs },
        note: 'bare relay with the same conflation, nothing stored',
      },
      {
        name: `200 values/s in batches of 20 to ${sockets} screens, server CPU`,
        unit: '% of a core',
        ours: toMedian(daily.ours.map((one) => one.cpuPercent)),
        reference: toMedian(daily.bare.map((one) => one.cpuPercent)),
        bound: { kind: 'atMostOwn', value: 10 },
        note: 'bare relay with the same conflation, nothing stored',
      },
    ];
  } finally {
    await lanes.stop();
  }
}
