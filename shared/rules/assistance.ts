import type { Recommendation } from '../model/assistance.ts';
import type { Direction } from '../model/indicator.ts';
import type { OfficialFigure } from '../model/official.ts';

/** How far a recommendation has come. */
export type FollowUp = 'waiting' | 'answered' | 'decided' | 'closed' | 'dropped';

type Followed = Pick<Recommendation, 'response' | 'decision' | 'closed' | 'dropped' | 'dueOn' | 'id'>;

/** The furthest step that is there. */
export function toFollowUp({
  response,
  decision,
  closed,
  dropped,
}: Omit<Followed, 'dueOn' | 'id'>): FollowUp {
  if (dropped !== null) return 'dropped';
  if (closed !== null) return 'closed';
  if (decision !== null) return 'decided';
  return response === null ? 'waiting' : 'answered';
}

/** Late is due before `today` (`YYYY-MM-DD` in the region's zone) and neither decided nor over. */
export function isFollowUpLate(one: Followed, today: string): boolean {
  const step = toFollowUp(one);
  return (step === 'waiting' || step === 'answered') && one.dueOn < today;
}

const order = { waiting: 1, answered: 1, decided: 2, closed: 3, dropped: 4 } as const;

/** Late ones first, then those that wait for a decision, each by the day on which it is due. */
export function compareFollowUps(a: Followed, b: Followed, today: string): number {
  const rank = (one: Followed): number => (isFollowUpLate(one, today) ? 0 : order[toFollowUp(one)]);
  return rank(a) - rank(b) || a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id);
}

/**
 * What became of an indicator since a recommendation: `unknown` where one of the two figures is missing, or one alone is simulated, or
 * one is of a part of a year that the other is not of;
 * `waiting` while none is newer than that of then, `changed` where the indicator has no better side. It says what happened after, not because of it.
 */
export type Effect = 'unknown' | 'waiting' | 'better' | 'worse' | 'same' | 'changed';

type Compared = Pick<OfficialFigure, 'value' | 'observedAt' | 'origin' | 'period'>;

/** Compares the figure of then with that of now by the side that is better. */
export function toEffect(
  then: Compared | undefined,
  now: Compared | undefined,
  direction: Direction,
): Effect {
  if (!now || now.value === null || now.observedAt === null) return 'unknown';
  if (!then || then.value === null || then.observedAt === null) return 'unknown';
  if ((then.origin === 'simulated') !== (now.origin === 'simulated')) return 'unknown';
  if (now.observedAt <= then.observedAt) return 'waiting';
  if (toPart(then.period) !== toPart(now.period)) return 'unknown';
  if (now.value === then.value) return 'same';
  if (direction !== 'higher' && direction !== 'lower') return 'changed';
  return now.value > then.value === (direction === 'higher') ? 'better' : 'worse';
}

/** Months that a printed period is of, without its year: `Januari–Agustus`, `sampai sekitar Mei`; empty where it names no such part. */
function toPart(period: string | null): string {
  const isPart = /\p{L}\s*[-–]\s*\p{L}|sampai|s\.d\./u.test(period ?? '');
  return isPart && period !== null ? period.replace(/\d{4}/g, '').trim() : '';
}
