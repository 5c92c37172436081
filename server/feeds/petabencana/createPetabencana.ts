import { z } from 'zod';
import { isInPolygon } from '#shared/math/geometry.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Feed, FeedContext } from '../feed.ts';
import { parsePayload } from '../parsePayload.ts';
import { type FloodReport, parseReports } from './parseReports.ts';

const paramsSchema = z.looseObject({
  /** Province in ISO 3166-2, and the regency's BPS code that reports are filtered by. */
  admin: z.string().max(10).default('ID-JB'),
  regionCode: z.string().max(8).optional(),
  /** A report counts as going on for this long; the source gives no end. */
  activeHours: z.number().min(1).max(168).default(24),
});

const idPrefix = 'petabencana-';
const source = { key: 'petabencana', label: 'PetaBencana.id (laporan warga)', url: 'https://petabencana.id' };

/** Severity by reported depth: our display rule (half a metre stops cars, a metre and a half is over a person's chest). */
export function toFloodSeverity(depthCm: number | null): RegionEvent['severity'] {
  if (depthCm === null) return 'unknown';
  if (depthCm >= 150) return 'severe';
  return depthCm >= 50 ? 'moderate' : 'minor';
}

function toEvent(report: FloodReport, activeMs: number, context: FeedContext): RegionEvent {
  const shape = context.region.shapes.find((candidate) =>
    candidate.polygons.some((polygon) => isInPolygon(report.point, polygon)),
  );
  const depth = report.depthCm === null ? '' : `, ${report.depthCm} cm`;
  return {
    id: `${idPrefix}${report.id}`,
    kind: 'flood-report',
    severity: toFloodSeverity(report.depthCm),
    state: context.now() - report.createdAt < activeMs ? 'active' : 'ended',
    title: `Laporan warga: banjir${shape ? ` di ${shape.name}` : ''}${depth}`,
    ...(report.text === null ? {} : { text: report.text }),
    startsAt: report.createdAt,
    endsAt: null,
    recordedAt: context.now(),
    origin: 'reported',
    source,
    point: report.point,
    polygons: [],
    areas: shape ? [shape.code] : [context.region.code],
    ...(report.depthCm === null ? {} : { floodDepthCm: report.depthCm }),
  };
}

/** Citizens' flood reports of PetaBencana.id, of this regency only. */
export function createPetabencana(): Feed {
  return {
    id: 'petabencana',
    name: 'Laporan warga PetaBencana.id',
    provider: 'Yayasan Peta Bencana',
    kind: 'public',
    pollMs: 120_000,
    indicators: [],
    source,
    hasEnded(event, context) {
      const { activeHours } = parsePayload(paramsSchema, context.params, 'parameter');
      return event.id.startsWith(idPrefix) && context.now() - event.startsAt >= activeHours * 3_600_000;
    },
    async poll(context) {
      const params = parsePayload(paramsSchema, context.params, 'parameter');
      const query = new URLSearchParams({
        admin: params.admin,
        geoformat: 'geojson',
        disaster: 'flood',
        timeperiod: '604800',
      });
      const body = await context.http.getText(
        `https://api.petabencana.id/reports?${query.toString()}`,
        context.signal,
      );
      const bpsCode = params.regionCode ?? context.region.code.replace('.', '');
      const { reports, unread } = parseReports(body, { regionCode: bpsCode, now: context.now() });
      const newest = reports.sort((a, b) => b.createdAt - a.createdAt).slice(0, 100);
      return {
        readings: [],
        events: newest.map((report) => toEvent(report, params.activeHours * 3_600_000, context)),
        partial: unread > 0 ? `${unread} laporan tidak terbaca` : null,
      };
    },
  };
}
