import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChoiceMemory } from '../../../../client/lib/choiceMemory.ts';
import { toTilePlace } from '../../../../client/lib/tilePlace.ts';
import { toScheduled } from '../../../../client/lib/wallSchedule.ts';
import type { WallOrders } from '../../../../shared/model/wall.ts';

const anchorAt = 1_700_000_000_000;

function buildOrders(more: Partial<WallOrders> = {}): WallOrders {
  return {
    name: 'kiri',
    anchorAt,
    setup: {
      title: 'Kiri',
      group: null,
      tile: null,
      scenes: [
        { id: 'a', scene: 'ikhtisar', dwellSeconds: 10 },
        { id: 'b', scene: 'pilar', pillar: 'living', dwellSeconds: 20 },
        { id: 'c', scene: 'peta', dwellSeconds: 30 },
      ],
      holdOnCritical: true,
      lang: 'id',
    },
    show: null,
    message: null,
    ...more,
  };
}

describe('the scene of a moment', () => {
  it.each([
    [0, 'scene a', 10],
    [9.999, 'scene a', 10],
    [10, 'scene b', 30],
    [30, 'scene c', 60],
    [60, 'scene a', 70],
    [6_000_031, 'scene c', 6_000_060],
    [-1, 'scene c', 0],
  ])('%f s after the start is %s until %i s', (seconds, key, until) => {
    const found = toScheduled(buildOrders(), anchorAt + seconds * 1_000);
    expect(found).toMatchObject({ key, until: anchorAt + until * 1_000, isSent: false });
  });

  it('is the same for every wall with these scenes, at any moment, and always ends later', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e12 }), (ms) => {
        const [one, other] = [buildOrders(), buildOrders({ name: 'kanan' })];
        const found = toScheduled(one, anchorAt + ms);
        expect(toScheduled(other, anchorAt + ms)).toEqual(found);
        expect(found.until).toBeGreaterThan(anchorAt + ms);
        expect(toScheduled(one, found.until).key).not.toBe(found.key);
      }),
    );
  });

  it('is the one that was sent, from its start to its end', () => {
    const show = {
      view: { scene: 'peta' as const },
      from: anchorAt + 5_000,
      until: anchorAt + 65_000,
      by: 'op',
    };
    const keyAt = (seconds: number) => toScheduled(buildOrders({ show }), anchorAt + seconds * 1_000);
    expect(keyAt(4.9)).toMatchObject({ key: 'scene a', until: show.from });
    expect(keyAt(5)).toMatchObject({ view: show.view, until: show.until, isSent: true });
    expect(keyAt(64.9).isSent).toBe(true);
    expect(keyAt(65)).toMatchObject({ key: 'scene a', isSent: false });
  });

  it('stays with one that was sent without an end', () => {
    const show = { view: { scene: 'peta' as const }, from: anchorAt, until: null, by: 'op' };
    expect(toScheduled(buildOrders({ show }), anchorAt + 1e10)).toMatchObject({
      view: show.view,
      isSent: true,
    });
  });
});

describe('a part of one picture', () => {
  it('lies where the outputs before it and the bezels between them end', () => {
    const tile = { x: 1, y: 1, cols: 3, rows: 2, bezelX: 24, bezelY: 10 };
    expect(toTilePlace(tile, 1920, 1080)).toEqual({ width: 5808, height: 2170, x: 1944, y: 1090 });
  });

  it('covers the picture with what the outputs show and the bezels hide, and nothing twice', () => {
    const size = fc.integer({ min: 1, max: 8 });
    const bezel = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(size, size, bezel, bezel, (cols, rows, bezelX, bezelY) => {
        const last = toTilePlace({ x: cols - 1, y: rows - 1, cols, rows, bezelX, bezelY }, 1280, 720);
        expect([last.x + 1280, last.y + 720]).toEqual([last.width, last.height]);
      }),
    );
  });
});

function buildStorage(text: string | null, isFull = false) {
  const kept = { text };
  return {
    kept,
    open: () => ({
      getItem: () => kept.text,
      setItem: (_key: string, value: string) => {
        if (isFull) throw new DOMException('full', 'QuotaExceededError');
        kept.text = value;
      },
    }),
  };
}

describe('what was chosen on a scene', () => {
  const choice = { indicator: 'living-a', area: '32.16.09' };

  it('comes back after a restart', () => {
    const { open } = buildStorage(null);
    createChoiceMemory(open).remember('scene a', choice);
    expect(createChoiceMemory(open).recall('scene a')).toEqual(choice);
    expect(createChoiceMemory(open).recall('scene b')).toBeNull();
  });

  it('holds as long as the page where storage is full', () => {
    const { open, kept } = buildStorage(null, true);
    const memory = createChoiceMemory(open);
    memory.remember('scene a', choice);
    expect(memory.recall('scene a')).toEqual(choice);
    expect(kept.text).toBeNull();
  });

  it.each(['', 'nonsense', '{}', '[1,[2]]', '[["a",null]]', '[["a",{"indicator":4,"area":null}]]'])(
    'is forgotten where storage holds %j',
    (text) => {
      expect(createChoiceMemory(buildStorage(text).open).recall('a')).toBeNull();
    },
  );

  it('is kept of 32 scenes at most, the newest', () => {
    const { open, kept } = buildStorage(null);
    const memory = createChoiceMemory(open);
    for (let count = 0; count < 40; count += 1) memory.remember(`scene ${count}`, choice);
    expect(JSON.parse(kept.text ?? '[]')).toHaveLength(32);
    expect(createChoiceMemory(open).recall('scene 7')).toBeNull();
    expect(createChoiceMemory(open).recall('scene 39')).toEqual(choice);
  });
});
