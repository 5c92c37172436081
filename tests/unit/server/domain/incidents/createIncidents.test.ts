import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditNote } from '../../../../../server/domain/audit/auditStore.ts';
import {
  createIncidents,
  type IncidentParts,
} from '../../../../../server/domain/incidents/createIncidents.ts';
import type { AlarmSource } from '../../../../../server/domain/incidents/incidentSource.ts';
import type { RecordStore, StoredRecord } from '../../../../../server/domain/records/recordStore.ts';
import { areaCodeSchema } from '../../../../../shared/model/ids.ts';
import { buildActor } from '../../../../support/desk.ts';
import { buildNewIncident } from '../../../../support/incidentBuilders.ts';
import { buildEvent } from '../../../../support/liveBuilders.ts';
import { createLossyStore } from '../../../../support/lossyStore.ts';

const regency = areaCodeSchema.parse('32.16');
const ani = buildActor('ani', 'operator');
const alarm: AlarmSource = {
  name: 'Tinggi muka air',
  area: areaCodeSchema.parse('32.16.01'),
  point: null,
  severity: 'critical',
  text: 'Siaga 1',
  simulated: true,
};

/** What is said of an incident that is closed. */
const closure = { summary: 'Air surut, jalan dibuka.', cause: null, lessons: null, openTasks: null };

let records: Map<string, StoredRecord>;
let notes: AuditNote[];
let now: number;
let told: number;
/** Records that were read, `all` for every one at once. */
let read: string[];

function openStore(): RecordStore {
  return {
    async getRecord(_kind, id) {
      read.push(id);
      return records.get(id) ?? null;
    },
    async listRecords() {
      read.push('all');
      return [...records.values()];
    },
    async changeRecords(changes, note) {
      notes.push(note);
      for (const { id, body } of changes) {
        const version = (records.get(id)?.version ?? 0) + 1;
        records.set(id, { kind: 'incident', id, owner: null, version, body, changedAt: now });
      }
    },
  };
}

function build(more: Partial<IncidentParts> = {}) {
  return createIncidents({
    store: openStore(),
    now: () => now,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    isArea: (code) => code.startsWith('32.16'),
    regency,
    event: (id) => (id === 'e1' ? buildEvent('e1', { severity: 'severe', title: 'Hujan lebat' }) : undefined),
    alarm: (id) => (id === 'a1' ? alarm : undefined),
    crew: async () => [{ id: 'ani', name: 'Ani' }],
    isSimulated: false,
    onChange: () => {
      told += 1;
    },
    ...more,
  });
}

beforeEach(() => {
  records = new Map();
  notes = [];
  now = Date.parse('2026-11-23T07:32:00Z');
  told = 0;
  read = [];
});

async function openOne(
  incidents: ReturnType<typeof build>,
  more: Parameters<typeof buildNewIncident>[0] = {},
) {
  const outcome = await incidents.open(buildNewIncident(more), ani);
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.incident;
}

describe('an incident whose answer was lost', () => {
  it('stands on the list, and what is entered into it changes the list', async () => {
    const store = createLossyStore();
    const incidents = build({ store });
    expect(await incidents.list()).toEqual([]);
    store.lose();
    const wanted = buildNewIncident();
    await expect(incidents.open(wanted, ani)).rejects.toThrow('unavailable');
    expect([(await incidents.list()).length, told]).toEqual([1, 1]);
    store.mend();
    const again = await incidents.open(wanted, ani);
    if (again.kind !== 'done') throw new Error(again.kind);
    store.lose();
    const close = { kind: 'close', key: 'close-0001', ...closure } as const;
    await expect(incidents.enter(again.incident.id, close, ani)).rejects.toThrow('unavailable');
    store.mend();
    expect(await incidents.list()).toMatchObject([{ state: 'closed' }]);
  });
});

describe('an incident', () => {
  it('is made from an alarm, which fills in what is left out and says that it is simulated', async () => {
    const outcome = await build().open({ key: 'from-alarm', origin: { kind: 'alarm', id: 'a1' } }, ani);
    expect(outcome).toMatchObject({
      kind: 'done',
      incident: {
        title: 'Tinggi muka air',
        severity: 'critical',
        simulated: true,
        place: { area: '32.16.01' },
        alarms: [{ id: 'a1' }],
      },
    });
  });

  it('is made from an event of no area in particular for the whole region', async () => {
    const outcome = await build().open({ key: 'from-event', origin: { kind: 'event', id: 'e1' } }, ani);
    expect(outcome).toMatchObject({
      incident: { title: 'Hujan lebat', kind: 'weather', severity: 'major', place: { area: '32.16' } },
    });
  });

  it.each(['alarm', 'event'] as const)('is not made from an unknown %s', async (kind) => {
    const outcome = await build().open({ key: 'from-nothing', origin: { kind, id: 'zzz' } }, ani);
    expect(outcome).toMatchObject({
      kind: 'refused',
      faults: [{ pointer: '/origin/id', code: `unknown_${kind}` }],
    });
  });

  it('is not made twice from one alarm while it is open', async () => {
    const incidents = build();
    await openOne(incidents, { origin: { kind: 'alarm', id: 'a1' } });
    const again = await incidents.open({ key: 'another-key', origin: { kind: 'alarm', id: 'a1' } }, ani);
    expect(again).toMatchObject({ kind: 'refused', faults: [{ code: 'incident_there' }] });
  });

  it('is simulated on a server that is no live one', async () => {
    expect((await openOne(build({ isSimulated: true }))).simulated).toBe(true);
    expect((await openOne(build(), { key: 'another-one' })).simulated).toBe(false);
  });

  it('links an alarm that stands, and no other', async () => {
    const incidents = build();
    const { id } = await openOne(incidents);
    const linked = await incidents.enter(id, { kind: 'alarm', key: 'link-0001', alarm: 'a1' }, ani);
    expect(linked).toMatchObject({ incident: { alarms: [{ text: 'Tinggi muka air' }], simulated: true } });
    const unknown = await incidents.enter(id, { kind: 'alarm', key: 'link-0002', alarm: 'a9' }, ani);
    expect(unknown).toMatchObject({ kind: 'refused', faults: [{ code: 'unknown_alarm' }] });
  });

  it('writes a line that was sent twice once', async () => {
    const incidents = build();
    const { id } = await openOne(incidents);
    const note = { kind: 'note', key: 'note-0001', text: 'Air 40 cm' } as const;
    await Promise.all([incidents.enter(id, note, ani), incidents.enter(id, note, ani)]);
    expect((await incidents.find(id))?.log).toHaveLength(2);
    expect(told).toBe(2);
  });

  it('puts no line before the one it follows when the clock is set back', async () => {
    const incidents = build();
    const { id } = await openOne(incidents);
    const before = now;
    now -= 3_600_000;
    await incidents.enter(id, { kind: 'note', key: 'note-0001', text: 'x' }, ani);
    expect((await incidents.find(id))?.log.map(({ at }) => at)).toEqual([before, before]);
  });

  it('audits the new line alone', async () => {
    const incidents = build();
    const { id } = await openOne(incidents);
    await incidents.enter(id, { kind: 'note', key: 'note-0001', text: 'Air 40 cm' }, ani);
    expect(notes.at(-1)).toMatchObject({
      action: 'incident.note',
      subject: id,
      after: { n: 2, deed: { text: 'Air 40 cm' } },
    });
    expect(JSON.stringify(notes.at(-1))).not.toContain('Banjir');
  });
});

describe('the list', () => {
  it('has open ones first, the worst on top, and drops what was closed a month ago', async () => {
    const incidents = build();
    const old = await openOne(incidents, { key: 'to-be-closed', severity: 'critical' });
    await incidents.enter(old.id, { kind: 'close', key: 'close-0001', ...closure }, ani);
    const minor = await openOne(incidents, { key: 'minor-0001', severity: 'minor' });
    const critical = await openOne(incidents, { key: 'critical-01', severity: 'critical' });
    const idsOf = async () => (await incidents.list()).map(({ id }) => id);
    expect(await idsOf()).toEqual([critical.id, minor.id, old.id]);
    now += 31 * 86_400_000;
    expect(await idsOf()).toEqual([critical.id, minor.id]);
    expect(await incidents.find(old.id)).toMatchObject({ state: 'closed' });
  });

  it('is the same after a restart', async () => {
    const first = build();
    await openOne(first);
    expect(await build().list()).toEqual(await first.list());
  });
});

describe('the incidents of an instant', () => {
  const day = 86_400_000;

  async function openAndClose() {
    const incidents = build();
    const closed = await openOne(incidents, { key: 'to-be-closed' });
    now += day;
    const open = await openOne(incidents, { key: 'stays-open' });
    now += day;
    await incidents.enter(closed.id, { kind: 'close', key: 'close-0001', ...closure }, ani);
    read = [];
    return { incidents, closed: closed.id, open: open.id, begin: now - 2 * day };
  }

  it('are told as they stood then, of the logs alone that matter', async () => {
    const { incidents, closed, open, begin } = await openAndClose();
    const idsAt = async (at: number) => (await incidents.listAt(at)).map(({ id }) => id).sort();
    expect(await idsAt(Number.POSITIVE_INFINITY)).toEqual([open]);
    expect(read).toEqual([open]);
    expect(await idsAt(begin)).toEqual([closed]);
    expect(await idsAt(begin + day)).toEqual([closed, open].sort());
    expect(await idsAt(begin + 2 * day)).toEqual([open]);
    expect(await idsAt(begin - 1)).toEqual([]);
    expect(read).not.toContain('all');
  });

  it('are told of the long past too', async () => {
    const { incidents, closed, open, begin } = await openAndClose();
    now += 40 * day;
    const ids = (await incidents.listAt(begin + day)).map(({ id }) => id);
    expect(ids.sort()).toEqual([closed, open].sort());
    expect(await incidents.countOpened(begin, begin + day)).toBe(2);
  });

  it('are counted by when they were opened, without reading a log', async () => {
    const { incidents, begin } = await openAndClose();
    expect(await incidents.countOpened(begin, begin)).toBe(1);
    expect(await incidents.countOpened(begin, begin + day)).toBe(2);
    expect(await incidents.countOpened(begin + 1, now)).toBe(1);
    expect(read).toEqual([]);
  });
});
