import { describe, expect, it } from 'vitest';
import { createDrills } from '../../../../../server/domain/drills/createDrills.ts';
import type {
  DrillEnding,
  DrillOrder,
  DrillReady,
} from '../../../../../server/domain/drills/drillProcess.ts';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import type {
  RecordChange,
  RecordStore,
  StoredRecord,
} from '../../../../../server/domain/records/recordStore.ts';
import { RecordConflictError } from '../../../../../server/domain/storeErrors.ts';
import type { DrillReport } from '../../../../../shared/model/drill.ts';
import { computeDrillReport } from '../../../../../shared/rules/drillReport.ts';
import { buildScenario, createDocumentFiles } from '../../../../support/drills.ts';

const by = { ...toSystemActor('dewi'), label: 'Dewi' };
const wish = { scenario: 'short', title: 'Regu B', speed: 1, leadMinutes: 2 };
const playedAt = Date.UTC(2026, 10, 28, 6);
const report: DrillReport = computeDrillReport({
  playedAt,
  endedAt: playedAt + 60_000,
  speed: 1,
  expect: [],
  resting: [],
  deeds: [],
  incidents: [],
  events: [],
  nameOf: () => null,
});

/** `refusals` holds actions that are refused, each once. */
function createRecords(): RecordStore & { actions: string[]; refusals: string[] } {
  const records = new Map<string, StoredRecord>();
  const actions: string[] = [];
  const refusals: string[] = [];
  const write = ({ kind, id, body, expect: wanted, owner = null }: RecordChange): void => {
    const version = records.get(`${kind}|${id}`)?.version ?? 0;
    if (wanted !== undefined && wanted !== version) throw new RecordConflictError();
    records.set(`${kind}|${id}`, { kind, id, owner, version: version + 1, body, changedAt: 0 });
  };
  return {
    actions,
    refusals,
    getRecord: async (kind, id) => records.get(`${kind}|${id}`) ?? null,
    listRecords: async (kind) => [...records.values()].filter((record) => record.kind === kind),
    async changeRecords(changes, note) {
      const refused = refusals.indexOf(note.action);
      if (refused >= 0) {
        refusals.splice(refused, 1);
        throw new Error(`storage is full: ${note.action}`);
      }
      for (const change of changes) write(change);
      actions.push(note.action);
    },
  };
}

/** Servers of drills that do as the test says. */
function open(
  records = createRecords(),
  {
    failures,
    unlaunched = [],
    clear = async () => undefined,
    ids = 0,
  }: { failures?: string[]; unlaunched?: string[]; clear?: () => Promise<void>; ids?: number } = {},
) {
  const launched: (DrillOrder & {
    ready: (ready: DrillReady | null) => void;
    over: (ending: DrillEnding) => void;
    asked: string[];
  })[] = [];
  const pauses: { ms: number; over: () => void }[] = [];
  const drills = createDrills({
    store: records,
    files: createDocumentFiles(),
    scenarios: { find: async (id) => (id === 'short' ? buildScenario() : null) },
    launch(order) {
      if (unlaunched.includes(order.id)) throw new Error(`no room for ${order.id}`);
      const asked: string[] = [];
      let ready: (value: DrillReady | null) => void = () => undefined;
      let over: (value: DrillEnding) => void = () => undefined;
      const process = {
        ready: new Promise<DrillReady | null>((resolve) => {
          ready = resolve;
        }),
        ended: new Promise<DrillEnding>((resolve) => {
          over = resolve;
        }),
        join: async () => 'secret-of-the-drill',
        end: (why: string) => void asked.push(why),
        discard: async () => void asked.push(`discard after ${records.actions.at(-1)}`),
      };
      launched.push({ ...order, ready: (value) => ready(value), over: (value) => over(value), asked });
      return process;
    },
    clear,
    now: () => playedAt,
    pause: (ms, signal) =>
      new Promise((resolve) => {
        pauses.push({ ms, over: resolve });
        signal.addEventListener('abort', () => resolve());
      }),
    randomId: () => {
      ids += 1;
      return `drill-${ids}`;
    },
    onChange: () => undefined,
    onError(error) {
      if (!failures) throw error;
      failures.push((error as Error).message);
    },
  });
  return { drills, launched, records, pauses };
}

const ready = { port: 3217, playsAt: playedAt, endsAt: playedAt + 360_000 };

async function stateOf({ drills }: ReturnType<typeof open>): Promise<string | undefined> {
  return (await drills.find('drill-1'))?.drill.state;
}

describe('drills', () => {
  it('are one at a time, and none of a scenario that is not there', async () => {
    const opened = open();
    expect(await opened.drills.start({ ...wish, scenario: 'none' }, by)).toBe('unknown_scenario');
    const both = await Promise.all([opened.drills.start(wish, by), opened.drills.start(wish, by)]);
    expect(both[0]).toMatchObject({ id: 'drill-1', state: 'starting', by: 'Dewi' });
    expect(both[1]).toBe('drill_running');
    expect(opened.launched).toHaveLength(1);
    expect(opened.launched[0]?.leadMs).toBe(120_000);
  });

  it('run once their server is ready, let people in, and keep the report before their data goes', async () => {
    const opened = open();
    const { drills, launched, records } = opened;
    await drills.start(wish, by);
    expect(await drills.join('drill-1', { name: 'Dewi', email: 'd@x.id' }, by)).toBeNull();
    launched[0]?.ready(ready);
    await expect.poll(() => stateOf(opened)).toBe('running');
    expect(drills.port()).toBe(3217);
    expect(await drills.join('drill-1', { name: 'Dewi', email: 'd@x.id' }, by)).toBe('secret-of-the-drill');
    expect(JSON.stringify(await records.listRecords('drill'))).not.toContain('secret-of-the-drill');
    expect(await drills.end('another', by)).toBe(false);
    expect(await drills.end('drill-1', by)).toBe(true);
    expect(launched[0]?.asked).toEqual(['person']);
    launched[0]?.over({ report, end: 'person' });
    await expect.poll(() => launched[0]?.asked).toEqual(['person', 'discard after drill.report']);
    expect(drills.port()).toBeNull();
    expect(await drills.find('drill-1')).toMatchObject({
      drill: { state: 'ended', end: 'person', joined: [{ name: 'Dewi' }], summary: { raised: 0 } },
      report: { playedAt },
    });
    expect(await drills.start(wish, by)).toMatchObject({ id: 'drill-2' });
  });

  it('that never became ready, or were lost, have failed with the reason', async () => {
    const opened = open();
    await opened.drills.start(wish, by);
    opened.launched[0]?.ready(null);
    opened.launched[0]?.over({ report: null, fault: 'port' });
    await expect.poll(() => stateOf(opened)).toBe('failed');
    expect((await opened.drills.list())[0]).toMatchObject({ fault: 'port', summary: null });
  });

  it('end with the main server, which waits for the report', async () => {
    const opened = open();
    await opened.drills.start(wish, by);
    opened.launched[0]?.ready(ready);
    await expect.poll(() => stateOf(opened)).toBe('running');
    const stopped = opened.drills.stop();
    expect(opened.launched[0]?.asked).toEqual(['stop']);
    opened.launched[0]?.over({ report, end: 'stop' });
    await stopped;
    expect(await stateOf(opened)).toBe('ended');
  });

  it('that are being started while the main server stops end with it, and none starts after that', async () => {
    const records = createRecords();
    const { changeRecords } = records;
    let write: () => void = () => undefined;
    const written = new Promise<void>((resolve) => {
      write = resolve;
    });
    let isAsked = false;
    records.changeRecords = async (changes, note) => {
      isAsked = true;
      await written;
      return changeRecords(changes, note);
    };
    const opened = open(records);
    const started = opened.drills.start(wish, by);
    await expect.poll(() => isAsked).toBe(true);
    let isStopped = false;
    const stopped = opened.drills.stop().then(() => {
      isStopped = true;
    });
    write();
    expect(await started).toMatchObject({ id: 'drill-1' });
    await expect.poll(() => opened.launched[0]?.asked).toEqual(['stop']);
    expect(isStopped).toBe(false);
    opened.launched[0]?.ready(ready);
    opened.launched[0]?.over({ report, end: 'stop' });
    await stopped;
    expect(await stateOf(opened)).toBe('ended');
    expect(await opened.drills.start(wish, by)).toBe('stopping');
    expect(opened.launched).toHaveLength(1);
  });

  it('go on and keep their report though storage refuses to note either at first', async () => {
    const failures: string[] = [];
    const opened = open(createRecords(), { failures });
    const { drills, launched, records, pauses } = opened;
    records.refusals.push('drill.run', 'drill.report', 'drill.report');
    await drills.start(wish, by);
    launched[0]?.ready(ready);
    await expect.poll(() => pauses.map(({ ms }) => ms)).toEqual([1_000]);
    expect(drills.port()).toBe(3217);
    pauses[0]?.over();
    await expect.poll(() => stateOf(opened)).toBe('running');
    launched[0]?.over({ report, end: 'over' });
    await expect.poll(() => pauses.length).toBe(2);
    pauses[1]?.over();
    await expect.poll(() => pauses.length).toBe(3);
    expect(pauses[2]?.ms).toBe(5_000);
    expect(launched[0]?.asked).toEqual([]);
    expect(drills.port()).toBeNull();
    expect(await drills.end('drill-1', by)).toBe(false);
    expect(await drills.start(wish, by)).toBe('drill_running');
    pauses[2]?.over();
    await expect.poll(() => launched[0]?.asked).toEqual(['discard after drill.report']);
    expect(await drills.find('drill-1')).toMatchObject({ drill: { state: 'ended' }, report: { playedAt } });
    expect(failures.map((line) => line.split(': ')[1])).toEqual([
      'drill.run',
      'drill.report',
      'drill.report',
    ]);
    expect(await drills.start(wish, by)).toMatchObject({ id: 'drill-2' });
  });

  it('end when a person says so though storage refuses, and note it as soon as it takes something', async () => {
    const failures: string[] = [];
    const opened = open(createRecords(), { failures });
    const { drills, launched, records, pauses } = opened;
    await drills.start(wish, by);
    launched[0]?.ready(ready);
    await expect.poll(() => stateOf(opened)).toBe('running');
    records.refusals.push('drill.end', 'drill.end', 'drill.end');
    expect(await drills.end('drill-1', by)).toBe(true);
    expect(launched[0]?.asked).toEqual(['person']);
    await expect.poll(() => pauses.length).toBe(1);
    // Whoever asks again waits for no second note of the kind.
    expect(await drills.end('drill-1', by)).toBe(true);
    launched[0]?.over({ report, end: 'person' });
    await expect.poll(() => launched[0]?.asked.at(-1)).toBe('discard after drill.report');
    await drills.stop();
    expect(records.actions).toEqual(['drill.start', 'drill.run', 'drill.report', 'drill.end']);
    expect(failures).toHaveLength(3);
  });

  it('that end before storage took that they ran are noted in their order', async () => {
    const opened = open(createRecords(), { failures: [] });
    opened.records.refusals.push('drill.run');
    await opened.drills.start(wish, by);
    opened.launched[0]?.ready(ready);
    await expect.poll(() => opened.pauses.length).toBe(1);
    opened.launched[0]?.over({ report, end: 'over' });
    await expect.poll(() => opened.drills.list()).toMatchObject([{ state: 'ended', playsAt: playedAt }]);
    expect(opened.records.actions).toEqual(['drill.start', 'drill.run', 'drill.report']);
  });

  it('do not hold up a stop that storage takes nothing of, and are settled by the next server', async () => {
    const opened = open(createRecords(), { failures: [] });
    const { drills, launched, records } = opened;
    await drills.start(wish, by);
    launched[0]?.ready(ready);
    await expect.poll(() => stateOf(opened)).toBe('running');
    records.refusals.push('drill.report', 'drill.report');
    const stopped = drills.stop();
    launched[0]?.over({ report, end: 'stop' });
    await stopped;
    expect(launched[0]?.asked).toEqual(['stop']);
    const next = open(records);
    await next.drills.settle();
    expect(await stateOf(next)).toBe('failed');
  });

  it('whose server cannot be launched have failed, and the next one may start', async () => {
    const failures: string[] = [];
    const opened = open(createRecords(), { failures, unlaunched: ['drill-1'] });
    expect(await opened.drills.start(wish, by)).toMatchObject({ id: 'drill-1' });
    await expect
      .poll(() => opened.drills.find('drill-1'))
      .toMatchObject({ drill: { state: 'failed', fault: 'start' } });
    expect(failures).toEqual(['no room for drill-1']);
    expect(await opened.drills.start(wish, by)).toMatchObject({ id: 'drill-2' });
  });

  it('that a lost server left running are settled as failed by the next one', async () => {
    const records = createRecords();
    await open(records).drills.start(wish, by);
    const next = open(records);
    await next.drills.settle();
    expect(await next.drills.find('drill-1')).toMatchObject({ drill: { state: 'failed', fault: 'main' } });
  });

  it('are listed once those of a lost server are settled, and start once its data is gone', async () => {
    const records = createRecords();
    await open(records).drills.start(wish, by);
    let isClear: () => void = () => undefined;
    const next = open(records, {
      ids: 1,
      clear: () =>
        new Promise((resolve) => {
          isClear = resolve;
        }),
    });
    void next.drills.settle();
    const listed = next.drills.list();
    const started = next.drills.start(wish, by);
    await expect.poll(() => records.actions.at(-1)).toBe('drill.fail');
    expect(next.launched).toEqual([]);
    isClear();
    expect((await listed).find(({ id }) => id === 'drill-1')).toMatchObject({
      state: 'failed',
      fault: 'main',
    });
    await started;
    expect(next.launched).toHaveLength(1);
  });

  it('do not start where the main server stops while those of a lost one are settled', async () => {
    let isClear: () => void = () => undefined;
    const opened = open(createRecords(), {
      clear: () =>
        new Promise((resolve) => {
          isClear = resolve;
        }),
    });
    void opened.drills.settle();
    const started = opened.drills.start(wish, by);
    const stopped = opened.drills.stop();
    await expect
      .poll(() => {
        isClear();
        return Promise.race([started, null]);
      })
      .toBe('stopping');
    await stopped;
    expect(opened.launched).toEqual([]);
  });

  it('start though those of a lost server cannot be settled', async () => {
    const failures: string[] = [];
    const records = createRecords();
    await open(records).drills.start(wish, by);
    records.refusals.push('drill.fail');
    const next = open(records, {
      ids: 1,
      failures,
      clear: () => Promise.reject(new Error('the folder is busy')),
    });
    await next.drills.settle();
    expect(failures).toEqual(['storage is full: drill.fail', 'the folder is busy']);
    expect(await next.drills.start({ ...wish, title: 'Regu C' }, by)).toMatchObject({ title: 'Regu C' });
  });
});
