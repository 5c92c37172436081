import { z } from 'zod';
import { doesRingMeetPolygon } from '#shared/math/geometry.ts';
import type { AreaCode } from '#shared/model/ids.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
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

function toEvent(alert: CapAlert, id: string, areas: AreaCode[], context: FeedContext): RegionEvent {
  const now = context.now();
  const isOver = alert.expiresAt !== null && alert.expiresAt <= now;
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

/** Warnings that this feed said earlier and whose time is over by now, although the list may have dropped them. */
function listExpired(context: FeedContext, spoken: ReadonlySet<string>): RegionEvent[] {
  const now = context.now();
  return context
    .knownEvents()
    .filter((event) => event.kind === 'warning' && event.id.startsWith(idPrefix) && !spoken.has(event.id))
    .filter((event) => event.state === 'active' && event.endsAt !== null && event.endsAt <= now)
    .map((event) => ({ ...event, state: 'ended' as const, recordedAt: now }));
}

/** Merges a chain of alerts by their references: the newest speaks under the id of the first. */
function toWarningEvents(alerts: readonly CapAlert[], context: FeedContext): RegionEvent[] {
  const byId = new Map<string, { alert: CapAlert; event: RegionEvent | null }>();
  const rootOf = new Map<string, string>();
  const known = new Map(context.knownEvents().map((event) => [event.id, event]));
  const inOrder = [...alerts].sort(
    (a, b) => a.references.length - b.references.length || a.startsAt - b.startsAt,
  );
  for (const alert of inOrder) {
    const first = alert.references[0];
    const root = first === undefined ? alert.identifier : (rootOf.get(first) ?? first);
    rootOf.set(alert.identifier, root);
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

function isShown(alert: CapAlert, context: FeedContext): boolean {
  const isReal =
    alert.status === 'Actual' || (context.acceptExercises && ['Exercise', 'Test'].includes(alert.status));
  return isReal && ['Alert', 'Update', 'Cancel'].includes(alert.msgType);
}

/** BMKG's weather warnings: the list first, then each new alert of the province once. */
export function createBmkgNowcast(): Feed {
  /** Alert files never change: what was read once is kept by address, oldest dropped first. */
  const read = new Map<string, CapAlert>();

  async function readAlert(link: string, context: FeedContext): Promise<CapAlert> {
    const known = read.get(link);
    if (known) return known;
    const alert = parseCap(await context.http.getText(link, context.signal));
    read.set(link, alert);
    const oldest = read.keys().next().value;
    if (read.size > maxRemembered && oldest !== undefined) read.delete(oldest);
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
      const shown = toWarningEvents(
        alerts.filter((alert) => isShown(alert, context)),
        context,
      );
      const events = [...shown, ...listExpired(context, new Set(shown.map((event) => event.id)))];
      return { readings: [], events, partial: unread > 0 ? `${unread} peringatan tidak terbaca` : null };
    },
  };
}
