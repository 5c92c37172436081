import type { CrewMember, LogLine, Shift, ShiftPerson } from '../model/shift.ts';

const toPerson = ({ id, name }: ShiftPerson): ShiftPerson => ({ id, name });

/** Who of a crew was on duty at an instant, in the order of coming. */
export function listOnDuty(crew: readonly CrewMember[], at: number): ShiftPerson[] {
  return crew
    .filter(({ joinedAt, leftAt }) => joinedAt <= at && (leftAt === null || at < leftAt))
    .map(toPerson);
}

/** Who led a shift at an instant; null where whoever led last was not on duty. */
export function findLead({ leads, crew }: Pick<Shift, 'leads' | 'crew'>, at: number): ShiftPerson | null {
  const lead = leads.findLast(({ from }) => from <= at);
  return lead && listOnDuty(crew, at).some(({ id }) => id === lead.id) ? toPerson(lead) : null;
}

/** A shift as it stood at an instant; null where it had not begun. Nothing of what came later is left in it. */
export function shiftAt(shift: Shift, at: number): Shift | null {
  if (at < shift.startedAt) return null;
  const isOver = shift.endedAt !== null && shift.endedAt <= at;
  const { handover } = shift;
  return {
    ...shift,
    endedAt: isOver ? shift.endedAt : null,
    crew: shift.crew
      .filter(({ joinedAt }) => joinedAt <= at)
      .map((one) => ({ ...one, leftAt: one.leftAt !== null && one.leftAt <= at ? one.leftAt : null })),
    leads: shift.leads.filter(({ from }) => from <= at),
    log: shift.log.filter((line) => line.at <= at),
    pages: shift.pages.filter(({ lockedAt }) => lockedAt <= at),
    handover:
      handover && handover.writtenAt <= at
        ? {
            ...handover,
            signedBy: handover.signedBy.filter((signed) => signed.at <= at),
            nextShift: isOver ? handover.nextShift : null,
          }
        : null,
  };
}

/** The line that took the place of each corrected one, by its number. */
export function toCorrections(log: readonly LogLine[]): ReadonlyMap<number, LogLine> {
  return new Map(log.flatMap((line) => (line.corrects === null ? [] : [[line.corrects, line] as const])));
}

/** The last correction of a line; null where it stands as written. */
export function findStanding(n: number, corrections: ReadonlyMap<number, LogLine>): LogLine | null {
  let standing: LogLine | null = null;
  // A correction always has a larger number than what it corrects: this ends.
  for (let next = corrections.get(n); next; next = corrections.get(next.n)) standing = next;
  return standing;
}
