import type { RegionEvent } from '#shared/model/regionEvent.ts';

/** An event of the ribbon with the room its label has. */
export interface Labelled {
  readonly event: RegionEvent;
  /** Share of the ribbon's width that the label may take; 0 for no label. */
  readonly share: number;
  /** The label ends at its mark instead of beginning there. */
  readonly isLate: boolean;
}

/** What the labels are laid out in. */
export interface RibbonSpan {
  readonly from: number;
  readonly now: number;
  /** Characters of a label that fill the ribbon. */
  readonly charsWide: number;
}

const widest = 0.34;
const narrowest = 0.06;
/** Right of this, or where there is no room after its mark, a label grows to the left. */
const lateFrom = 0.8;
const gap = 0.012;

/** Events of the span, newest first; a label is printed only where no newer one stands, and is cut where the newer one begins. */
export function toLabelled(events: readonly RegionEvent[], { from, now, charsWide }: RibbonSpan): Labelled[] {
  let limit = 1;
  return events
    .filter((event) => event.startsAt >= from && event.startsAt <= now && event.state !== 'cancelled')
    .sort((a, b) => b.startsAt - a.startsAt)
    .map((event) => {
      const at = (event.startsAt - from) / (now - from);
      const wanted = Math.min(widest, (event.title.length + 2) / charsWide);
      const after = limit - at - gap;
      const isLate = at > lateFrom || (after < wanted && at > wanted);
      const room = isLate ? (at <= limit ? at : 0) : after;
      const share = Math.min(wanted, room);
      if (share < Math.min(narrowest, wanted)) return { event, share: 0, isLate };
      limit = isLate ? at - share - gap : at;
      return { event, share, isLate };
    });
}
