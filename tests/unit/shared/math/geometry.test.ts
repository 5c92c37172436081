import { describe, expect, it } from 'vitest';
import {
  distanceKm,
  doesRingMeetPolygon,
  doSegmentsMeet,
  isInPolygon,
  type Polygon,
} from '#shared/math/geometry.ts';

const square: Polygon = [
  [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ],
  [
    [4, 4],
    [6, 4],
    [6, 6],
    [4, 6],
    [4, 4],
  ],
];

function boxAt(x: number, y: number, size: number): [number, number][] {
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
}

describe('geometry', () => {
  it('holds points of the outer ring and none of a hole', () => {
    expect(isInPolygon([2, 2], square)).toBe(true);
    expect(isInPolygon([5, 5], square)).toBe(false);
    expect(isInPolygon([11, 5], square)).toBe(false);
  });

  it('finds rings that cross, lie inside, surround or touch a polygon', () => {
    expect(doesRingMeetPolygon(boxAt(9, 9, 5), square)).toBe(true);
    expect(doesRingMeetPolygon(boxAt(1, 1, 1), square)).toBe(true);
    expect(doesRingMeetPolygon(boxAt(-5, -5, 30), square)).toBe(true);
    expect(doesRingMeetPolygon(boxAt(10, 2, 3), square)).toBe(true);
  });

  it('finds no meeting where a ring is apart or wholly inside a hole', () => {
    expect(doesRingMeetPolygon(boxAt(20, 20, 5), square)).toBe(false);
    expect(doesRingMeetPolygon(boxAt(4.5, 4.5, 1), square)).toBe(false);
    expect(doesRingMeetPolygon([], square)).toBe(false);
  });

  it('sees a cross-shaped meeting with no corner inside the other', () => {
    const bar: [number, number][] = [
      [-5, 1],
      [15, 1],
      [15, 2],
      [-5, 2],
      [-5, 1],
    ];
    expect(doesRingMeetPolygon(bar, square)).toBe(true);
  });

  it('counts segments that end on each other as meeting, parallel ones not', () => {
    expect(doSegmentsMeet([0, 0], [2, 2], [2, 2], [3, 0])).toBe(true);
    expect(doSegmentsMeet([0, 0], [2, 0], [0, 1], [2, 1])).toBe(false);
  });

  it('measures Cikarang to Bandung as about 92 km', () => {
    expect(distanceKm([107.1556, -6.2753], [107.6191, -6.9175])).toBeGreaterThan(85);
    expect(distanceKm([107.1556, -6.2753], [107.6191, -6.9175])).toBeLessThan(95);
  });
});
