import { distanceKm } from '#shared/math/geometry.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { bmkgLimit } from '../bmkgLimit.ts';
import { type Feed, type FeedContext, FeedError } from '../feed.ts';
import { isSameQuake, mergeQuakes, parseQuakes, type Quake, quakeIdPrefix } from './parseQuakes.ts';

const base = 'https://data.bmkg.go.id/DataMKG/TEWS';
const lists = ['autogempa.json', 'gempaterkini.json', 'gempadirasakan.json'] as const;
const activeMs = 24 * 3_600_000;

const source = { key: 'bmkg', label: 'BMKG', url: 'https://data.bmkg.go.id/gempabumi' };

/**
 * Severity for this regency: our display rule, not BMKG's. The nearer a strong quake the higher; beyond 600 km, or weak and not felt
 * here, it is minor.
 */
export function toQuakeSeverity(
  magnitude: number,
  distance: number,
  isFeltHere: boolean,
): RegionEvent['severity'] {
  if (magnitude >= 7 && distance <= 200) return 'extreme';
  if ((magnitude >= 6 && distance <= 200) || (magnitude >= 7 && distance <= 400)) return 'severe';
  if ((magnitude >= 5 && distance <= 200) || (magnitude >= 6 && distance <= 600)) return 'moderate';
  return isFeltHere ? 'moderate' : 'minor';
}

/**
 * True when a felt text names the region: `Kabupaten Bekasi` is felt as `Bekasi`. The city of the same name is another government:
 * `Kota Bekasi` alone does not count, and the other way round.
 */
function isNamed(text: string | null, regionName: string): boolean {
  const [, own = '', word = regionName] = /^(Kabupaten|Kota)\s+(.+)$/i.exec(regionName) ?? [];
  const other = own.toLowerCase() === 'kota' ? /\bkab(upaten|\.)?\s*$/i : /\bkota\s*$/i;
  const parts = (text ?? '').toLowerCase().split(word.toLowerCase());
  return own === '' ? parts.length > 1 : parts.slice(0, -1).some((before) => !other.test(before));
}

/** Id under which a quake is already known: BMKG corrects place and second after its first word. */
function toKnownId(quake: Quake, context: FeedContext): string {
  const known = context
    .knownEvents()
    .find(
      ({ kind, startsAt, point }) =>
        kind === 'quake' && point !== null && isSameQuake(quake, { happenedAt: startsAt, point }),
    );
  return known?.id ?? quake.id;
}

/** Turns a quake into an event of the region. */
function toQuakeEvent(quake: Quake, context: FeedContext): RegionEvent {
  const distance = Math.round(distanceKm(context.region.point, quake.point));
  const isFeltHere = isNamed(quake.felt, context.region.name);
  const severity = toQuakeSeverity(quake.magnitude, distance, isFeltHere);
  const isNear = severity !== 'minor';
  return {
    id: toKnownId(quake, context),
    kind: 'quake',
    severity,
    state: context.now() - quake.happenedAt < activeMs ? 'active' : 'ended',
    title: `Gempa M ${quake.magnitude.toFixed(1).replace('.', ',')}: ${quake.place}`.slice(0, 300),
    startsAt: quake.happenedAt,
    endsAt: null,
    recordedAt: context.now(),
    origin: 'published',
    source,
    point: [quake.point[0], quake.point[1]],
    polygons: [],
    areas: isNear || isFeltHere ? [context.region.code] : [],
    magnitude: quake.magnitude,
    ...(quake.depthKm === null ? {} : { depthKm: quake.depthKm }),
    distanceKm: distance,
    ...(quake.felt === null ? {} : { felt: quake.felt }),
    ...(quake.potential === null ? {} : { potential: quake.potential }),
  };
}

async function pollQuakes(context: FeedContext) {
  const found: Quake[][] = [];
  const missing: string[] = [];
  let unread = 0;
  let lastError: FeedError | null = null;
  for (const list of lists) {
    try {
      const parsed = parseQuakes(
        await context.http.getText(`${base}/${list}`, context.signal),
        list,
        context.now(),
      );
      found.push(parsed.quakes);
      unread += parsed.unread;
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      lastError = error;
      missing.push(list);
    }
  }
  if (found.length === 0 && lastError) throw lastError;
  const partial = [
    ...(missing.length > 0 ? [`tanpa ${missing.join(', ')}`] : []),
    ...(unread > 0 ? [`${unread} gempa tidak terbaca`] : []),
  ].join('; ');
  const events = mergeQuakes(found).map((quake) => toQuakeEvent(quake, context));
  return { readings: [], events, partial: partial === '' ? null : partial };
}

/** BMKG's three earthquake lists as one. */
export function createBmkgQuakes(): Feed {
  return {
    id: 'bmkg-quakes',
    name: 'Gempa bumi BMKG',
    provider: 'BMKG',
    kind: 'public',
    pollMs: 60_000,
    indicators: [],
    source,
    limit: bmkgLimit,
    poll: pollQuakes,
    hasEnded: (event, context) =>
      event.id.startsWith(quakeIdPrefix) && context.now() - event.startsAt >= activeMs,
  };
}
