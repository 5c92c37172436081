import { z } from 'zod';
import { distanceKm } from '#shared/math/geometry.ts';
import { isAhead, parseJson, parsePayload, toInstant, toPlainText } from '../parsePayload.ts';

const text = z.string().max(600);

const quakeSchema = z.looseObject({
  DateTime: text,
  Coordinates: text,
  Magnitude: text,
  Kedalaman: text.optional(),
  Wilayah: text,
  Potensi: text.optional(),
  Dirasakan: text.optional(),
});

/** `gempa` is one object in autogempa and a list in the two others. */
const answerSchema = z.looseObject({
  Infogempa: z.looseObject({ gempa: z.union([z.array(quakeSchema).max(200), quakeSchema]) }),
});

/** An earthquake with its texts turned into numbers; the point is longitude, latitude. */
export interface Quake {
  readonly id: string;
  readonly happenedAt: number;
  readonly point: readonly [number, number];
  readonly magnitude: number;
  readonly depthKm: number | null;
  readonly place: string;
  readonly potential: string | null;
  readonly felt: string | null;
}

function toNumber(value: string): number | null {
  const found = /-?\d+(?:[.,]\d+)?/.exec(value)?.[0];
  return found === undefined ? null : Number(found.replace(',', '.'));
}

/** Reads `"lat,lon"`; null when either is missing or outside the globe. */
export function toPoint(coordinates: string): [number, number] | null {
  const parts = coordinates.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [lat, lon] = parts;
  if (lat === undefined || lon === undefined || parts.length !== 2) return null;
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return null;
  return [lon, lat];
}

export const quakeIdPrefix = 'bmkg-quake-';

function toQuake(raw: z.infer<typeof quakeSchema>, now: number): Quake | null {
  const happenedAt = toInstant(raw.DateTime);
  const point = toPoint(raw.Coordinates);
  const magnitude = toNumber(raw.Magnitude);
  if (happenedAt === null || point === null || magnitude === null) return null;
  if (isAhead(happenedAt, now) || magnitude > 10) return null;
  const clean = (value: string | undefined) => (value ? toPlainText(value, 300) || null : null);
  return {
    id: `${quakeIdPrefix}${new Date(happenedAt).toISOString()}-${point[1]},${point[0]}`,
    happenedAt,
    point,
    magnitude,
    depthKm: raw.Kedalaman ? toNumber(raw.Kedalaman) : null,
    place: clean(raw.Wilayah) ?? 'Lokasi tidak disebut',
    potential: clean(raw.Potensi),
    felt: clean(raw.Dirasakan),
  };
}

/** Reads one of the three lists. Entries that do not parse, or lie in the future, are left out and counted. */
export function parseQuakes(body: string, label: string, now: number): { quakes: Quake[]; unread: number } {
  const { gempa } = parsePayload(answerSchema, parseJson(body, label), label).Infogempa;
  const raw = Array.isArray(gempa) ? gempa : [gempa];
  const quakes = raw.map((entry) => toQuake(entry, now)).filter((quake) => quake !== null);
  return { quakes, unread: raw.length - quakes.length };
}

const sameWithinMs = 20_000;
const sameWithinKm = 100;

/** What tells one quake from another: when and where, longitude before latitude. */
export type QuakeMoment = Pick<Quake, 'happenedAt' | 'point'>;

/** True for two words about one quake: its second and its place are corrected later, two quakes so close are not told apart. */
export function isSameQuake(a: QuakeMoment, b: QuakeMoment): boolean {
  return (
    Math.abs(a.happenedAt - b.happenedAt) <= sameWithinMs && distanceKm(a.point, b.point) <= sameWithinKm
  );
}

/** Each quake once, newest first: the earlier list speaks, later ones add the texts that it leaves out. */
export function mergeQuakes(lists: readonly (readonly Quake[])[]): Quake[] {
  const merged: Quake[] = [];
  for (const quake of lists.flat()) {
    const index = merged.findIndex((known) => isSameQuake(known, quake));
    const known = merged[index];
    if (!known) {
      merged.push(quake);
      continue;
    }
    merged[index] = {
      ...known,
      depthKm: known.depthKm ?? quake.depthKm,
      potential: known.potential ?? quake.potential,
      felt: known.felt ?? quake.felt,
    };
  }
  return merged.sort((a, b) => b.happenedAt - a.happenedAt);
}
