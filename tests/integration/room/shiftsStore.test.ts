import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createShifts, type Shifts } from '../../../server/domain/shifts/createShifts.ts';
import { ShiftRefusedError } from '../../../server/domain/shifts/shiftLog.ts';
import { RecordConflictError } from '../../../server/domain/storeErrors.ts';
import type { Shift } from '../../../shared/model/shift.ts';
import { listToRead } from '../../../shared/rules/handover.ts';
import { sqliteEngine, useStore } from '../../contract/storage/engine.ts';
import { buildActor } from '../../support/desk.ts';
import { buildSheetAlarm } from '../../support/shifts.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-28T00:00:00Z');
const [ani, budi] = [buildActor('ani', 'operator'), buildActor('budi', 'operator')];
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('shifts over a store', () => {
  const own = useStore(sqliteEngine);
  let at = start;
  const open = (alarms: readonly string[] = []): Promise<Shifts> =>
    createShifts({
      store: own.store,
      sources: {
        alarms: async () => alarms.map((id) => buildSheetAlarm({ id })),
        incidents: async () => [],
      },
      now: () => at,
      hash,
      onSourceFailure: () => undefined,
    });
  const note = (shifts: Shifts, shift: Shift, text: string) =>
    shifts.write(shift.id, { kind: 'note', text, key: `key-${text}` }, ani);
  const handOver = async (shifts: Shifts, from: Shift, name: string): Promise<Shift> => {
    const written = await shifts.writeSheet(from.id, '', ani);
    const sheetHash = written.handover?.hash ?? '';
    const signed = await shifts.sign(from.id, { side: 'outgoing', hash: sheetHash }, ani);
    const since = await shifts.since(signed);
    const read = signed.handover && since ? listToRead(signed.handover.sheet, since) : [];
    return shifts.sign(from.id, { side: 'incoming', hash: sheetHash, read, name }, budi);
  };

  it('lets no two be open, also where two processes start one at the same instant', async () => {
    at = start;
    const [one, two] = [await open(), await open()];
    await one.start('Pagi', ani);
    at = start + 5;
    await expect(two.start('Pagi', budi)).rejects.toBeInstanceOf(RecordConflictError);
    // Refused, it looks again and knows better.
    expect((await two.list()).current?.lead?.name).toBe('ani');
    await expect(two.start('Pagi', budi)).rejects.toThrow(new ShiftRefusedError('shift-open'));
  });

  it('never writes over what another process wrote', async () => {
    at = start;
    const one = await open();
    const shift = await one.start('Pagi', ani);
    const two = await open();
    await note(one, shift, 'satu');
    await expect(note(two, shift, 'dua')).rejects.toBeInstanceOf(RecordConflictError);
    const after = await note(two, shift, 'dua');
    expect(after.log.map(({ text }) => text)).toEqual(['', 'satu', 'dua']);
  });

  it('locks a page once its hour is over, without anyone writing, and only once', async () => {
    at = start;
    const shifts = await open();
    const { id } = await shifts.start('Pagi', ani);
    at = start + hour - 1;
    expect(await shifts.lockDue()).toBe(false);
    at = start + hour;
    expect(await shifts.lockDue()).toBe(true);
    expect(await shifts.lockDue()).toBe(false);
    expect((await shifts.find(id))?.pages).toMatchObject([{ page: 1, from: 1, to: 1, lockedAt: at }]);
    const [entry] = await own.store.listAudit({ action: 'shift.lock', limit: 5 });
    expect(entry).toMatchObject({ label: 'jaga', after: { pages: [{ page: 1 }] } });
  });

  it('tells who was on duty at any instant, also months ago, and nobody where there was no shift', async () => {
    at = start - 120 * 24 * hour;
    const long = at;
    const shifts = await open();
    expect(shifts.onDuty()).toEqual({ operators: 0, crew: [] });
    const first = await shifts.start('Malam', ani);
    at = long + 8 * hour;
    const second = await handOver(shifts, first, 'Pagi');
    at = start;
    expect(shifts.onDuty()).toMatchObject({ operators: 1, crew: [{ id: 'budi' }] });
    // Only what is stored, as after a start.
    const again = await open();
    expect(await again.dutyAt(long - 1)).toMatchObject({ shift: null, crew: [] });
    expect(await again.dutyAt(long)).toMatchObject({ shift: first.id, name: 'Malam', lead: { id: 'ani' } });
    expect(await again.dutyAt(long + 8 * hour - 1)).toMatchObject({ crew: [{ id: 'ani' }] });
    expect(await again.dutyAt(long + 8 * hour)).toMatchObject({ shift: second.id, crew: [{ id: 'budi' }] });
    expect(await again.dutyAt(start)).toMatchObject({ shift: second.id });
  });

  it('asks again what is new before the second signature', async () => {
    at = start;
    const alarms = ['a'];
    const shifts = await open(alarms);
    const { id } = await shifts.start('Pagi', ani);
    at += hour;
    const { handover } = await shifts.writeSheet(id, '', ani);
    const sheetHash = handover?.hash ?? '';
    await shifts.sign(id, { side: 'outgoing', hash: sheetHash }, ani);
    alarms.push('b');
    at += 1;
    const signing = { side: 'incoming', hash: sheetHash, name: 'Siang' } as const;
    const sign = (read: string[]) => shifts.sign(id, { ...signing, read }, budi);
    await expect(sign(['alarms:medium'])).rejects.toThrow(new ShiftRefusedError('unread'));
    expect(await sign(['alarms:medium', 'alarm:b'])).toMatchObject({ name: 'Siang', previous: id });
  });
});
