import type { Request } from 'express';
import { sha256Schema } from '#shared/model/pack.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { ServerMode } from '#shared/protocol/live.ts';
import type { OpenData, Terms } from '../domain/openData/createOpenData.ts';
import type { Packs } from '../domain/packs/createPacks.ts';
import { ProblemError } from './answers.ts';
import { sendOpen } from './openRoutes.ts';
import { toCheckPage } from './public/checkPage.ts';
import { toDataPage, toDatasetPage } from './public/dataPages.ts';
import { toHomePage } from './public/homePage.ts';
import { type Frame, toFrame } from './public/layout.ts';
import { createQueryReader } from './query.ts';
import type { RouteDefinition } from './registry.ts';
import { createShortMemory } from './shortMemory.ts';

/** Needs of the public pages. */
export interface PublicRouteParts {
  readonly open: OpenData;
  readonly packs: Pick<Packs, 'check'>;
  readonly terms: Terms;
  readonly catalogue: () => Catalogue;
  readonly mode: ServerMode;
  readonly now: () => number;
}

/** `/publik` and what lies below it: pages for everyone, whole without a script. */
export function createPublicRoutes(parts: PublicRouteParts): RouteDefinition[] {
  const { open, packs, terms, catalogue, now } = parts;
  const remember = createShortMemory(now);
  const page = (
    path: string,
    more: readonly string[],
    build: (frame: Frame, request: Request) => Promise<string>,
  ): RouteDefinition => ({
    method: 'get',
    path,
    access: { kind: 'public' },
    async handle(request, response) {
      const frame = readFrame(request, more, parts);
      const body = await remember(request.originalUrl.slice(0, 300), () => build(frame, request));
      sendOpen(request, response, 'text/html; charset=utf-8', body);
    },
  });
  return [
    page('/publik', [], async (frame) =>
      toHomePage(frame, {
        pillars: catalogue().pillars,
        indicators: await open.list(),
        licence: terms.licence,
        code: catalogue().region.code,
        at: Math.floor(now() / 60_000) * 60_000,
      }),
    ),
    page('/publik/data', [], async (frame) =>
      toDataPage(frame, { pillars: catalogue().pillars, indicators: await open.list() }),
    ),
    page('/publik/data/:id', [], async (frame, request) => {
      const found = await open.find(String(request.params['id']).slice(0, 100));
      if (!found) throw new ProblemError('not-found');
      return toDatasetPage(frame, found);
    }),
    page('/publik/periksa', ['hash'], async (frame, request) => {
      const given = createQueryReader(request, ['lang', 'hash']).text('hash')?.slice(0, 80) ?? '';
      if (given === '') return toCheckPage(frame, '', null);
      const hash = sha256Schema.safeParse(
        given
          .trim()
          .toLowerCase()
          .replace(/^sha256:/, ''),
      );
      return toCheckPage(frame, given, hash.success ? await packs.check(hash.data) : 'wrong');
    }),
  ];
}

function readFrame(request: Request, more: readonly string[], { catalogue, mode }: PublicRouteParts): Frame {
  const query = createQueryReader(request, ['lang', ...more]);
  const language = query.text('lang') ?? 'id';
  if (language !== 'id' && language !== 'en') query.fault('lang', 'choice', { choices: 'id, en' });
  query.assertGood();
  const { name, zone, zoneLabel } = catalogue().region;
  return toFrame({ language: language === 'en' ? 'en' : 'id', region: name, zone, zoneLabel, mode });
}
