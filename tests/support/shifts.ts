import type { SheetAlarm } from '../../shared/model/handover.ts';
import type { LogLine, Shift } from '../../shared/model/shift.ts';

export const shiftStart = Date.parse('2026-11-28T00:00:00Z');
export const [ani, budi, citra] = [
  { id: 'ani', name: 'Ani' },
  { id: 'budi', name: 'Budi' },
  { id: 'citra', name: 'Citra' },
] as const;

/** A line; its number is its place. */
export function buildLine(n: number, more: Partial<LogLine> = {}): LogLine {
  return {
    n,
    at: shiftStart + n * 1_000,
    by: ani,
    kind: 'note',
    text: `baris ${n}`,
    about: null,
    picture: null,
    corrects: null,
    step: null,
    key: null,
    ...more,
  };
}

/** A shift that Ani leads. */
export function buildShift(more: Partial<Shift> = {}): Shift {
  return {
    id: new Date(shiftStart).toISOString(),
    name: 'Pagi',
    startedAt: shiftStart,
    endedAt: null,
    crew: [{ ...ani, joinedAt: shiftStart, leftAt: null }],
    leads: [{ ...ani, from: shiftStart }],
    log: [],
    pages: [],
    handover: null,
    previous: null,
    ...more,
  };
}

const text = { id: 'Muka air tinggi', en: 'Water level high' };

/** An alarm as the sheet keeps it. */
export function buildSheetAlarm(more: Partial<SheetAlarm> = {}): SheetAlarm {
  return {
    id: 'river-high|32.16.01',
    name: text,
    area: '32.16.01',
    subject: null,
    text: null,
    state: 'unacknowledged',
    priority: 'medium',
    severity: 'major',
    raisedAt: shiftStart,
    acknowledgedBy: null,
    comment: null,
    shelvedUntil: null,
    escalatedAt: null,
    simulated: false,
    ...more,
  };
}
