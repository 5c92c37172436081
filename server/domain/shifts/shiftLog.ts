import { type LogLine, maxLogLines, type Shift, type ShiftPerson } from '#shared/model/shift.ts';

/** Why something cannot be done with a shift; each is a sentence of the protocol. */
export type ShiftRefusal =
  | 'shift-open'
  | 'shift-over'
  | 'shift-full'
  | 'not-on-duty'
  | 'not-lead'
  | 'no-sheet'
  | 'sheet-old'
  | 'sheet-other'
  | 'sheet-unsigned'
  | 'sheet-signed'
  | 'same-person'
  | 'line-unknown'
  | 'line-corrected'
  | 'unread'
  | 'crew-full';

/** Thrown by the use case. */
export class ShiftRefusedError extends Error {
  readonly refusal: ShiftRefusal;

  constructor(refusal: ShiftRefusal) {
    super(refusal);
    this.name = 'ShiftRefusedError';
    this.refusal = refusal;
  }
}

/** What is written; the rest follows from the log. */
export type NewLine = Pick<LogLine, 'at' | 'by' | 'kind'> & Partial<LogLine>;

/** Lines that are kept free for what ends a shift: sheets, signatures, comings and goings. */
const keptFree = 50;
const written: readonly string[] = ['note', 'decision', 'change', 'picture', 'correction'];

/** Adds a line at the end. */
export function appendLine(shift: Shift, line: NewLine): Shift {
  const isFull = shift.log.length >= maxLogLines - (written.includes(line.kind) ? keptFree : 0);
  if (isFull) throw new ShiftRefusedError('shift-full');
  const whole: LogLine = {
    text: '',
    about: null,
    picture: null,
    corrects: null,
    step: null,
    key: null,
    ...line,
    n: shift.log.length + 1,
  };
  return { ...shift, log: [...shift.log, whole] };
}

/** Throws unless a line may be corrected: it was written by a person, and nobody corrected it yet. */
export function assertCorrectable({ log }: Pick<Shift, 'log'>, n: number): void {
  const line = log[n - 1];
  if (!line || !written.includes(line.kind)) throw new ShiftRefusedError('line-unknown');
  if (log.some(({ corrects }) => corrects === n)) throw new ShiftRefusedError('line-corrected');
}

/** Puts someone on duty; who comes back stands there a second time. */
export function joinCrew(shift: Shift, person: ShiftPerson, at: number): Shift {
  const withLine = appendLine(shift, { at, by: person, kind: 'join', about: person });
  const crew = [...shift.crew, { ...person, joinedAt: at, leftAt: null }];
  const joined = { ...withLine, crew };
  const isLed = shift.crew.some(({ id, leftAt }) => leftAt === null && id === shift.leads.at(-1)?.id);
  return isLed ? joined : giveLead(joined, person, { at, by: person });
}

/** Ends someone's duty; where the lead goes, whoever has been there longest leads. */
export function leaveCrew(shift: Shift, id: string, { at, by }: { at: number; by: ShiftPerson }): Shift {
  const member = shift.crew.find((one) => one.id === id && one.leftAt === null);
  if (!member) throw new ShiftRefusedError('not-on-duty');
  const about = { id: member.id, name: member.name };
  const withLine = appendLine(shift, { at, by, kind: 'leave', about });
  const crew = shift.crew.map((one) => (one === member ? { ...one, leftAt: at } : one));
  const next = crew.find(({ leftAt }) => leftAt === null);
  const left = { ...withLine, crew };
  if (shift.leads.at(-1)?.id !== id || !next) return left;
  return giveLead(left, { id: next.id, name: next.name }, { at, by });
}

/** Makes someone the lead. */
export function giveLead(
  shift: Shift,
  person: ShiftPerson,
  { at, by }: { at: number; by: ShiftPerson },
): Shift {
  const withLine = appendLine(shift, { at, by, kind: 'lead', about: person });
  return { ...withLine, leads: [...shift.leads, { ...person, from: at }] };
}
