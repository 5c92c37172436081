import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLeft,
  isLine,
  isPeople,
  isPictured,
  isPointed,
  isSessionAnswer,
  isShown,
  isWelcome,
} from '../../../../client/connection/review/reviewChecks.ts';
import { firstView, type SessionDeed, sessionAnswerSchema } from '../../../../shared/model/session.ts';
import {
  reviewLeftSchema,
  reviewLineSchema,
  reviewPeopleSchema,
  reviewPointSchema,
  reviewShownSchema,
  reviewWelcomeSchema,
} from '../../../../shared/protocol/review.ts';
import { wallPicturedSchema } from '../../../../shared/protocol/wall.ts';
import { sessionAt } from '../../../../shared/rules/sessionAt.ts';
import {
  buildParties,
  buildPlan,
  buildSessionLog,
  leader,
  plannedAt,
} from '../../../support/sessionBuilders.ts';

const decision = {
  text: 'Patroli dua kali sepekan',
  owner: 'dlh',
  dueOn: '2026-12-31',
} as Pick<Extract<SessionDeed, { kind: 'decision' }>, 'text' | 'owner' | 'dueOn'>;
const figure = {
  indicator: 'environment-pm25',
  area: '32.16.09',
  value: 55.4,
  observedAt: plannedAt,
  origin: 'measured',
} as NonNullable<Extract<SessionDeed, { kind: 'decision' }>['figure']>;
const log = buildSessionLog(
  { kind: 'link', id: 'l1', label: 'Tim', speaksFor: null, expiresAt: plannedAt },
  { kind: 'changed', ...buildPlan(), parties: buildParties('l1', 'user:ade') },
  { kind: 'opened' },
  { kind: 'item', id: 'a2' },
  { kind: 'question', id: 'q1', text: 'Mengapa?', agency: decision.owner, link: null, indicator: null },
  { kind: 'answer', question: 'q1', text: 'Karena angin.' },
  { kind: 'poll', text: 'Siap?', ready: 1, of: 2 },
  { kind: 'decision', id: 'd1', ...decision, figure, item: 'a2' },
  { kind: 'decision-done', id: 'd1', doneOn: '2026-12-01', words: 'Sudah' },
  { kind: 'signature', party: 'p1', hash: 'ab12' },
  { kind: 'note', text: 'Hadir semua' },
);
const session = sessionAt({ id: 'a'.repeat(22), log });
const shown = { n: 3, view: { ...firstView, map: { lng: 107, lat: -6, zoom: 10 } }, by: leader };
const promise = {
  kind: 'decision',
  id: 'd0',
  text: 'Bangun pos pantau',
  owner: 'dlh',
  dueOn: '2026-11-01',
  doneOn: null,
  from: 'Sesi lalu',
  isLate: true,
};
const attendee = {
  id: 'user:ani',
  name: 'Ani',
  speaksFor: null,
  isGuest: false,
  joinedAt: 1,
  lastAt: 2,
  isHere: true,
};
const welcome = {
  serverAt: plannedAt,
  session,
  shown,
  you: { ...leader, mayLead: true, link: null, agency: null },
  here: 2,
  poll: { text: 'Siap?', ready: 1, mine: true },
  promises: [promise],
  promisesLeft: 3,
  agreement: { id: 'nk-2026', title: 'Nota Kesepakatan' },
};
const isWelcomeData = (data: unknown): boolean => isWelcome({ ok: true, data });

const payloads = [
  ['a welcome', isWelcomeData, reviewWelcomeSchema, welcome],
  [
    'a picture',
    isShown,
    reviewShownSchema,
    { ...shown, view: { ...firstView, highlight: { kind: 'area', id: 'x' } } },
  ],
  ['a pointer', isPointed, reviewPointSchema, { at: { x: 0.5, y: 0.25 } }],
  ['how many are here', isPeople, reviewPeopleSchema, { here: 3, poll: { text: 'Siap?', ready: 1 } }],
  [
    'what a wall follows',
    isPictured,
    wallPicturedSchema,
    {
      picture: {
        id: 'A'.repeat(22),
        title: 'Tinjauan',
        presenter: 'Ani',
        simulated: false,
        view: { ...firstView, at: 5, map: { lng: 107, lat: -6.3, zoom: 9 } },
        parties: (session?.parties ?? []).map(({ link: _link, person: _person, ...party }) => party),
        promises: [promise],
      },
    },
  ],
  ['a leaving', isLeft, reviewLeftSchema, { reason: 'revoked' }],
  [
    'a session with its people',
    isSessionAnswer,
    sessionAnswerSchema,
    { at: 1, session, attendance: [attendee], promises: [promise] },
  ],
] as const;

describe('what a page of a session is told', () => {
  it.each(payloads)('is taken when it fits the schema: %s', (_name, isGood, schema, payload) => {
    expect(schema.safeParse(payload).error?.issues ?? []).toEqual([]);
    expect(isGood(payload)).toBe(true);
  });

  it.each(log.map((line) => [line.deed.kind, line] as const))(
    'takes a line of the kind %s',
    (_kind, line) => {
      const payload = { version: line.n, line };
      expect(reviewLineSchema.safeParse(payload).success).toBe(true);
      expect(isLine(payload)).toBe(true);
    },
  );

  it('takes it that of a line nothing is told', () => {
    const payload = { version: 3, line: null };
    expect([reviewLineSchema.safeParse(payload).success, isLine(payload)]).toEqual([true, true]);
  });

  it.each(payloads)(
    'is not taken when a part of it is missing or of another kind: %s',
    (_name, isGood, schema, payload) => {
      const junk = fc.constantFrom(undefined, {}, [], 'nonsense', true);
      fc.assert(
        fc.property(fc.constantFrom(...listPaths(payload)), junk, (path, value) => {
          const broken = replaceAt(payload, path, value);
          // Neither side takes less than the other; where the schema bounds a text, ours may take more.
          if (schema.safeParse(broken).success) expect(isGood(broken)).toBe(true);
          else if (typeof value !== 'string') expect(isGood(broken)).toBe(false);
        }),
        { numRuns: 300 },
      );
    },
  );
});

function listPaths(value: unknown, before: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...before]];
  return Object.entries(value).flatMap(([key, part]) => [
    [...before, key],
    ...listPaths(part, [...before, key]),
  ]);
}

function replaceAt(value: unknown, [key, ...rest]: readonly string[], part: unknown): unknown {
  if (key === undefined) return part;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, part);
  return copy;
}
