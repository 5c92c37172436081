import { describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../../../../server/domain/records/recordStore.ts';
import { createShiftRecords } from '../../../../../server/domain/shifts/shiftRecords.ts';
import type { Shift } from '../../../../../shared/model/shift.ts';

const at = Date.UTC(2026, 10, 28, 6);
const note = { at, action: 'shift.start', subject: 's' } as never;

function buildShift(hour: number): Shift {
  const startedAt = at + hour * 3_600_000;
  const id = new Date(startedAt).toISOString();
  const empty = { crew: [], leads: [], log: [], pages: [], handover: null, previous: null };
  return { id, name: `Regu ${hour}`, startedAt, endedAt: null, ...empty };
}

function open() {
  const records = new Map<string, StoredRecord>();
  const lists: string[] = [];
  const state = { isFaulty: false };
  const shifts = createShiftRecords(
    {
      getRecord: async (_kind, id) => records.get(id) ?? null,
      async listRecords(_kind, owner) {
        lists.push(String(owner));
        if (state.isFaulty) throw new Error('storage does not answer');
        return [...records.values()].filter((record) => record.owner === owner);
      },
      async changeRecords(changes) {
        for (const { kind, id, body, owner = null, expect: version = 0 } of changes)
          records.set(id, { kind, id, body, owner, version: version + 1, changedAt: at });
      },
    },
    () => at,
  );
  const namesOf = async () => (await shifts.heads()).map(({ name }) => name);
  return { shifts, lists, state, namesOf };
}

describe('the list of shifts', () => {
  it('is no part of a start: months of logs are read when it is first asked for, and once', async () => {
    const { shifts, lists, namesOf } = open();
    await shifts.load();
    await shifts.start(buildShift(0), note);
    expect(lists).toEqual([]);
    expect(await namesOf()).toEqual(['Regu 0']);
    expect(await namesOf()).toEqual(['Regu 0']);
    expect(lists).toEqual(['2026-11', '2026-10', '2026-09']);
  });

  it('holds what is written while it is read and after that, the newest first', async () => {
    const { shifts, namesOf } = open();
    await shifts.load();
    const early = shifts.heads();
    await shifts.start(buildShift(0), note);
    expect(await early).toEqual([]);
    expect(await namesOf()).toEqual(['Regu 0']);
    await shifts.write({ ...buildShift(0), endedAt: at + 3_600_000 }, note, buildShift(1));
    expect(await namesOf()).toEqual(['Regu 1', 'Regu 0']);
  });

  it('is read again where storage did not answer', async () => {
    const { shifts, state, namesOf } = open();
    await shifts.load();
    state.isFaulty = true;
    const failed = namesOf();
    const written = shifts.start(buildShift(0), note);
    await expect(failed).rejects.toThrow('storage does not answer');
    await written;
    state.isFaulty = false;
    expect(await namesOf()).toEqual(['Regu 0']);
  });
});
