import type { DemoProgramme, DemoProgrammeParts } from './programmes.ts';

/** What the demo's review is drawn from. */
export interface DemoReviewParts extends Pick<DemoProgrammeParts, 'seed' | 'today' | 'has'> {
  /** Name of the regency's government, as a party of agreements. */
  readonly regency: string;
  readonly programmes: readonly DemoProgramme[];
  /** The instant at which the demo begins, epoch milliseconds. */
  readonly at: number;
}

/** A day (`YYYY-MM-DD`) so many days after another, or before it. */
export function toDayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
