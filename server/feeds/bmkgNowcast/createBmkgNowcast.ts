import { z } from 'zod';
import { doesRingMeetPolygon } from '#shared/math/geometry.ts';
import type { AreaCode } from '#shared/model/ids.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { bmkgLimit } from '../bmkgLimit.ts';
import { type Feed, type FeedContext, FeedError } from '../feed.ts';
import { parsePayload } from '../parsePayload.ts';
import { type CapAlert, parseCap, parseNowcastList } from './parseCap.ts';

const paramsSchema = z.looseObject({
  url: z.url({ protocol: /^https$/ }).default('https://www.bmkg.go.id/alerts/nowcast/id'),
  /** Letters before the date in an alert's file name: the province, CJB for Jawa Barat. */
  province: z.string().max(8).default('CJB'),
});

const source = { key: 'bmkg', label: 'BMKG', url: 'https://www.bmkg.go.id/cuaca/peringatan-dini-cuaca' };
const idPrefix = 'bmkg-nowcast-';
const maxRemembered = 300;

/** Kecamatan that an alert touches: by its polygons; by names in its text only where it has none. */
function listTouchedAreas(alert: CapAlert, context: FeedContext): AreaCode[] {
  if (alert.rings.length > 0) {
    return context.region.shapes
      .filter((shape) =>
        alert.rings.some((ring) => shape.polygons.some((polygon) => doesRingMeetPolygon(ring, polygon))),
      )
      .map((shape) => shape.code);
  }
  const text = (alert.text ?? '').toLowerCase();
  const word = context.region.name.replace(/^(Kabupaten|Kota)\s+/i, '').toLowerCase();
  // A district's name alone proves nothing (Setu, Sukatani exist elsewhere): the regency must be named too.
  if (!new RegExp(`\\bkab(upaten|\\.)?\\s+${word}\\b`).test(text)) return [];
  return context.region.kecamatan.filter((k) => text.includes(k.name.toLowerCase())).map((k) => k.code);
}

/** A warning that names no end counts for a day: our display rule, CAP has none. */
const endlessMs = 24 * 3_600_000;

function isPast(startsAt: number, endsAt: number | null, now: number): boolean {
  return (endsAt ?? startsAt + endlessMs) <= now;
}

function toEvent(alert: CapAlert, id: string, areas: AreaCode[], context: FeedContext): RegionEvent {
  const now = context.now();
  const isOver = isPast(alert.startsAt, alert.expiresAt, now);
  return {
    id,
    kind: 'warning',
    severity: alert.severity,
    state: alert.msgType === 'Cancel' ? 'cancelled' : isOver ? 'ended' : 'active',
    title: alert.title,
    ...(alert.text === null ? {} : { text: alert.text }),
    startsAt: alert.startsAt,
    endsAt: alert.expiresAt,
    recordedAt: now,
    origin: 'published',
    source:
      alert.web?.startsWith('https://') && alert.web.length <= 500 ? { ...source, url: alert.web } : source,
    point: null,
    polygons: alert.rings.map((ring) => ring.map(([lon, lat]) => [lon, lat] as [number, number])),
    areas,
  };
}

/**
 * Merges a chain of alerts by their references: the newest speaks under the id of the first. `rootOf` remembers the first of each
 * alert seen, so that a chain holds although its beginning has left the list.
 */
function toWarningEvents(
  alerts: readonly CapAlert[],
  rootOf: Map<string, string>,
  context: FeedContext,
): RegionEvent[] {
  const byId = new Map<string, { alert: CapAlert; event: RegionEvent | null }>();
  const known = new Map(context.knownEvents().map((event) => [event.id, event]));
  // An alert is always sent after those that it refers to.
  const inOrder = [...alerts].sort(
    (a, b) => a.sentAt - b.sentAt || a.references.length - b.references.length,
  );
  for (const alert of inOrder) {
    const first = alert.references[0];
    const root = first === undefined ? alert.identifier : (rootOf.get(first) ?? first);
    remember(rootOf, alert.identifier, root);
    const id = `${idPrefix}${root}`.slice(0, 160);
    const before = byId.get(root)?.event ?? known.get(id) ?? null;
    const areas = listTouchedAreas(alert, context);
    if (alert.msgType === 'Cancel' && before) {
      byId.set(root, { alert, event: { ...before, state: 'cancelled', recordedAt: context.now() } });
    } else if (areas.length > 0) {
      byId.set(root, { alert, event: toEvent(alert, id, areas, context) });
    } else if (before) {
      // The update moved the warning away from the region.
      byId.set(root, { alert, event: { ...before, state: 'ended', recordedAt: context.now() } });
    }
  }
  return [...byId.values()].map((entry) => entry.event).filter((event) => event !== null);
}

/** Keeps at most `maxRemembered` entries, the oldest dropped first. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > maxRemembered && oldest !== undefined) map.delete(oldest);
}

function isShown(alert: CapAlert, context: FeedContext): boolean {
  const isReal =
    alert.status === 'Actual' || (context.acceptExercises && ['Exercise', 'Test'].includes(alert.status));
  return isReal && ['Alert', 'Update', 'Cancel'].includes(alert.msgType);
}

/** BMKG's weather warnings: the list first, then each new alert of the province once. */
export function createBmkgNowcast(): Feed {
  /** Alert files never change: what was read once is kept by address, oldest dropped first. */
  const read = new Map<string, CapAlert>();
  const rootOf = new Map<string, string>();

  async function readAlert(link: string, context: FeedContext): Promise<CapAlert> {
    const known = read.get(link);
    if (known) return known;
    const alert = parseCap(await context.http.getText(link, context.signal));
    remember(read, link, alert);
    return alert;
  }

  return {
    id: 'bmkg-nowcast',
    name: 'Peringatan dini cuaca BMKG',
    provider: 'BMKG',
    kind: 'public',
    pollMs: 90_000,
    indicators: [],
    source,
    limit: bmkgLimit,
    hasEnded: (event, context) =>
      event.id.startsWith(idPrefix) && isPast(event.startsAt, event.endsAt, context.now()),
    async poll(context) {
      const params = parsePayload(paramsSchema, context.params, 'parameter');
      const origin = new URL(params.url).origin;
      const links = parseNowcastList(await context.http.getText(params.url, context.signal))
        .filter(
          (link) => link.startsWith(`${origin}/`) && link.split('/').at(-1)?.startsWith(params.province),
        )
        .slice(0, 40);
      const alerts: CapAlert[] = [];
      let unread = 0;
      for (const link of links) {
        try {
          alerts.push(await readAlert(link, context));
        } catch (error) {
          if (!(error instanceof FeedError)) throw error;
          unread += 1;
        }
      }
      const shown = alerts.filter((alert) => isShown(alert, context));
      const events = toWarningEvents(shown, rootOf, context);
      return { readings: [], events, partial: unread > 0 ? `${unread} peringatan tidak terbaca` : null };
    },
  };
}
