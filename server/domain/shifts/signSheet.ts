import type { SinceSheet } from '#shared/model/handover.ts';
import type { Handover, HandoverSign, Shift, ShiftPerson } from '#shared/model/shift.ts';
import { isSheetFresh, listToRead } from '#shared/rules/handover.ts';
import { appendLine, ShiftRefusedError } from './shiftLog.ts';

/** Who signs, when, and what came up since the sheet; null where it was not asked. */
export interface Signing {
  readonly by: ShiftPerson;
  readonly at: number;
  readonly since: SinceSheet | null;
}

const nothing: SinceSheet = { alarms: null, alarmsOver: null, incidents: null, lines: 0 };

/** The shift with one more signature; with the one of the incoming side it is over. Throws where the rules of signing are not met. */
export function signSheet(shift: Shift, wanted: HandoverSign, { by, at, since }: Signing): Shift {
  const handover = toSignable(shift, wanted, at);
  const outgoing = handover.signedBy.find(({ side }) => side === 'outgoing');
  if (wanted.side === 'outgoing') {
    if (outgoing) throw new ShiftRefusedError('sheet-signed');
  } else {
    if (!outgoing) throw new ShiftRefusedError('sheet-unsigned');
    if (outgoing.id === by.id) throw new ShiftRefusedError('same-person');
    const read = new Set(wanted.read);
    const isRead = listToRead(handover.sheet, since ?? nothing).every((key) => read.has(key));
    if (!isRead) throw new ShiftRefusedError('unread');
  }
  const withLine = appendLine(shift, { at, by, kind: 'handover', step: wanted.side });
  const signature = { ...by, at, side: wanted.side, hash: handover.hash };
  const signed: Shift = {
    ...withLine,
    handover: { ...handover, signedBy: [...handover.signedBy, signature] },
  };
  return wanted.side === 'outgoing' ? signed : endShift(signed, at);
}

function toSignable({ handover }: Shift, { hash }: HandoverSign, at: number): Handover {
  if (!handover) throw new ShiftRefusedError('no-sheet');
  if (handover.hash !== hash) throw new ShiftRefusedError('sheet-other');
  if (!isSheetFresh(handover.writtenAt, at)) throw new ShiftRefusedError('sheet-old');
  return handover;
}

function endShift(shift: Shift, at: number): Shift {
  const crew = shift.crew.map((one) => (one.leftAt === null ? { ...one, leftAt: at } : one));
  return { ...shift, endedAt: at, crew };
}
