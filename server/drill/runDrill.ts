import type { Logger } from 'pino';
import type { DrillEnd } from '#shared/model/drill.ts';
import { drillWord } from '#shared/model/drillScenario.ts';
import { computeDrillReport } from '#shared/rules/drillReport.ts';
import { makeDataDir } from '../config/makeDataDir.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { toStrokes } from '../domain/drills/schedule.ts';
import { toSystemActor } from '../domain/people/actor.ts';
import { createLog } from '../observability/log.ts';
import { type RunningServer, startServer } from '../startServer.ts';
import { createPlayer, type DueReading, type Player } from './createPlayer.ts';
import { type FromDrill, type ToDrill, toDrillSchema } from './drillMessages.ts';
import { endDrill } from './endDrill.ts';
import { prepareRules } from './prepareRules.ts';
import { readCourse } from './readCourse.ts';

type Order = Extract<ToDrill, { kind: 'order' }>;

/** After the scenario there is time to finish what is under way. Milliseconds. */
const graceMs = 5 * 60_000;
const turnMs = 250;
const stopWithinMs = 5_000;
const actor = toSystemActor('drill');

/** A drill under way. */
interface Drill {
  readonly server: RunningServer;
  readonly order: Order;
  readonly player: Player;
  readonly playsAt: number;
  stopPlaying(): Promise<void>;
}

/**
 * The server of a drill, from its order to its report. It is driven by the process that started it alone, and ends when that is gone:
 * nothing of it is left to be taken for the real one.
 */
export async function runDrill(): Promise<void> {
  const parent = openParent();
  const log = createLog(process.env['LOG_LEVEL'] ?? 'info');
  let drill: Drill | null = null;
  let isEnding = false;
  const end = async (by: DrillEnd | null): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    if (drill) await endDrill(toLastSteps(drill, by, parent), log);
    process.exit(0);
  };
  parent.onLost(() => void end(null));
  // A stop of the main server reaches its whole group: what was done so far is still reported.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end('stop'));
  try {
    const order = await parent.order;
    const settings = readSettings(process.env, ['--drill']);
    drill = await start(order, settings, { log, onOver: () => void end('over') });
    listen(parent, drill.server, { log, onEnd: (by) => void end(by) });
    const endsAt = drill.playsAt + toLengthMs(order);
    const port = Number(new URL(drill.server.url).port);
    await parent.say({ kind: 'ready', port, playsAt: drill.playsAt, endsAt });
  } catch (error) {
    const isTaken = (error as { code?: string }).code === 'EADDRINUSE';
    const line = String(error instanceof Error ? error.message : error).slice(0, 500);
    await parent.say({ kind: 'failed', fault: isTaken ? 'port' : 'start', line });
    process.exit(1);
  }
}

function toLastSteps(drill: Drill, by: DrillEnd | null, parent: Parent): Parameters<typeof endDrill>[0] {
  const { stopPlaying, server } = drill;
  const steps = { stopPlaying, stop: () => server.stop() };
  if (by === null) return steps;
  return {
    ...steps,
    report: async () => parent.say({ kind: 'report', end: by, report: await report(drill) }),
  };
}

function toLengthMs({ scenario, speed }: Pick<Order, 'scenario' | 'speed'>): number {
  return (scenario.minutes * 60_000) / speed + graceMs;
}

async function start(
  order: Order,
  settings: Settings,
  { log, onOver }: { log: Logger; onOver: () => void },
): Promise<Drill> {
  makeDataDir(settings.dataDir);
  await prepareRules(settings, order.scenario, Date.now);
  const server = await startServer(settings, {
    now: Date.now,
    log,
    processMetrics: false,
    onStoreLost: () => process.exit(1),
  });
  const { scenario, speed } = order;
  const playsAt = Date.now() + order.leadMs;
  const player = createPlayer({
    strokes: toStrokes(scenario),
    title: scenario.title.id,
    speed,
    playsAt,
    now: Date.now,
    submit: createPush(server, scenario.title.id, log),
    putEvents: server.writer.putEvents,
  });
  const endsAt = playsAt + toLengthMs(order);
  const stopPlaying = startTurns(player, log, () => Date.now() >= endsAt && onOver());
  return { server, order, player, playsAt, stopPlaying };
}

/** The ordinary way in: everything is checked like a push of an agency, and says of itself what it is. */
function createPush({ submit }: RunningServer, title: string, log: Logger) {
  const note = `${drillWord}: ${title}`.slice(0, 500);
  return async (readings: readonly DueReading[]): Promise<void> => {
    const outcome = await submit({
      body: {
        readings: readings.map(({ observedAt, ...reading }) => ({
          ...reading,
          observedAt: new Date(observedAt).toISOString(),
          origin: 'simulated',
          note,
        })),
      },
      agency: null,
      source: { key: 'latihan', label: note.slice(0, 200) },
      actor,
      way: 'pack',
    });
    if (outcome.kind !== 'recorded')
      log.error({ faults: outcome.faults.slice(0, 5) }, 'a step of the drill was refused');
  };
}

/** Turns that follow each other until stopped; the stop waits for the one under way. */
function startTurns(player: Player, log: Logger, afterEach: () => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let isOver = false;
  const plan = (): void => {
    timer = setTimeout(() => {
      running = player
        .turn()
        .catch((error: unknown) => log.error({ err: error }, 'a turn of the drill failed'))
        .then(() => {
          afterEach();
          if (!isOver) plan();
        });
    }, turnMs);
  };
  plan();
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await running;
  };
}

async function report({ server, order, player, playsAt }: Drill) {
  const { scenario, speed } = order;
  const rules = [...scenario.rules, ...server.region.alarmRules];
  return computeDrillReport({
    playedAt: playsAt,
    endedAt: Date.now(),
    speed,
    expect: scenario.expect,
    resting: scenario.resting,
    nameOf: (id) => rules.find((rule) => rule.id === id)?.name ?? null,
    ...(await readCourse(server.store)),
    events: player.shown,
  });
}

function listen(
  parent: Parent,
  { accounts }: RunningServer,
  { log, onEnd }: { log: Logger; onEnd: (by: DrillEnd) => void },
): void {
  parent.listen((message) => {
    if (message.kind === 'end') onEnd(message.by);
    if (message.kind !== 'join') return;
    const { call, name, email, password } = message;
    admit(accounts.people, { name, email, password }).then(
      (ok) => void parent.say({ kind: 'joined', call, ok }),
      (error: unknown) => {
        log.error({ err: error }, 'nobody could be let into the drill');
        void parent.say({ kind: 'joined', call, ok: false });
      },
    );
  });
}

/** Whoever comes again gets another password: the first was shown once. */
async function admit(
  people: RunningServer['accounts']['people'],
  person: { name: string; email: string; password: string },
): Promise<boolean> {
  const known = await people.findByEmail(person.email);
  if (known) return people.setPassword(known.id, person.password, actor);
  await people.create({ ...person, role: 'operator', agency: null }, actor);
  return true;
}

interface Parent {
  readonly order: Promise<Order>;
  /** Hands on what comes after the order, also what came before anyone listened. */
  listen(listener: (message: ToDrill) => void): void;
  /** Resolves when it is on its way; to nobody, at once. */
  say(message: FromDrill): Promise<void>;
  onLost(listener: () => void): void;
}

function openParent(): Parent {
  const waiting: ToDrill[] = [];
  let listener: ((message: ToDrill) => void) | null = null;
  const order = new Promise<Order>((resolve) => {
    process.on('message', (raw) => {
      const parsed = toDrillSchema.safeParse(raw);
      if (!parsed.success) return;
      if (parsed.data.kind === 'order') resolve(parsed.data);
      else if (listener) listener(parsed.data);
      else waiting.push(parsed.data);
    });
  });
  return {
    order,
    listen(heard) {
      listener = heard;
      for (const message of waiting.splice(0)) heard(message);
    },
    say: (message) =>
      new Promise((resolve) => {
        if (!process.send || !process.connected) resolve();
        else process.send(message, undefined, {}, () => resolve());
      }),
    onLost: (lost) => void process.on('disconnect', lost),
  };
}
