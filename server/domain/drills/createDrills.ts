import type { Drill, DrillDetail, DrillReport } from '#shared/model/drill.ts';
import { toNote } from '../audit/toNote.ts';
import { type Actor, toSystemActor } from '../people/actor.ts';
import { createTurns, type Turns } from '../people/createTurns.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import type { Scenarios } from './createScenarios.ts';
import { type DocumentFiles, type DrillBody, keepDocument, readReport } from './drillBody.ts';
import type { DrillEnding, DrillOrder, DrillProcess, DrillReady, LaunchDrill } from './drillProcess.ts';

/** Needs of `createDrills`. */
export interface DrillParts {
  readonly store: RecordStore;
  readonly files: DocumentFiles;
  readonly scenarios: Pick<Scenarios, 'find'>;
  readonly launch: LaunchDrill;
  /** Removes what the drills of a lost server kept. */
  readonly clear: () => Promise<void>;
  readonly now: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal comes. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly randomId: () => string;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** What a drill is ordered with. */
export interface DrillWish {
  readonly scenario: string;
  readonly title: string;
  readonly speed: number;
  readonly leadMinutes: number;
}

/** Why no drill was started. */
export type DrillRefusal = 'unknown_scenario' | 'drill_running' | 'stopping';

/** Drills: one at a time, each on a server of its own. */
export interface Drills {
  /** Newest first, at most 100. */
  list(): Promise<readonly Drill[]>;
  find(id: string): Promise<DrillDetail | null>;
  /** Port of the one that runs; null while none takes calls. */
  port(): number | null;
  start(wish: DrillWish, by: Actor): Promise<Drill | DrillRefusal>;
  /** Password of an account in the drill; null where it does not run. */
  join(id: string, person: { name: string; email: string }, by: Actor): Promise<string | null>;
  /** False where it does not run. */
  end(id: string, by: Actor): Promise<boolean>;
  /** Marks what a lost server left running and removes its data; whatever else is asked meanwhile waits. Never rejects. */
  settle(): Promise<void>;
  /** Ends the one that runs and waits until its report is kept. */
  stop(): Promise<void>;
}

/** The drill that runs. */
interface Running {
  readonly id: string;
  readonly process: DrillProcess;
  /** Resolves when its end is written down. */
  readonly over: Promise<void>;
  /** Null before its server is ready and after that is gone. */
  ready: DrillReady | null;
  isGone: boolean;
  /** Resolves when the note of who ended it, which storage refused at first, is written down or given up. */
  lateNote: Promise<unknown> | null;
}

type Stored = StoredRecord<DrillBody>;
type Change = (body: DrillBody) => DrillBody;

interface Context {
  readonly parts: DrillParts;
  readonly inTurn: Turns;
  /** Aborted when the main server stops. */
  readonly stopping: AbortController;
}

const mostListed = 100;
/** Between tries of what storage did not take; the last one again and again. Milliseconds. */
const triesAfterMs = [1_000, 5_000, 15_000, 60_000] as const;
const system = toSystemActor('drills');

/** Builds the use case. */
export function createDrills(parts: DrillParts): Drills {
  const context: Context = { parts, inTurn: createTurns(), stopping: new AbortController() };
  let running: Running | null = null;
  let starting: Promise<unknown> | null = null;
  let settled: Promise<void> = Promise.resolve();
  const begin = async (wish: DrillWish, by: Actor): Promise<Drill | DrillRefusal> => {
    await settled;
    if (context.stopping.signal.aborted) return 'stopping';
    const begun = await launch(context, wish, by);
    if (typeof begun === 'string') return begun;
    running = begun.running;
    void running.over.then(async () => {
      await begun.running.lateNote;
      running = null;
      parts.onChange();
    });
    parts.onChange();
    return begun.drill;
  };
  const ofId = (id: string): Running | null => (running?.id === id && !running.isGone ? running : null);
  return {
    ...createReads(parts, () => settled),
    port: () => running?.ready?.port ?? null,
    async start(wish, by) {
      if (running || starting) return 'drill_running';
      const begun = begin(wish, by).finally(() => {
        starting = null;
      });
      starting = begun;
      return begun;
    },
    async join(id, person, by) {
      const mine = ofId(id);
      if (!mine?.ready) return null;
      const password = await mine.process.join(person);
      await noteJoin(context, mine.id, { name: person.name, by });
      return password;
    },
    async end(id, by) {
      const mine = ofId(id);
      if (!mine) return false;
      await endByHand(context, mine, by);
      return true;
    },
    settle() {
      settled = settle(context).catch(parts.onError).then(parts.clear).catch(parts.onError);
      return settled;
    },
    async stop() {
      context.stopping.abort();
      // Whoever ordered it hears what it failed with.
      if (starting) await starting.catch(() => undefined);
      const last = running;
      if (last && !last.isGone) last.process.end('stop');
      await last?.over;
      await last?.lateNote;
      await settled;
    },
  };
}

/** What is read once those of a lost server are settled. */
function createReads(
  { store, files }: DrillParts,
  settled: () => Promise<void>,
): Pick<Drills, 'list' | 'find'> {
  return {
    async list() {
      await settled();
      const drills = (await listRecords(store)).map(({ body }) => body.drill);
      return drills.sort((a, b) => b.orderedAt - a.orderedAt).slice(0, mostListed);
    },
    async find(id) {
      await settled();
      const record = (await store.getRecord('drill', id)) as Stored | null;
      if (!record) return null;
      const { drill, report } = record.body;
      return { drill, report: report === null ? null : await readReport(files, report) };
    },
  };
}

/** Storage that refuses keeps nobody in a drill: its note follows. */
async function endByHand(context: Context, mine: Running, by: Actor): Promise<void> {
  mine.process.end('person');
  const note = (): Promise<void> => change(context, mine.id, { by, action: 'drill.end' }, (body) => body);
  await note().catch((error: unknown) => {
    context.parts.onError(error);
    mine.lateNote ??= persist(context, context.stopping.signal, note);
  });
}

function noteJoin(context: Context, id: string, { name, by }: { name: string; by: Actor }): Promise<void> {
  const joined = { name, at: context.parts.now() };
  return change(context, id, { by, action: 'drill.join' }, ({ drill, report }) => {
    const others = drill.joined.filter((one) => one.name !== name);
    return { drill: { ...drill, joined: [...others, joined].slice(-mostListed) }, report };
  });
}

/** Writes the drill down, starts its server and follows it until it is gone. */
async function launch(
  context: Context,
  wish: DrillWish,
  by: Actor,
): Promise<{ readonly drill: Drill; readonly running: Running } | DrillRefusal> {
  const { parts } = context;
  const scenario = await parts.scenarios.find(wish.scenario);
  if (!scenario) return 'unknown_scenario';
  const drill = toNewDrill(parts, wish, scenario, by);
  const { id, title } = drill;
  await parts.store.changeRecords(
    [{ kind: 'drill', id, body: { drill, report: null }, expect: 0 }],
    toNote(by, { at: parts.now(), action: 'drill.start', subject: id, after: wish }),
  );
  const leadMs = wish.leadMinutes * 60_000;
  const process = launchOrFail(parts, { id, title, scenario, speed: wish.speed, leadMs });
  const running: Running = {
    id,
    process,
    over: follow(context, id, process),
    ready: null,
    isGone: false,
    lateNote: null,
  };
  void process.ready.then((ready) => {
    running.ready = ready;
    parts.onChange();
  });
  void process.ended.then(() => {
    running.ready = null;
    running.isGone = true;
    parts.onChange();
  });
  return { drill, running };
}

/** What could not be launched has failed like what did not start. */
function launchOrFail({ launch, onError }: DrillParts, order: DrillOrder): DrillProcess {
  try {
    return launch(order);
  } catch (error) {
    onError(error);
    return {
      ready: Promise.resolve(null),
      ended: Promise.resolve({ report: null, fault: 'start' }),
      join: () => Promise.reject(new Error('the drill did not start')),
      end: () => undefined,
      discard: () => Promise.resolve(),
    };
  }
}

function toNewDrill(
  { now, randomId }: DrillParts,
  { title, speed }: DrillWish,
  scenario: Drill['scenario'],
  by: Actor,
): Drill {
  return {
    id: randomId(),
    title,
    scenario: { id: scenario.id, title: scenario.title, minutes: scenario.minutes },
    speed,
    by: by.label,
    orderedAt: now(),
    state: 'starting',
    playsAt: null,
    endsAt: null,
    endedAt: null,
    end: null,
    fault: null,
    joined: [],
    summary: null,
  };
}

async function listRecords(store: RecordStore): Promise<readonly Stored[]> {
  return (await store.listRecords('drill')) as readonly Stored[];
}

/** Changes a drill's record as it stands; changes run one after another. */
function change(
  { parts, inTurn }: Context,
  id: string,
  { by, action }: { by: Actor; action: string },
  toNext: Change,
): Promise<void> {
  return inTurn(async () => {
    const record = (await parts.store.getRecord('drill', id)) as Stored | null;
    if (!record) return;
    const body = toNext(record.body);
    const after = { state: body.drill.state, summary: body.drill.summary };
    await parts.store.changeRecords(
      [{ kind: 'drill', id, body, expect: record.version }],
      toNote(by, { at: parts.now(), action, subject: id, after }),
    );
    parts.onChange();
  });
}

/**
 * Writes down what becomes of a drill's server until it is gone, and only then lets its data go. Storage that takes nothing ends no drill
 * and costs no report: both are tried again until they are kept or the main server stops.
 */
async function follow(context: Context, id: string, process: DrillProcess): Promise<void> {
  const gone = new AbortController();
  const ready = await process.ready;
  const marked = ready
    ? persist(context, gone.signal, () =>
        change(context, id, { by: system, action: 'drill.run' }, ({ drill, report }) => {
          return { drill: toPlaying(drill, ready), report };
        }),
      )
    : null;
  const ending = await process.ended;
  const endedAt = context.parts.now();
  gone.abort();
  await marked;
  const isKept = await persist(context, context.stopping.signal, async () => {
    const hash = ending.report ? await keepDocument(context.parts.files, ending.report) : null;
    const action = ending.report ? 'drill.report' : 'drill.fail';
    await change(context, id, { by: system, action }, ({ drill }) => {
      return { drill: toEnded(ready ? toPlaying(drill, ready) : drill, ending, endedAt), report: hash };
    });
  });
  if (isKept) await process.discard().catch(context.parts.onError);
}

/** Tries until it is done; after the signal once more. False where it was not done. */
async function persist(
  { parts: { pause, onError } }: Context,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<boolean> {
  for (let turn = 0; ; turn += 1) {
    const isLast = signal.aborted;
    try {
      await work();
      return true;
    } catch (error) {
      onError(error);
    }
    if (isLast) return false;
    await pause(triesAfterMs[Math.min(turn, triesAfterMs.length - 1)] ?? 0, signal);
  }
}

function toPlaying(drill: Drill, { playsAt, endsAt }: DrillReady): Drill {
  return { ...drill, state: 'running', playsAt, endsAt };
}

function toEnded(drill: Drill, ending: DrillEnding, at: number): Drill {
  if (ending.report === null) return { ...drill, state: 'failed', endedAt: at, fault: ending.fault };
  const { summary, endedAt }: DrillReport = ending.report;
  return { ...drill, state: 'ended', endedAt, end: ending.end, summary };
}

async function settle(context: Context): Promise<void> {
  for (const { id, body } of await listRecords(context.parts.store)) {
    if (body.drill.state !== 'starting' && body.drill.state !== 'running') continue;
    await change(context, id, { by: system, action: 'drill.fail' }, ({ drill, report }) => {
      return { drill: { ...drill, state: 'failed', fault: 'main', endedAt: context.parts.now() }, report };
    });
  }
}
