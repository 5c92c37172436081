import type { FeatureCollection } from 'geojson';
import type { EventMark } from './eventMarks.ts';
import { type Box, type LabelRequest, type PlacedLabel, placeLabels } from './labelPlacement.ts';
import { type MapView, toSheetBox } from './mapView.ts';
import {
  type AreaNotes,
  type MeasureEms,
  type PlacedMark,
  type PlacedPoint,
  toAreaNames,
  toForm,
  toPlacedMarks,
  toPoints,
  toSquare,
  wrapName,
} from './overlayNames.ts';

/** What lies over the geometry of the map. */
export interface OverlayInput {
  readonly view: MapView;
  /** End of the geometry: west, south, east, north. */
  readonly sheet: readonly [number, number, number, number];
  readonly labels: FeatureCollection;
  readonly places: FeatureCollection;
  /** Stations, gates and estates; null leaves them out. */
  readonly context: FeatureCollection | null;
  readonly notes: AreaNotes;
  readonly marks: readonly EventMark[];
  readonly measure: MeasureEms;
  /** Parts of the panel that are written over by something else. */
  readonly taken?: readonly Box[];
}

/** The overlay with every place in pixels of the panel. */
export interface OverlayLayout {
  readonly sheet: Box;
  readonly areas: readonly PlacedLabel[];
  readonly marks: readonly PlacedMark[];
  readonly markNames: readonly PlacedLabel[];
  /** Path of all outlines of warnings. */
  readonly outlines: string;
  readonly dots: readonly PlacedPoint[];
  readonly waters: readonly PlacedPoint[];
  readonly names: readonly PlacedLabel[];
}

/** Diameter of an event's mark in ems. */
export const markEms = 1.5;
const waterSpacing = 1.22;
/** Side of the square around each area's name that is taken for land, in ems: on a small map a sea's name would reach into it. */
const landEms = 6;

/** Places everything that is written or marked on the map: events first, then areas, then what fits between them. */
export function layOutOverlay(input: OverlayInput): OverlayLayout {
  const { view, measure } = input;
  const sheet = toSheetBox(view, input.sheet);
  const { textPx } = view;
  const marks = toPlacedMarks(input.marks, view, sheet);
  const points = toPoints(input.places.features, view, sheet);
  const squares = marks.map(({ at }) => toSquare(at, markEms * textPx * 1.25));
  const areaNames = toAreaNames(input);
  const taken = [...(input.taken ?? []), ...squares];
  const waters = placeWaters(
    points.filter(({ kind }) => kind === 'water'),
    input,
    { taken: [...taken, ...areaNames.map(({ at }) => toSquare(at, landEms * textPx))], sheet },
  );
  const dots = input.context ? toPoints(input.context.features, view, sheet) : [];
  const requests: LabelRequest[] = [
    ...marks.flatMap((placed) => toMarkName(placed, input)),
    ...areaNames,
    ...points.filter(({ kind }) => kind === 'neighbour').map((point) => toPlaceName(point, input)),
    ...dots.map((dot) => toDotName(dot, input)),
  ];
  const obstacles = [
    ...taken,
    ...waters.map((water) => toWaterBox(water, measure, textPx)),
    ...dots.map(({ at }) => toSquare(at, textPx * 0.5)),
  ];
  const placed = placeLabels(requests, obstacles, sheet);
  const of = (kind: string) => placed.filter(({ key }) => key.startsWith(kind));
  return {
    sheet,
    marks,
    waters,
    dots,
    outlines: toOutlines(input.marks, view),
    areas: placed.filter(({ key }) => input.notes.has(key)),
    markNames: of('mark '),
    names: of('name '),
  };
}

function toMarkName({ mark, at }: PlacedMark, { measure, view }: OverlayInput): LabelRequest[] {
  if (mark.label === '') return [];
  const forms = [toForm([mark.label], measure, view.textPx)];
  const besidePx = markEms * view.textPx * 0.64;
  return [{ key: `mark ${mark.event.id}`, at, forms, mode: { besidePx }, isRequired: true }];
}

function toPlaceName({ key, name, at }: PlacedPoint, { measure, view }: OverlayInput): LabelRequest {
  const form = toForm([name], (text) => measure(text) * 1.15, view.textPx);
  return { key: `name ${key}`, at, forms: [form], mode: 'over', isRequired: false };
}

function toDotName({ key, name, at }: PlacedPoint, { measure, view }: OverlayInput): LabelRequest {
  const forms = [[name], wrapName(name, measure)].map((lines) => toForm(lines, measure, view.textPx));
  return { key: `name ${key}`, at, forms, mode: { besidePx: view.textPx * 0.6 }, isRequired: false };
}

/** A sea's name moves a little from its place where that is written over or cut by the rim, and is left out where that is not enough. */
function placeWaters(
  waters: readonly PlacedPoint[],
  { measure, view }: OverlayInput,
  { taken, sheet }: { readonly taken: readonly Box[]; readonly sheet: Box },
): PlacedPoint[] {
  const requests = waters.map((water): LabelRequest => {
    const { width, height } = toWaterBox(water, measure, view.textPx);
    const form = { lines: [water.name], width, height };
    return { key: water.key, at: water.at, forms: [form], mode: 'over', isRequired: false };
  });
  const boxes = new Map(placeLabels(requests, taken, sheet).map(({ key, box }) => [key, box]));
  return waters.flatMap((water) => {
    const box = boxes.get(water.key);
    return box ? [{ ...water, at: [box.x + box.width / 2, box.y + box.height / 2] as const }] : [];
  });
}

function toWaterBox({ name, scale, at: [x, y] }: PlacedPoint, measure: MeasureEms, textPx: number): Box {
  const width = measure(name) * textPx * scale * waterSpacing;
  const height = textPx * scale * 1.2;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function toOutlines(marks: readonly EventMark[], view: MapView): string {
  const rings = marks.flatMap(({ event }) => (event.kind === 'warning' ? event.polygons : []));
  return rings
    .map((ring) => {
      const corners = ring.map((corner) =>
        view
          .project(corner)
          .map((part) => part.toFixed(1))
          .join(' '),
      );
      return `M${corners.join('L')}Z`;
    })
    .join('');
}
