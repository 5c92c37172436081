import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/math/random.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { type Labelled, toLabelled } from '../../../../client/features/ribbon/ribbonLabels.ts';

const span = { from: 0, now: 1_000, charsWide: 212 };

function buildEvent(startsAt: number, title = 'Laporan warga: banjir'): RegionEvent {
  return { id: `e${startsAt}`, startsAt, title, state: 'ended' } as unknown as RegionEvent;
}

/** Left and right end of a label, shares of the ribbon. */
function toEnds({ event, share, isLate }: Labelled): readonly [number, number] {
  const at = event.startsAt / 1_000;
  return isLate ? [at - share, at] : [at, at + share];
}

describe('toLabelled', () => {
  it('lets a late label end at its mark, an early one begin there', () => {
    const [late, early] = toLabelled([buildEvent(100), buildEvent(950)], span);
    expect(late?.isLate).toBe(true);
    expect(early?.isLate).toBe(false);
    expect(early?.share).toBeGreaterThan(0.05);
  });

  it('leaves out what is cancelled or outside the span', () => {
    const cancelled = { ...buildEvent(500), state: 'cancelled' } as RegionEvent;
    expect(toLabelled([cancelled, buildEvent(-5), buildEvent(1_001)], span)).toEqual([]);
  });

  it('never prints one label over another, nor beyond the ribbon', () => {
    const random = createRandom(7);
    for (let round = 0; round < 200; round += 1) {
      const events = Array.from({ length: 12 }, () =>
        buildEvent(Math.floor(random() * 1_000), 'x'.repeat(4 + Math.floor(random() * 90))),
      );
      const ends = toLabelled(events, span)
        .filter(({ share }) => share > 0)
        .map(toEnds)
        .sort((a, b) => a[0] - b[0]);
      for (const [index, [left, right]] of ends.entries()) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(1);
        expect(left).toBeGreaterThanOrEqual(ends[index - 1]?.[1] ?? 0);
      }
    }
  });
});
