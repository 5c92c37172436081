import { describe, expect, it } from 'vitest';
import { buildSheet } from '../../../../../server/domain/shifts/buildSheet.ts';
import { type ShiftRefusal, ShiftRefusedError } from '../../../../../server/domain/shifts/shiftLog.ts';
import { type Signing, signSheet } from '../../../../../server/domain/shifts/signSheet.ts';
import type { SinceSheet } from '../../../../../shared/model/handover.ts';
import type { HandoverSign, Shift } from '../../../../../shared/model/shift.ts';
import { ani, budi, buildSheetAlarm, buildShift, shiftStart } from '../../../../support/shifts.ts';

const minute = 60_000;
const writtenAt = shiftStart + 10 * minute;
const none: SinceSheet = { alarms: [], alarmsOver: 0, incidents: [], lines: 0 };
const hash = 'a'.repeat(64);

async function buildHandedOver(): Promise<Shift> {
  const shift = buildShift();
  const alarms = [buildSheetAlarm({ id: 'a', priority: 'urgent' })];
  const sheet = await buildSheet(shift, {
    sources: { alarms: async () => alarms, incidents: async () => [] },
    now: writtenAt,
    note: '',
    onFailure: () => undefined,
  });
  return { ...shift, handover: { sheet, hash, writtenAt, writtenBy: ani, signedBy: [], nextShift: null } };
}

const outgoing = { side: 'outgoing', hash } as const;
const incoming = { side: 'incoming' as const, hash, read: ['alarm:a'], name: 'Siang' };
const byAni = { by: ani, at: writtenAt + minute, since: null };
const byBudi = { by: budi, at: writtenAt + 2 * minute, since: none };

function refusalOf(work: () => unknown): ShiftRefusal | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof ShiftRefusedError) return error.refusal;
    throw error;
  }
}

describe('signing', () => {
  it('is two people, one after the other; the second ends the shift for everyone in it', async () => {
    const signed = signSheet(await buildHandedOver(), outgoing, byAni);
    expect(signed.endedAt).toBeNull();
    expect(signed.handover?.signedBy).toEqual([{ ...ani, at: byAni.at, side: 'outgoing', hash }]);
    const over = signSheet(signed, incoming, byBudi);
    expect(over.endedAt).toBe(byBudi.at);
    expect(over.crew).toEqual([{ ...ani, joinedAt: shiftStart, leftAt: byBudi.at }]);
    expect(over.handover?.signedBy.map(({ id, side }) => [id, side])).toEqual([
      ['ani', 'outgoing'],
      ['budi', 'incoming'],
    ]);
    expect(over.log.map(({ step }) => step)).toEqual(['outgoing', 'incoming']);
  });

  it.each([
    ['no-sheet', (shift: Shift) => signSheet({ ...shift, handover: null }, outgoing, byAni)],
    ['sheet-other', (shift: Shift) => signSheet(shift, { ...outgoing, hash: 'b' }, byAni)],
    [
      'sheet-old',
      (shift: Shift) => signSheet(shift, outgoing, { ...byAni, at: writtenAt + 30 * minute + 1 }),
    ],
    ['sheet-signed', (shift: Shift) => signSheet(signSheet(shift, outgoing, byAni), outgoing, byAni)],
    ['sheet-unsigned', (shift: Shift) => signSheet(shift, incoming, byBudi)],
  ] as const)('is refused as %s', async (refusal, work) => {
    const shift = await buildHandedOver();
    expect(refusalOf(() => work(shift))).toBe(refusal);
  });

  it.each<[ShiftRefusal, Signing, HandoverSign]>([
    ['same-person', { ...byBudi, by: ani }, incoming],
    ['sheet-old', { ...byBudi, at: writtenAt + 30 * minute + 1 }, incoming],
    ['unread', byBudi, { ...incoming, read: [] }],
    ['unread', { ...byBudi, since: { ...none, alarms: [buildSheetAlarm({ id: 'new' })] } }, incoming],
  ])('of the incoming side is refused as %s', async (refusal, who, wanted) => {
    const signed = signSheet(await buildHandedOver(), outgoing, byAni);
    expect(refusalOf(() => signSheet(signed, wanted, who))).toBe(refusal);
  });
});
