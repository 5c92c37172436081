import type { Response } from 'express';
import type { AuditPage, AuditView, RegionOverview } from '#shared/model/oversight.ts';
import { indonesianCsv, toCsv } from '#shared/rules/csv.ts';
import type { AuditEntry, AuditQuery, AuditStore } from '../domain/audit/auditStore.ts';
import { toNote } from '../domain/audit/toNote.ts';
import type { People } from '../domain/people/createPeople.ts';
import type { RecordStore } from '../domain/records/recordStore.ts';
import type { RetentionPolicy, Store } from '../domain/store.ts';
import { administering, toKnown } from './deskCaller.ts';
import { createQueryReader } from './query.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the admin's oversight. */
export interface OversightRouteParts {
  readonly store: AuditStore & RecordStore & Pick<Store, 'figures'>;
  readonly people: Pick<People, 'list'>;
  readonly region: RegionOverview['region'];
  readonly counts: () => RegionOverview['counts'];
  readonly retention: RetentionPolicy;
  readonly hasMail: boolean;
  readonly now: () => number;
}

const pageSize = 100;
/** Entries are read in turns of this many, so that a large export never stands in memory whole. */
const turn = 500;

/** Audit trail, region and data, and what a breach notice needs. */
export function createOversightRoutes(parts: OversightRouteParts): RouteDefinition[] {
  return [toAuditRoute(parts), toRegionRoute(parts), toBreachRoute(parts)];
}

function toAuditRoute({ store }: OversightRouteParts): RouteDefinition {
  return {
    method: 'get',
    path: '/api/v1/admin/audit',
    access: administering,
    async handle(request, response) {
      const query = createQueryReader(request, ['before', 'subject', 'actor', 'action', 'from', 'to']);
      const before = query.integer('before', 1, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      const [from, to] = [query.instant('from'), query.instant('to')];
      const texts = {
        subject: query.text('subject'),
        actor: query.text('actor'),
        action: query.text('action'),
      };
      query.assertGood();
      const given = Object.entries(texts).filter(([, value]) => value !== undefined);
      const wanted: AuditQuery = {
        before,
        limit: pageSize,
        ...Object.fromEntries(given),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      };
      const page: AuditPage = {
        items: (await store.listAudit(wanted)).map(toView),
        head: await store.auditHead(),
      };
      response.set('Cache-Control', 'no-store').json(page);
    },
  };
}

function toView({ n, at, actor, label, from, action, subject, before, after, hash }: AuditEntry): AuditView {
  return {
    n,
    at: new Date(at).toISOString(),
    actor,
    label,
    from,
    action,
    subject,
    before: before ?? null,
    after: after ?? null,
    hash,
  };
}

function toRegionRoute(parts: OversightRouteParts): RouteDefinition {
  return {
    method: 'get',
    path: '/api/v1/admin/region',
    access: administering,
    async handle(_request, response) {
      const { secondsDays, minutesDays } = parts.retention;
      const { engine, readings, series, sizeBytes, freeBytes, growthBytesPerDay } =
        await parts.store.figures();
      const { n } = await parts.store.auditHead();
      const overview: RegionOverview = {
        region: parts.region,
        counts: parts.counts(),
        store: { engine, readings, series, sizeBytes, freeBytes, growthBytesPerDay, auditEntries: n },
        retention: { secondsDays, minutesDays },
        hasMail: parts.hasMail,
      };
      response.set('Cache-Control', 'no-store').json(overview);
    },
  };
}

const timelineHead = [
  'no',
  'waktu_utc',
  'pelaku',
  'nama',
  'alamat',
  'tindakan',
  'tentang',
  'sebelum',
  'sesudah',
];

/** What UU 27/2022 article 46 asks a notice to tell: whose data, which, when and how. The agency adds its handling. */
function toBreachRoute({ store, people, now }: OversightRouteParts): RouteDefinition {
  return {
    method: 'get',
    path: '/api/v1/admin/breach-export',
    access: administering,
    async handle(request, response, caller) {
      const query = createQueryReader(request, ['from', 'to']);
      const [from, to] = [query.instant('from'), query.instant('to')];
      if (from === undefined) query.fault('from', 'required');
      if (to === undefined) query.fault('to', 'required');
      query.assertGood();
      const window = { from: from ?? 0, to: to ?? 0 };
      const subjects = await people.list();
      await store.changeRecords(
        [],
        toNote(toKnown(caller), { at: now(), action: 'breach.export', subject: 'audit', after: window }),
      );
      response.set({ 'Cache-Control': 'no-store', 'Content-Type': 'text/csv; charset=utf-8' });
      response.attachment('simpul-pelanggaran-data.csv');
      response.write(
        toCsv(
          [
            [
              'Subjek data: akun dengan nama, email, peran, perangkat daerah, waktu masuk, dan alamat jaringan',
            ],
            ['nama', 'email', 'peran', 'perangkat_daerah', 'terakhir_masuk_utc', 'sesi_terbuka'],
            ...subjects.map(({ name, email, role, agency, lastSignInAt, sessions }) => [
              name,
              email,
              role,
              agency,
              lastSignInAt,
              sessions,
            ]),
            [],
            ['Kronologi: semua tindakan dalam jangka waktu, terbaru di atas'],
            timelineHead,
          ],
          indonesianCsv,
        ),
      );
      await writeTimeline(response, window, store);
      response.end();
    },
  };
}

async function writeTimeline(
  response: Response,
  window: { from: number; to: number },
  store: AuditStore,
): Promise<void> {
  let before: number | undefined;
  for (;;) {
    const entries = await store.listAudit({
      ...window,
      limit: turn,
      ...(before === undefined ? {} : { before }),
    });
    if (entries.length === 0) return;
    const rows = entries.map((entry) => [
      entry.n,
      new Date(entry.at).toISOString(),
      entry.actor,
      entry.label,
      entry.from,
      entry.action,
      entry.subject,
      toText(entry.before),
      toText(entry.after),
    ]);
    // The mark that says UTF-8 stands once, at the start of the file.
    const isOpen = response.write(toCsv(rows, indonesianCsv).replace('\ufeff', ''));
    if (!isOpen) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
    if (response.destroyed) return;
    before = entries.at(-1)?.n;
  }
}

function toText(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
