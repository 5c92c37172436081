import { readFileSync } from 'node:fs';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { AreaState } from '../../../../client/features/map/choropleth.ts';
import { toEventMarks } from '../../../../client/features/map/eventMarks.ts';
import { type Box, placeLabels, toOverlap } from '../../../../client/features/map/labelPlacement.ts';
import { layOutOverlay, markEms } from '../../../../client/features/map/overlayLayout.ts';
import { toAreaNotes, toSquare, wrapName } from '../../../../client/features/map/overlayNames.ts';
import { toPlainView } from '../../../../client/features/map/plainView.ts';
import { createFrame } from '../../../../client/lib/projection.ts';

function readPack(file: string): FeatureCollection {
  const address = new URL(`../../../../server/regions/bekasi/map/${file}`, import.meta.url);
  return JSON.parse(readFileSync(address, 'utf8')) as FeatureCollection;
}

const measure = (text: string) => text.length * 0.56;
const labels = readPack('labels.geojson');
const places = readPack('places.geojson');
const context = readPack('context.geojson');
const bounds = [106.96955, -6.48585, 107.29665, -5.91845] as const;
const sheet = [106.72, -6.78, 107.62, -5.7] as const;

function buildEvent(patch: Partial<RegionEvent>): RegionEvent {
  return {
    id: 'a',
    kind: 'flood-report',
    title: 'banjir',
    state: 'active',
    startsAt: 0,
    endsAt: null,
    point: [107.1, -6.25],
    polygons: [],
    ...patch,
  } as RegionEvent;
}

const words = {
  quake: (magnitude: number) => `M ${magnitude}`,
  floodDepth: (depth: number) => `banjir ${depth} cm`,
};

function toStates(fill: AreaState['fill']): Map<string, AreaState> {
  return new Map(
    labels.features.map(({ properties }) => {
      const code = String(properties?.['code']);
      return [code, { code, fill, observedAt: 0 } as AreaState];
    }),
  );
}

function layOut(
  width: number,
  height: number,
  fill: AreaState['fill'] = 'value',
  taken: readonly Box[] = [],
) {
  const view = toPlainView(createFrame([...bounds], 600), width, height, 17);
  const events = [
    buildEvent({ id: 'f1', floodDepthCm: 40, point: [107.045, -6.262] }),
    buildEvent({ id: 'f2', floodDepthCm: 65, point: [107.15, -6.26], startsAt: 5 }),
  ];
  const marks = toEventMarks(events, words, { now: 10, sheet });
  const now = 3 * 365.25 * 86_400_000;
  return layOutOverlay({
    ...{ view, sheet, labels, places, context, marks, measure, taken },
    notes: toAreaNotes(toStates(fill).values(), now, 'id'),
  });
}

describe('names on the map', () => {
  it.each([
    [960, 780],
    [1_230, 900],
    [700, 700],
  ])('hide neither each other nor any mark at %i × %i', (width, height) => {
    const { areas, marks, markNames } = layOut(width, height);
    expect(areas).toHaveLength(23);
    const boxes = [...areas, ...markNames].map(({ box }) => box);
    const squares = marks.map(({ at }) => toSquare(at, markEms * 17));
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) expect(toOverlap(box, other)).toBeLessThan(40);
      for (const square of squares) expect(toOverlap(box, square)).toBeLessThan(15);
    }
  });

  it('are all there on the smallest map, and what is not required makes way', () => {
    const small = layOut(300, 420);
    expect(small.areas).toHaveLength(23);
    const boxes = small.areas.map(({ box }) => box);
    for (const { box } of small.names) {
      for (const other of boxes) expect(toOverlap(box, other)).toBe(0);
    }
  });

  it('carry the age of an old value where there is room', () => {
    const aged = (list: ReturnType<typeof layOut>) =>
      list.areas.filter(({ form }) => form.lines.at(-1) === '3 tahun').length;
    expect(aged(layOut(1_230, 900, 'old'))).toBeGreaterThan(15);
    expect(aged(layOut(1_230, 900, 'value'))).toBe(0);
  });

  it('are the same for the same input', () => {
    expect(layOut(960, 780)).toEqual(layOut(960, 780));
  });

  it('make way for the legend, those of the seas too', () => {
    const free = layOut(960, 780);
    const [sea] = free.waters;
    const [place] = free.names;
    if (!sea || !place) throw new Error('no names to cover');
    const legend = { x: sea.at[0] - 20, y: sea.at[1] - 2, width: 30, height: 4 };
    const taken = [legend, place.box];
    const covered = layOut(960, 780, 'value', taken);
    for (const { key, at } of covered.waters) if (key === sea.key) expect(at).not.toEqual(sea.at);
    for (const { box } of covered.names) {
      for (const other of taken) expect(toOverlap(box, other)).toBe(0);
    }
    expect(covered.areas).toHaveLength(23);
  });

  it('break between two words where they are long together', () => {
    expect(wrapName('Cikarang Utara', measure)).toEqual(['Cikarang', 'Utara']);
    expect(wrapName('Setu', measure)).toEqual(['Setu']);
  });

  it('stay inside the panel, even of a point at its rim', () => {
    const frame = { x: 0, y: 0, width: 200, height: 100 };
    const request = {
      key: 'a',
      at: [2, 50] as const,
      forms: [{ lines: ['Kedung'], width: 60, height: 20 }],
      mode: { besidePx: 8 },
      isRequired: true,
    };
    const [placed] = placeLabels([{ ...request, at: [198, 50] }], [], frame);
    expect(placed?.box).toMatchObject({ x: 130, width: 60 });
    expect(placeLabels([{ ...request, isRequired: false }], [frame], frame)).toEqual([]);
  });
});

describe('events on the map', () => {
  it('are those not over yet, numbered from the newest, what lies off the map last', () => {
    const events = [
      buildEvent({ id: 'old', kind: 'quake', magnitude: 3.1, startsAt: 1 }),
      buildEvent({ id: 'new', floodDepthCm: 60, startsAt: 2 }),
      buildEvent({ id: 'far', kind: 'quake', magnitude: 6, startsAt: 9, point: [126, 1] }),
      buildEvent({ id: 'gone', kind: 'quake', state: 'cancelled' }),
      buildEvent({ id: 'over', endsAt: 5 }),
    ];
    const marks = toEventMarks(events, words, { now: 10, sheet });
    expect(marks.map(({ number, event, label }) => [number, event.id, label])).toEqual([
      [1, 'new', 'banjir 60 cm'],
      [2, 'old', 'M 3.1'],
      [3, 'far', 'M 6'],
    ]);
  });

  it('puts the mark of a warning on the northern edge of its outline', () => {
    const polygons: [number, number][][] = [
      [
        [107, -6],
        [107.2, -6],
        [107.2, -6.2],
        [107, -6.2],
        [107, -6],
      ],
    ];
    const [mark] = toEventMarks([buildEvent({ kind: 'warning', point: null, polygons })], words, {
      now: 10,
      sheet,
    });
    expect(mark?.at?.[0]).toBeCloseTo(107.1);
    expect(mark?.at?.[1]).toBe(-6);
    expect(layOut(960, 780).outlines).toBe('');
  });

  it('leaves a quake far away to the list', () => {
    const view = toPlainView(createFrame([...bounds], 600), 960, 780, 17);
    const marks = toEventMarks([buildEvent({ kind: 'quake', point: [110, -8.9] })], words, {
      now: 10,
      sheet,
    });
    const layout = layOutOverlay({
      ...{ view, sheet, labels, places, context: null, marks, measure },
      notes: toAreaNotes(toStates('none').values(), 0, 'id'),
    });
    expect(layout.marks).toEqual([]);
  });
});
