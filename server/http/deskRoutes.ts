import type { Area } from '#shared/model/area.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Notice } from '#shared/model/notice.ts';
import type { Trail } from '#shared/model/trail.ts';
import { toNote } from '../domain/audit/toNote.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { RecordStore, StoredRecord } from '../domain/records/recordStore.ts';
import type { Timeliness } from '../domain/timeliness/createTimeliness.ts';
import type { ReadingVersion, VerificationStore } from '../domain/verification/verificationStore.ts';
import { ProblemError } from './answers.ts';
import { toKnown } from './deskCaller.ts';
import { createQueryReader } from './query.ts';
import type { RouteDefinition } from './registry.ts';

/** Body of a `notice` record; `readAt` is null until someone of the agency has seen it. */
export interface NoticeBody {
  readonly kind: Notice['kind'];
  readonly at: number;
  readonly params: Notice['params'];
  readonly readAt: number | null;
}

/** Needs of the desk's common routes. */
export interface DeskRouteParts {
  readonly store: Pick<VerificationStore, 'readVersions'> & RecordStore;
  readonly timeliness: Timeliness;
  readonly indicator: (id: string) => Indicator | undefined;
  readonly area: (code: string) => Area | undefined;
  /** Names of actors `kind:id`. */
  readonly names: () => Promise<(actor: string) => string>;
  readonly links: () => readonly FeedState[];
  /** What a machine's link counts; null for a feed that has no more to tell. */
  readonly linkDetail: (id: string) => unknown;
  readonly now: () => number;
}

/** The way of a figure, timeliness, links and notices. */
export function createDeskRoutes(parts: DeskRouteParts): RouteDefinition[] {
  return [toTrailRoute(parts), ...createBoardRoutes(parts), ...createNoticeRoutes(parts)];
}

function toTrailRoute({ store, indicator, area, names }: DeskRouteParts): RouteDefinition {
  return {
    method: 'get',
    path: '/api/v1/trail',
    access: {
      kind: 'roles',
      roles: ['viewer', 'agency-operator', 'verifier', 'operator', 'presenter', 'admin'],
      own: 'agency',
    },
    agencyOf: (request) =>
      indicator(new URLSearchParams(request.originalUrl.split('?')[1] ?? '').get('indicator') ?? '')
        ?.agency ?? null,
    async handle(request, response, caller) {
      const query = createQueryReader(request, ['indicator', 'area', 'observedAt']);
      const wanted = indicator(query.text('indicator') ?? '');
      const place = area(query.text('area') ?? '');
      const observedAt = query.instant('observedAt');
      query.assertGood();
      if (!wanted || !place || observedAt === undefined) throw new ProblemError('not-found');
      const versions = await store.readVersions(wanted.id, place.code, observedAt);
      const nameOf = await names();
      const maySeeFrom = ['verifier', 'admin'].includes(toKnown(caller).role ?? '');
      const trail: Trail = {
        indicator: wanted.id,
        area: place.code,
        observedAt: new Date(observedAt).toISOString(),
        versions: versions.map((version) => toTrailVersion(version, { nameOf, maySeeFrom })),
      };
      response.set('Cache-Control', 'no-store').json(trail);
    },
  };
}

function toTrailVersion(
  version: ReadingVersion,
  { nameOf, maySeeFrom }: { nameOf: (actor: string) => string; maySeeFrom: boolean },
): Trail['versions'][number] {
  const { actor, audit, steps, observedAt: _at, seq: _seq, recordedAt, ...rest } = version;
  const after = (audit?.after ?? {}) as { way?: string; file?: string; evidence?: string[] };
  return {
    ...rest,
    recordedAt: new Date(recordedAt).toISOString(),
    by: nameOf(actor),
    byKind: actor.split(':', 1)[0] ?? '',
    from: maySeeFrom ? (audit?.from ?? null) : null,
    way: after.way ?? null,
    file: after.file ?? null,
    evidence: after.evidence ?? [],
    steps: steps.map(({ step, final, at, actor: by }) => ({
      step,
      final,
      at: new Date(at).toISOString(),
      by: nameOf(by),
    })),
    audit: audit?.n ?? null,
  };
}

function createBoardRoutes({ timeliness, links, linkDetail }: DeskRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: '/api/v1/timeliness',
      access: { kind: 'signed-in' },
      async handle(request, response) {
        const query = createQueryReader(request, ['period']);
        const month = query.text('period') ?? '';
        if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) query.fault('period', 'format');
        query.assertGood();
        response.set('Cache-Control', 'no-store').json(await timeliness.board(month));
      },
    },
    {
      method: 'get',
      path: '/api/v1/links',
      access: { kind: 'roles', roles: ['verifier', 'operator', 'admin'] },
      handle(_request, response) {
        const items = links().map((link) => ({ ...link, detail: linkDetail(link.id) ?? null }));
        response.set('Cache-Control', 'no-store').json({ items });
      },
    },
  ];
}

function createNoticeRoutes({ store, now }: DeskRouteParts): RouteDefinition[] {
  const listOf = async ({ agency }: Actor): Promise<readonly StoredRecord<NoticeBody>[]> =>
    agency === null
      ? []
      : ((await store.listRecords('notice', agency)) as readonly StoredRecord<NoticeBody>[]);
  return [
    {
      method: 'get',
      path: '/api/v1/notices',
      access: { kind: 'signed-in' },
      async handle(_request, response, caller) {
        const records = await listOf(toKnown(caller));
        const items = [...records]
          .sort((a, b) => b.body.at - a.body.at)
          .slice(0, 100)
          .map(toNotice);
        response.set('Cache-Control', 'no-store').json({ items });
      },
    },
    {
      method: 'post',
      path: '/api/v1/notices/:id/read',
      access: { kind: 'signed-in' },
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const record = (await listOf(by)).find(({ id }) => id === request.params['id']);
        if (!record) throw new ProblemError('not-found');
        const at = now();
        await store.changeRecords(
          [{ kind: 'notice', id: record.id, body: { ...record.body, readAt: at } }],
          toNote(by, { at, action: 'notice.read', subject: record.id }),
        );
        response.json({ ok: true });
      },
    },
  ];
}

function toNotice({ id, body }: StoredRecord<NoticeBody>): Notice {
  return {
    id,
    kind: body.kind,
    at: new Date(body.at).toISOString(),
    params: body.params,
    read: body.readAt !== null,
  };
}
