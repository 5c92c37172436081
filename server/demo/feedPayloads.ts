import { type DayStart, toDay, toHill, toRainStrength, toRealAt } from './dayClock.ts';
import { toSeededNumber } from './seededRandom.ts';

/** A place of the simulation; the point is longitude, latitude. */
export interface SimulatedPlace {
  readonly code: string;
  readonly name: string;
  readonly point: readonly [number, number];
}

/** Everything the payloads depend on, fixed at the start. */
export interface FeedWorld extends DayStart {
  readonly seed: number;
  readonly places: readonly SimulatedPlace[];
  /** BPS code of the regency as PetaBencana writes it. */
  readonly bpsCode: string;
}

const hourMs = 3_600_000;
const mark = 'SIMULASI';

/** `prakiraan-cuaca` of a village: steps of three hours from the current one on. */
export function buildForecast(world: FeedWorld, adm4: string, now: number): string {
  const stepMs = 3 * hourMs;
  const first = Math.floor(now / stepMs) * stepMs;
  const analysedAt = Math.floor(world.startedAt / (12 * hourMs)) * 12 * hourMs;
  const wetness = toSeededNumber(world.seed, adm4.slice(0, 8));
  const steps = Array.from({ length: 20 }, (_, index) => {
    const at = first + index * stepMs;
    // Local hour of the real forecast day, UTC+7: rain falls in the afternoon.
    const minute = ((at / 60_000 + 7 * 60) % 1_440) + 90;
    const rain = toRainStrength(minute) * wetness * 24;
    return {
      datetime: new Date(at).toISOString().replace('.000Z', 'Z'),
      t: Math.round(25 + 7 * toHill(minute, 13 * 60, 480) - rain / 12 + wetness),
      hu: Math.round(88 - 28 * toHill(minute, 13 * 60, 480) + rain / 4),
      tp: Math.round(rain * 10) / 10,
      weather: rain > 8 ? 63 : rain > 0.5 ? 61 : 3,
      weather_desc: mark,
      analysis_date: new Date(analysedAt).toISOString().slice(0, 19),
    };
  });
  return JSON.stringify({ lokasi: { adm4 }, data: [{ lokasi: { adm4 }, cuaca: [steps] }] });
}

interface SimulatedQuake {
  readonly afterStartMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly magnitude: string;
  readonly depth: string;
  readonly felt?: string;
}

/** Made-up quakes at sea south of Java; the last one comes while the demo runs. */
const quakes: readonly SimulatedQuake[] = [
  { afterStartMs: -5 * hourMs, lat: -8.9, lon: 106.2, magnitude: '4.3', depth: '24 km' },
  { afterStartMs: -2 * hourMs, lat: -9.4, lon: 108.1, magnitude: '5.1', depth: '38 km' },
  {
    afterStartMs: 50_000,
    lat: -8.1,
    lon: 106.6,
    magnitude: '5.4',
    depth: '31 km',
    felt: `II Bekasi (${mark})`,
  },
];

function toQuakeEntry(world: FeedWorld, quake: SimulatedQuake): object {
  return {
    DateTime: new Date(Math.floor((world.startedAt + quake.afterStartMs) / 1_000) * 1_000).toISOString(),
    Coordinates: `${quake.lat},${quake.lon}`,
    Magnitude: quake.magnitude,
    Kedalaman: quake.depth,
    Wilayah: `${mark}: laut selatan Jawa`,
    Potensi: `${mark}: tidak berpotensi tsunami`,
    ...(quake.felt ? { Dirasakan: quake.felt } : {}),
  };
}

/** One of the three earthquake lists. */
export function buildQuakes(world: FeedWorld, list: string, now: number): string {
  const happened = quakes.filter((quake) => world.startedAt + quake.afterStartMs <= now).toReversed();
  const entries = happened.map((quake) => toQuakeEntry(world, quake));
  const felt = happened.filter((quake) => quake.felt).map((quake) => toQuakeEntry(world, quake));
  if (list.startsWith('autogempa')) return JSON.stringify({ Infogempa: { gempa: entries[0] } });
  return JSON.stringify({ Infogempa: { gempa: list.startsWith('gempadirasakan') ? felt : entries } });
}

/** The warnings of a simulated day, minutes since midnight: one before the desks open, a graver one before the rain. */
const warnings = [
  { mark: 'a', from: 6.75 * 60, until: 13.5 * 60, severity: 'Moderate', headline: 'hujan disertai petir' },
  {
    mark: 'b',
    from: 13 * 60,
    until: 18.5 * 60,
    severity: 'Severe',
    headline: 'hujan sangat lebat dan banjir',
  },
] as const;
/** Flood reports come in while it rains: the first one and the time between two. */
const firstReportAt = 14.5 * 60;
const reportEvery = 20;
const reportCount = 8;

function toAt(world: FeedWorld, day: number, minute: number): number {
  return Math.floor(toRealAt(world, day, minute) / 1_000) * 1_000;
}

/** Days whose events a source may still list: the present one and the one before. */
function listDays(world: FeedWorld, now: number): number[] {
  const today = toDay(world, now);
  return [today, today - 1];
}

/** List of weather warnings: those of today and yesterday that are out. */
export function buildWarningList(world: FeedWorld, now: number): string {
  const items = listDays(world, now)
    .flatMap((day) => warnings.map((warning) => ({ day, ...warning })))
    .filter(({ day, from }) => toAt(world, day, from) <= now)
    .map((one) => `https://www.bmkg.go.id/alerts/nowcast/id/CJBSIMULASI_${one.day}${one.mark}_alert.xml`)
    .map((link) => `<item><title>${mark}</title><link>${link}</link></item>`);
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${mark}</title>${items.join('')}</channel></rss>`;
}

function toSquare([lon, lat]: readonly [number, number], half: number): string {
  const corners = [
    [lat - half, lon - half],
    [lat - half, lon + half],
    [lat + half, lon + half],
    [lat + half, lon - half],
    [lat - half, lon - half],
  ];
  return corners.map((corner) => corner.map((degrees) => degrees.toFixed(4)).join(',')).join(' ');
}

function pickPlaces(world: FeedWorld, purpose: string, count: number): SimulatedPlace[] {
  const order = (place: SimulatedPlace) => toSeededNumber(world.seed, purpose + place.code);
  return world.places.toSorted((a, b) => order(a) - order(b)).slice(0, count);
}

/** The simulated alert of a file name as CAP 1.2, polygons in latitude, longitude. Status `Exercise`: it is none. */
export function buildWarning(world: FeedWorld, file: string): string | null {
  const [, day, which] = /^CJBSIMULASI_(-?\d{1,6})([ab])_alert\.xml$/.exec(file) ?? [];
  const warning = warnings.find((one) => one.mark === which);
  if (day === undefined || !warning) return null;
  const sentAt = new Date(toAt(world, Number(day), warning.from)).toISOString();
  const expires = new Date(toAt(world, Number(day), warning.until)).toISOString();
  const polygons = pickPlaces(world, `warning${day}${which}`, 5)
    .map((place) => `<polygon>${toSquare(place.point, 0.02)}</polygon>`)
    .join('');
  return `<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>simulasi.${world.seed}.${world.startedAt}.${day}${which}</identifier><sender>simulasi</sender><sent>${sentAt}</sent>
<status>Exercise</status><msgType>Alert</msgType><scope>Public</scope><info><language>id</language>
<category>Met</category><event>${mark}</event><urgency>Immediate</urgency><severity>${warning.severity}</severity>
<certainty>Observed</certainty><effective>${sentAt}</effective><expires>${expires}</expires>
<headline>${mark}: ${warning.headline}</headline><description>${mark}, bukan peringatan nyata.</description>
<area><areaDesc>${mark}</areaDesc>${polygons}</area></info></alert>`;
}

/** Newest instant at which the report of a place came in, null when none has. Yesterday's holds until today's comes. */
function toReportAt(world: FeedWorld, index: number, now: number): number | null {
  const minute = firstReportAt + index * reportEvery;
  const times = listDays(world, now).map((day) => toAt(world, day, minute));
  return times.find((at) => at <= now) ?? null;
}

/** Citizens' flood reports of the simulated afternoon. A place reports again the next day under its own key, so none pile up. */
export function buildFloodReports(world: FeedWorld, now: number): string {
  const features = pickPlaces(world, 'flood', reportCount).flatMap((place, index) => {
    const at = toReportAt(world, index, now);
    if (at === null) return [];
    const depth = 20 + Math.round(toSeededNumber(world.seed, `depth${place.code}`) * 90);
    return [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [place.point[0], place.point[1]] },
        properties: {
          pkey: `simulasi-${world.startedAt}-${index}`,
          created_at: new Date(at).toISOString(),
          source: 'grasp',
          status: 'confirmed',
          disaster_type: 'flood',
          report_data: { report_type: 'flood', flood_depth: depth },
          tags: { region_code: world.bpsCode, instance_region_code: 'ID-JB' },
          title: null,
          text: `${mark}: laporan buatan`,
        },
      },
    ];
  });
  return JSON.stringify({ statusCode: 200, result: { type: 'FeatureCollection', features } });
}
