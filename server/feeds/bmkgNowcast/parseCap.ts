import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import type { Position } from '#shared/math/geometry.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { FeedError } from '../feed.ts';
import { parsePayload, toInstant, toPlainText } from '../parsePayload.ts';

const lists = new Set(['info', 'area', 'polygon', 'geocode', 'item']);

/** Entities stay text, numbers stay text, prefixes go: nothing in the file can expand or be guessed. */
const parser = new XMLParser({
  ignoreAttributes: false,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => lists.has(name),
});

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Turns the five entities that every XML file may use into their characters, once; all others stay as they are. */
function toCharacters(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => predefined[name] ?? whole);
}

/** A real alert has under 200,000; reading stops the other work of the process for its time. */
const maxXmlCharacters = 600_000;

function parseXml(text: string, label: string): unknown {
  if (text.length > maxXmlCharacters) throw new FeedError('too-large', `${label}: terlalu panjang`);
  if (/<!DOCTYPE/i.test(text)) throw new FeedError('invalid', `${label}: DOCTYPE ditolak`);
  if (XMLValidator.validate(text) !== true) throw new FeedError('invalid', `${label}: bukan XML`);
  try {
    return parser.parse(text);
  } catch {
    throw new FeedError('invalid', `${label}: bukan XML`);
  }
}

const text = z.string().max(20_000);

const rssSchema = z.looseObject({
  rss: z.looseObject({
    channel: z.looseObject({
      item: z
        .array(z.looseObject({ link: text, title: text.optional() }))
        .max(500)
        .default([]),
    }),
  }),
});

/** Addresses of the alerts in the list, in its order. */
export function parseNowcastList(body: string): string[] {
  const label = 'daftar peringatan BMKG';
  const list = parsePayload(rssSchema, parseXml(body, label), label);
  return list.rss.channel.item.map((item) => toCharacters(item.link).trim());
}

const areaSchema = z.looseObject({
  areaDesc: text.optional(),
  polygon: z.array(z.string().max(100_000)).max(500).default([]),
});

const infoSchema = z.looseObject({
  language: text.optional(),
  event: text.default(''),
  severity: text.default('Unknown'),
  effective: text.optional(),
  onset: text.optional(),
  expires: text.optional(),
  headline: text.optional(),
  description: text.optional(),
  web: text.optional(),
  area: z.array(areaSchema).max(200).default([]),
});

const capSchema = z.looseObject({
  alert: z.looseObject({
    identifier: z.string().min(1).max(120),
    sent: text,
    status: text,
    msgType: text,
    references: z.string().max(20_000).default(''),
    info: z.array(infoSchema).max(20).default([]),
  }),
});

const severities: Readonly<Record<string, RegionEvent['severity']>> = {
  Extreme: 'extreme',
  Severe: 'severe',
  Moderate: 'moderate',
  Minor: 'minor',
};

/** A CAP 1.2 alert as far as the wall needs it. Rings are longitude, latitude. */
export interface CapAlert {
  readonly identifier: string;
  readonly status: string;
  readonly msgType: string;
  /** Identifiers of the alerts that this one replaces or cancels, oldest first as the sender lists them. */
  readonly references: readonly string[];
  readonly title: string;
  readonly text: string | null;
  readonly severity: RegionEvent['severity'];
  readonly sentAt: number;
  readonly startsAt: number;
  readonly expiresAt: number | null;
  readonly web: string | null;
  readonly rings: readonly (readonly Position[])[];
}

/** Reads `"lat,lon lat,lon …"` into longitude, latitude pairs; null when it is no ring. A ring left open is closed. */
export function parseCapRing(polygon: string): Position[] | null {
  const ring: Position[] = [];
  for (const pair of polygon.trim().split(/\s+/)) {
    const [lat, lon, ...rest] = pair.split(',').map(Number);
    if (lat === undefined || lon === undefined || rest.length > 0) return null;
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return null;
    ring.push([lon, lat]);
  }
  const first = ring[0];
  const last = ring.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push(first);
  return ring.length >= 4 && ring.length <= 2_000 ? ring : null;
}

/** Reads one alert file. An alert whose times cannot be read is invalid; a broken polygon alone is left out. */
export function parseCap(body: string): CapAlert {
  const label = 'CAP BMKG';
  const { alert } = parsePayload(capSchema, parseXml(body, label), label);
  const info = alert.info.find((entry) => entry.language?.startsWith('id')) ?? alert.info[0];
  const startsAt = toInstant(info?.onset ?? info?.effective ?? alert.sent);
  if (startsAt === null) throw new FeedError('invalid', `${label}: waktu mulai tidak terbaca`);
  const expiresAt = info?.expires === undefined ? null : toInstant(info.expires);
  if (info?.expires !== undefined && expiresAt === null)
    throw new FeedError('invalid', `${label}: waktu akhir tidak terbaca`);
  const words = (value: string | undefined, max: number) => toPlainText(toCharacters(value ?? ''), max);
  return {
    identifier: alert.identifier,
    status: alert.status,
    msgType: alert.msgType,
    references: alert.references
      .split(/\s+/)
      .map((reference) => reference.split(',')[1] ?? '')
      .filter((identifier) => identifier !== ''),
    title: words(info?.headline, 300) || words(info?.event, 300) || 'Peringatan dini cuaca',
    text: words(info?.description, 2_000) || null,
    severity: severities[info?.severity ?? ''] ?? 'unknown',
    sentAt: toInstant(alert.sent) ?? startsAt,
    startsAt,
    expiresAt,
    web: info?.web ? toCharacters(info.web).trim() : null,
    rings: (info?.area ?? [])
      .flatMap((area) => area.polygon.map(parseCapRing))
      .filter((ring) => ring !== null)
      .slice(0, 200),
  };
}
