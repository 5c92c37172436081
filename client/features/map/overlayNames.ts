import type { Feature, FeatureCollection } from 'geojson';
import type { Language } from '#shared/model/text.ts';
import { toDurationWords } from '../../lib/age.ts';
import type { AreaState } from './choropleth.ts';
import type { EventMark } from './eventMarks.ts';
import { isWithin } from './eventMarks.ts';
import type { Box, LabelForm, LabelRequest } from './labelPlacement.ts';
import type { MapView } from './mapView.ts';

/** Width of a text in ems of its own size. */
export type MeasureEms = (text: string) => number;

export const lineEms = 1.14;
const wrapEms = 6;

/** Lines of a name: of two words the second goes below the first where they are long together. */
export function wrapName(name: string, measure: MeasureEms): readonly string[] {
  const at = name.indexOf(' ');
  return at > 0 && measure(name) > wrapEms ? [name.slice(0, at), name.slice(at + 1)] : [name];
}

/** Size of lines of text with a little air for the halo. */
export function toForm(lines: readonly string[], measure: MeasureEms, textPx: number): LabelForm {
  const widest = Math.max(...lines.map(measure));
  return { lines, width: widest * textPx + 8, height: lines.length * lineEms * textPx + 2 };
}

/** Ages of old values in words by kecamatan code; null where the value is not old. */
export type AreaNotes = ReadonlyMap<string, string | null>;

/** What stands below the names of the kecamatan. */
export function toAreaNotes(states: Iterable<AreaState>, now: number, language: Language): AreaNotes {
  const notes = new Map<string, string | null>();
  for (const { code, fill, observedAt } of states) {
    const isOld = fill === 'old' && observedAt !== null;
    notes.set(code, isOld ? toDurationWords(now - observedAt, language) : null);
  }
  return notes;
}

interface AreaNameInput {
  readonly labels: FeatureCollection;
  readonly notes: AreaNotes;
  readonly view: MapView;
  readonly measure: MeasureEms;
}

/** Names of the kecamatan. Where its value is old, a name has the age below it, dropped first where there is no room. */
export function toAreaNames(input: AreaNameInput): LabelRequest[] {
  const { labels, notes, view, measure } = input;
  return labels.features.flatMap(({ geometry, properties }) => {
    if (geometry.type !== 'Point') return [];
    const code = String(properties?.['code']);
    const lines = wrapName(String(properties?.['name']), measure);
    const age = notes.get(code) ?? null;
    const [x, y] = view.project([geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0]);
    const [right, down] = toOffset(properties?.['offset']);
    const forms = [...(age === null ? [] : [[...lines, age]]), lines];
    return [
      {
        key: code,
        at: [x + right * view.textPx, y + down * view.textPx] as const,
        forms: forms.map((form) => toForm(form, measure, view.textPx)),
        mode: 'over' as const,
        isRequired: true,
      },
    ];
  });
}

/** The pack nudges names that would collide: ems to the right and down. */
function toOffset(offset: unknown): readonly [number, number] {
  return Array.isArray(offset) ? [Number(offset[0]) || 0, Number(offset[1]) || 0] : [0, 0];
}

/** A point of the context or a name of the surroundings, with its place in the panel. */
export interface PlacedPoint {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly scale: number;
  readonly at: readonly [number, number];
}

/** Point features inside the box of the panel that has geometry. */
export function toPoints(features: readonly Feature[], view: MapView, sheet: Box): PlacedPoint[] {
  return features.flatMap(({ geometry, properties }, index) => {
    if (geometry.type !== 'Point') return [];
    const at = view.project([geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0]);
    if (!isInBox(at, sheet)) return [];
    const name = String(properties?.['name']);
    const scale = Number(properties?.['scale']) || 1;
    return [{ key: `${index}${name}`, kind: String(properties?.['kind']), name, scale, at }];
  });
}

function isInBox([x, y]: readonly [number, number], box: Box): boolean {
  return isWithin([x, y], [box.x, box.y, box.x + box.width, box.y + box.height]);
}

/** A mark of an event that lies in the picture. */
export interface PlacedMark {
  readonly mark: EventMark;
  readonly at: readonly [number, number];
}

/** Marks that fall into the picture; a quake far away is in the list and not on the map. */
export function toPlacedMarks(marks: readonly EventMark[], view: MapView, sheet: Box): PlacedMark[] {
  return marks.flatMap((mark) => {
    if (!mark.at || !mark.isOnMap) return [];
    const at = view.project(mark.at);
    return isInBox(at, sheet) ? [{ mark, at }] : [];
  });
}

/** A square around a point. */
export function toSquare([x, y]: readonly [number, number], sizePx: number): Box {
  return { x: x - sizePx / 2, y: y - sizePx / 2, width: sizePx, height: sizePx };
}
