import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventListing } from '../../../server/realtime/socketRegistry.ts';
import { firstView } from '../../../shared/model/session.ts';
import { deskSchemas } from '../../../shared/protocol/desk.ts';
import { liveSchemas } from '../../../shared/protocol/live.ts';
import { reviewSchemas } from '../../../shared/protocol/review.ts';
import { wallSchemas } from '../../../shared/protocol/wall.ts';
import { type CallerName, callerNames, eventTable, isLet } from '../../support/accessTable.ts';
import { buildEvent, buildFeed } from '../../support/liveBuilders.ts';
import { waitFor } from '../../support/machines.ts';
import { openCallers, ownAgency, type Secret } from '../../support/matrixCallers.ts';
import { buildRecommendationFacts } from '../../support/officialBuilders.ts';

import { pause } from '../../support/pause.ts';
import type { SignedIn } from '../../support/people.ts';
import { buildProgramme } from '../../support/programmes.ts';
import { entered } from '../../support/sessions.ts';
import { type Listener, listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';
import { buildProof, hello } from '../../support/walls.ts';

const start = Date.parse('2026-11-05T03:00:00Z');
const indicator = 'living-fire-response';
const area = '32.16.18';
const toKey = ({ namespace, event, topic }: EventListing) =>
  `${namespace} ${event}${topic ? ` ${topic}` : ''}`;

type Opened = Record<CallerName, Listener>;

async function openAll(url: string, secrets: Record<CallerName, Secret>): Promise<Opened> {
  const entries: [CallerName, Listener][] = [];
  for (const caller of callerNames) entries.push([caller, await listenAt(url, secrets[caller])]);
  return Object.fromEntries(entries) as Opened;
}

type SignedInBy = ReadonlyMap<CallerName, SignedIn>;
type AskAs = (caller: CallerName, method: string, path: string, body: object) => Promise<{ id?: string }>;

function createAskAs(signedIn: SignedInBy): AskAs {
  return async (caller, method, path, body) => {
    const answer = await signedIn.get(caller)?.ask(method, `/api/v1${path}`, body);
    if (!answer?.ok) throw new Error(`${path}: ${answer?.status} ${await answer?.text()}`);
    return JSON.parse((await answer.text()) || '{}') as { id?: string };
  };
}

/** Makes each event of the server happen for real; a decision, a submission and what a shift does are made over HTTP. */
async function cause(server: InProcessServer, signedIn: SignedInBy): Promise<void> {
  const as = createAskAs(signedIn);
  const figure = { indicator, period: '2026-10', readings: [{ area, value: 12.5 }] };
  await as('own-clerk', 'POST', '/input/submissions', { key: 'events-0001', ...figure });
  const programme = buildProgramme({ agency: ownAgency });
  await as('own-clerk', 'POST', '/programmes', { key: 'events-0002', programme });
  const observedAt = '2026-10-31T16:59:59.000Z';
  const decision = { indicator, area, observedAt, version: 99, held: false, decision: 'verify' };
  await as('admin', 'POST', '/verification/decisions', { items: [decision] });
  await as('admin', 'PATCH', `/admin/people/${signedIn.get('viewer')?.id}`, { name: 'Nama Lain' });
  await causeRoom(as);
  await causeOfficials(as);
  await causeWalls(signedIn);
  await as('presenter', 'POST', '/packs', { key: 'events-0001', title: 'Rapat', pillar: 'economy' });
  writeFileSync(join(server.dataDir, 'last-backup.json'), JSON.stringify({ at: new Date(start) }));
  server.region.applyIndicators([]);
  const { seq } = server.liveState;
  const events = [{ seq: seq + 1, event: buildEvent('matrix') }];
  server.liveState.apply({ seq: seq + 2, changes: [], events, feeds: [buildFeed('matrix')] });
}

/** Ends every session, last that of whoever ends them. */
async function signOutAll(signedIn: SignedInBy): Promise<void> {
  const as = createAskAs(signedIn);
  const others = [...signedIn].filter(([caller]) => caller !== 'admin').map(([, { id }]) => id);
  for (const id of [...others, signedIn.get('admin')?.id ?? ''])
    await as('admin', 'POST', `/admin/people/${id}/sign-out`, {});
}

/** What operators do: a shift, an alarm, an incident of it, a drill that is ended before it plays. */
async function causeRoom(as: AskAs): Promise<void> {
  await as('operator', 'POST', '/shifts', { name: 'Pagi' });
  const alarm = { text: 'Asap di ruang server', severity: 'minor', priority: 'low', area: null };
  const { id } = await as('operator', 'POST', '/alarms', alarm);
  await as('operator', 'POST', '/incidents', { key: 'events-0001', origin: { kind: 'alarm', id } });
  const wish = { scenario: 'flood-afternoon', title: 'Regu A', speed: 1, leadMinutes: 0 };
  const drill = await as('operator', 'POST', '/drills', wish);
  await as('operator', 'POST', `/drills/${drill.id}/end`, {});
}

/** What officials keep: a promise, a recommendation, a survey. */
async function causeOfficials(as: AskAs): Promise<void> {
  const item = { milestone: null, agency: 'dlh', party: null, indicator: null, programme: null };
  const promise = { kind: 'item', key: 'events-0002', text: 'Butir', dueOn: '2027-01-01', ...item };
  await as('presenter', 'POST', '/agreements/mou-smart-city-2022/entries', promise);
  await as('presenter', 'POST', '/assistance', { key: 'events-0003', ...buildRecommendationFacts() });
  const survey = {
    year: 2024,
    programme: 'x',
    question: 'x',
    respondents: 60,
    score: 3,
    scale: 4,
    source: 'x',
  };
  await as('presenter', 'POST', '/evaluations/surveys', { key: 'events-0004', ...survey });
}

/** An operator changes a wall and sends it a scene, words and a reload. */
async function causeWalls(signedIn: SignedInBy): Promise<void> {
  const operator = signedIn.get('operator');
  if (!operator) throw new Error('no operator');
  const path = '/api/v1/walls/matrix-wall';
  const detail = (await (await operator.ask('GET', path)).json()) as { setup: object };
  const asked = [
    await operator.ask('PUT', path, { revision: 1, setup: detail.setup }),
    await operator.ask('POST', `${path}/show`, { view: { scene: 'peta' }, seconds: null }),
    await operator.ask('POST', `${path}/message`, { text: 'Halo', tone: 'info', seconds: 60 }),
    await operator.ask('POST', `${path}/reload`, {}),
  ];
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
}

/** Events that a client sends and that are answered. */
const listenedFor = new Set([
  'wall:hello',
  'wall:proof',
  'review:join',
  'review:show',
  'review:point',
  'review:ready',
]);

function presenterOf(signedIn: SignedInBy): SignedIn {
  const presenter = signedIn.get('presenter');
  if (!presenter) throw new Error('no presenter');
  return presenter;
}

/** Everyone tries everything in the one session; whoever is let in says so in `answered`. */
async function causeReview(
  pages: Opened,
  signedIn: SignedInBy,
  { session, answered, wall }: { session: string; answered: Set<string>; wall: Listener },
): Promise<void> {
  const say = async (event: string, payload: object): Promise<void> => {
    for (const caller of callerNames) {
      if (pages[caller].outcome !== 'connected') continue;
      const answer = await pages[caller].socket.timeout(2_000).emitWithAck(event, payload);
      if (answer.ok) answered.add(`${event} ${caller}`);
    }
  };
  await say('review:join', { protocol: 1, session });
  await entered(presenterOf(signedIn), session, { kind: 'poll', text: 'Siap?' });
  await entered(presenterOf(signedIn), session, { kind: 'wall', wall: 'matrix-wall', on: true });
  await waitFor(() => wall.heard.some(({ name }) => name === 'wall:picture'), 'a wall that follows');
  await say('review:show', { view: firstView });
  await say('review:point', { at: { x: 0.5, y: 0.5 } });
  await say('review:ready', { ready: true });
}

describe.each(['open', 'signed-in'] as const)('who may send and hear what, viewing %s (S1)', (viewing) => {
  let server: InProcessServer;
  let opened: Record<string, Opened>;
  const subscribed = new Set<CallerName>();
  const answered = new Set<string>();

  beforeAll(async () => {
    const from = Date.now();
    server = await startTestServer({
      env: { VIEWING: viewing },
      now: () => start + Date.now() - from,
      healthPace: { lookEveryMs: 200 },
    });
    const { secrets, signedIn, session } = await openCallers(server);
    const [live, desk, wall, review] = [
      await openAll(`${server.url}/live`, secrets),
      await openAll(`${server.url}/desk`, secrets),
      await openAll(`${server.url}/wall`, secrets),
      await openAll(`${server.url}/review`, secrets),
    ];
    opened = { '/live': live, '/desk': desk, '/wall': wall, '/review': review };
    subscribed.clear();
    answered.clear();
    for (const caller of callerNames) {
      if (live[caller].outcome !== 'connected') continue;
      const request = { topics: ['all', 'events', 'feeds', 'alarms'] };
      const answer = await live[caller].socket.timeout(2_000).emitWithAck('live:subscribe', request);
      if (answer.ok) subscribed.add(caller);
    }
    for (const caller of callerNames) {
      if (wall[caller].outcome !== 'connected') continue;
      const said = [
        ['wall:hello', hello],
        ['wall:proof', buildProof()],
      ] as const;
      for (const [event, payload] of said)
        if ((await wall[caller].socket.timeout(2_000).emitWithAck(event, payload)).ok)
          answered.add(`${event} ${caller}`);
    }
    await causeReview(review, signedIn, { session, answered, wall: wall['paired-wall'] });
    await cause(server, signedIn);
    // What does not come is told by its cell.
    await waitFor(() => listCells().every(isTold), 'every event').catch(() => undefined);
    await entered(presenterOf(signedIn), session, { kind: 'end', summary: null });
    await signOutAll(signedIn);
    // As long for those who must not hear of it.
    await pause(1_000);
  });
  afterAll(async () => {
    for (const space of Object.values(opened)) for (const listener of Object.values(space)) listener.close();
    await server.stop();
  });

  const happened = ({ namespace, event, topic }: EventListing, caller: CallerName): boolean => {
    const listener = opened[namespace]?.[caller];
    if (!listener) throw new Error(`no listener at ${namespace}`);
    if (event === 'connect') return listener.outcome === 'connected';
    if (event === 'live:subscribe') return subscribed.has(caller);
    if (listenedFor.has(event)) return answered.has(`${event} ${caller}`);
    const heard = listener.heard.filter(({ name }) => name === event);
    return heard.some(
      ({ payload }) => topic === undefined || (payload as { topic?: string }).topic === topic,
    );
  };

  it('is written in the table for every event, and for nothing else', () => {
    expect(server.events.map(toKey).toSorted()).toEqual(Object.keys(eventTable).toSorted());
    const named = new Set(server.events.map(({ event }) => event));
    const known = [
      ...Object.keys(liveSchemas),
      ...Object.keys(deskSchemas),
      ...Object.keys(wallSchemas),
      ...Object.keys(reviewSchemas),
    ];
    expect(known.filter((event) => !named.has(event))).toEqual([]);
  });

  /** Each cell with what happened and what should. */
  const listCells = () =>
    server.events.flatMap((listing) =>
      callerNames.map((caller) => {
        const rule = eventTable[toKey(listing)];
        if (rule === undefined) throw new Error(`undeclared ${toKey(listing)}`);
        return [
          `${toKey(listing)} as ${caller}`,
          happened(listing, caller),
          isLet(rule, caller, viewing),
        ] as const;
      }),
    );
  const isTold = ([name, is, should]: readonly [string, boolean, boolean]): boolean =>
    is || !should || name.includes('desk:ended') || name.includes('review:left');

  it('is as the table says in every cell', () => {
    const cells = listCells();
    console.log(`S1 sockets, viewing ${viewing}: ${cells.length} cells`);
    expect(cells.filter(([, is, should]) => is !== should)).toEqual([]);
  });
});
