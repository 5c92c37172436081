import type { DemoProgramme, DemoProgrammeParts } from './programmes.ts';

/** What the demo's review is drawn from. */
export interface DemoReviewParts extends Pick<DemoProgrammeParts, 'seed' | 'today' | 'has'> {
  /** Name of the regency's government, as a party of agreements. */
  readonly regency: string;
  readonly programmes: readonly DemoProgramme[];
  /** The instant at which the demo begins, epoch milliseconds. */
  readonly at: number;
}
