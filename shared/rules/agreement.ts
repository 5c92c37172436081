import type { ActionItem, Agreement } from '../model/agreement.ts';

/** How an item of an action plan stands. */
export type ItemState = 'open' | 'late' | 'done' | 'dropped';

/** Late is due before `today` (`YYYY-MM-DD` in the region's zone) and not done; on the day itself it is not late yet. */
export function toItemState(
  { doneOn, dropped, dueOn }: Pick<ActionItem, 'doneOn' | 'dropped' | 'dueOn'>,
  today: string,
): ItemState {
  if (dropped !== null) return 'dropped';
  if (doneOn !== null) return 'done';
  return dueOn < today ? 'late' : 'open';
}

/** Items by their state. */
export function countItems(items: readonly ActionItem[], today: string): Readonly<Record<ItemState, number>> {
  const counts = { open: 0, late: 0, done: 0, dropped: 0 };
  for (const item of items) counts[toItemState(item, today)] += 1;
  return counts;
}

/**
 * How long an agreement holds: `unsigned` and `unknown` (no end is known) are not judged; `ending` and `urgent` want a renewal within 90
 * and 30 days; `renewed` has a successor and `left` is meant to end, so nothing needs doing.
 */
export type Validity =
  | { readonly kind: 'unsigned' | 'unknown' }
  | {
      readonly kind: 'coming' | 'running' | 'ending' | 'urgent' | 'over' | 'renewed' | 'left';
      readonly days: number;
    };

/** Days before the end at which a renewal is asked for, and asked for again. */
export const renewalDays = { first: 90, last: 30 } as const;

const dayMs = 86_400_000;

/** Whole days from one day to another, both `YYYY-MM-DD`; negative when the other is before. */
export function toDaysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/**
 * True for what was signed as far as is known on `today`: its day or its place is known, or it is in force. A beginning that is still to
 * come may stand in a draft.
 */
export function isSigned(
  { signedOn, signedPlace, validFrom }: Pick<Agreement, 'signedOn' | 'signedPlace' | 'validFrom'>,
  today: string,
): boolean {
  return signedOn !== null || signedPlace !== null || (validFrom !== null && validFrom <= today);
}

/** Validity on `today`, with a successor that was signed or without one; `days` counts to the end (0 on the last day, negative after it), for `coming` to the beginning. */
export function toValidity(
  agreement: Pick<Agreement, 'signedOn' | 'signedPlace' | 'validFrom' | 'validUntil' | 'notRenewed'>,
  hasSuccessor: boolean,
  today: string,
): Validity {
  const { validFrom, validUntil } = agreement;
  if (!isSigned(agreement, today)) return { kind: 'unsigned' };
  if (validFrom !== null && validFrom > today)
    return { kind: 'coming', days: toDaysBetween(today, validFrom) };
  if (validUntil === null) return { kind: 'unknown' };
  const days = toDaysBetween(today, validUntil);
  if (hasSuccessor && days <= renewalDays.first) return { kind: 'renewed', days };
  if (agreement.notRenewed !== null && days <= renewalDays.first) return { kind: 'left', days };
  if (days < 0) return { kind: 'over', days };
  if (days <= renewalDays.last) return { kind: 'urgent', days };
  return { kind: days <= renewalDays.first ? 'ending' : 'running', days };
}

/** A validity on which someone has to act. */
export type RenewalWanted = Extract<Validity, { days: number }> & {
  readonly kind: 'ending' | 'urgent' | 'over';
};

/** True where an agreement ends soon or has ended, has no successor and is not meant to have none. */
export function isRenewalWanted(validity: Validity): validity is RenewalWanted {
  return validity.kind === 'ending' || validity.kind === 'urgent' || validity.kind === 'over';
}

const order = { late: 0, open: 1, done: 2, dropped: 3 } as const;

/** Late ones first, then open ones, each by the day on which it is due; then what is over. */
export function compareItems(a: ActionItem, b: ActionItem, today: string): number {
  return (
    order[toItemState(a, today)] - order[toItemState(b, today)] ||
    a.dueOn.localeCompare(b.dueOn) ||
    a.id.localeCompare(b.id, 'en', { numeric: true })
  );
}

/** Newest signed first; those that are not signed yet on top. */
export function compareAgreements(
  a: Pick<Agreement, 'id' | 'signedOn'>,
  b: Pick<Agreement, 'id' | 'signedOn'>,
): number {
  const on = ({ signedOn }: Pick<Agreement, 'signedOn'>): string => signedOn ?? '9999';
  return on(b).localeCompare(on(a)) || a.id.localeCompare(b.id);
}
