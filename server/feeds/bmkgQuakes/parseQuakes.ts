import { z } from 'zod';
import { parseJson, parsePayload, toInstant, toPlainText } from '../parsePayload.ts';

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

function toQuake(raw: z.infer<typeof quakeSchema>): Quake | null {
  const happenedAt = toInstant(raw.DateTime);
  const point = toPoint(raw.Coordinates);
  const magnitude = toNumber(raw.Magnitude);
  if (happenedAt === null || point === null || magnitude === null) return null;
  const clean = (value: string | undefined) => (value ? toPlainText(value, 300) || null : null);
  return {
    id: `bmkg-quake-${new Date(happenedAt).toISOString()}-${point[1]},${point[0]}`,
    happenedAt,
    point,
    magnitude,
    depthKm: raw.Kedalaman ? toNumber(raw.Kedalaman) : null,
    place: clean(raw.Wilayah) ?? 'Lokasi tidak disebut',
    potential: clean(raw.Potensi),
    felt: clean(raw.Dirasakan),
  };
}

/** Reads one of the three lists. Entries that do not parse are left out and counted. */
export function parseQuakes(body: string, label: string): { quakes: Quake[]; unread: number } {
  const { gempa } = parsePayload(answerSchema, parseJson(body, label), label).Infogempa;
  const raw = Array.isArray(gempa) ? gempa : [gempa];
  const quakes = raw.map(toQuake).filter((quake) => quake !== null);
  return { quakes, unread: raw.length - quakes.length };
}

/** One quake per instant and point: each list knows texts that the others leave out. */
export function mergeQuakes(lists: readonly (readonly Quake[])[]): Quake[] {
  const byId = new Map<string, Quake>();
  for (const quake of lists.flat()) {
    const known = byId.get(quake.id);
    byId.set(
      quake.id,
      known
        ? {
            ...known,
            depthKm: known.depthKm ?? quake.depthKm,
            potential: known.potential ?? quake.potential,
            felt: known.felt ?? quake.felt,
          }
        : quake,
    );
  }
  return [...byId.values()].sort((a, b) => b.happenedAt - a.happenedAt);
}
