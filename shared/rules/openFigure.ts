import type { Indicator } from '../model/indicator.ts';
import type { Origin, Quality, Verification } from '../model/reading.ts';

/** Why a figure is not open: its indicator is closed by the region, it is simulated, it was rejected, or nobody has approved it yet. */
export const closedReasons = ['closed', 'simulated', 'bad', 'unapproved'] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** What is known of a figure that may be opened. */
export interface OpenCandidate {
  readonly origin: Origin;
  readonly quality: Quality;
  readonly verification: Verification;
  /** True where the walidata took the last look at this very version. */
  readonly hasFinalLook: boolean;
  /** True where it came with the region pack, which names its public source, and not from a sender that only says so. */
  readonly isPackFigure: boolean;
}

/**
 * The one rule of what anyone may see; null for a figure that is open. Approved is what the walidata verified or what needs no look by
 * its definition; a correction needs a look of its own. A provisional figure is open only where a public source that the region pack
 * names has published it as such, and its indicator shows provisional figures at all.
 */
export function findClosedReason(
  figure: OpenCandidate,
  indicator: Pick<Indicator, 'verificationNeeded' | 'showProvisional'>,
  isClosed: boolean,
): ClosedReason | null {
  if (isClosed) return 'closed';
  if (figure.origin === 'simulated') return 'simulated';
  if (figure.quality === 'bad') return 'bad';
  switch (figure.verification) {
    case 'verified':
      return null;
    case 'restated':
      return figure.hasFinalLook || !indicator.verificationNeeded ? null : 'unapproved';
    case 'provisional':
      return figure.hasFinalLook || (isPublished(figure) && indicator.showProvisional) ? null : 'unapproved';
  }
}

function isPublished({ origin, isPackFigure }: OpenCandidate): boolean {
  return origin === 'published' && isPackFigure;
}
