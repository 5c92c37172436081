import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLiveConnection, type LiveConnection } from '../../../client/connection/liveConnection.ts';
import { createServerClock } from '../../../client/lib/serverClock.ts';
import { createLiveStore, type LiveStore } from '../../../client/stores/liveStore.ts';
import { hashState } from '../../../shared/delta/stateHash.ts';
import type { AlarmHistory, RoomSituation, Situation } from '../../../shared/model/situation.ts';
import { type DemoDay, startDemoDay } from '../../support/demoDay.ts';
import { pause } from '../../support/pause.ts';
import { openSession, type SignedIn } from '../../support/people.ts';

let day: DemoDay;
let operator: SignedIn;
let screen: LiveConnection;
const store: LiveStore = createLiveStore();
const clock = createServerClock({ monotonic: () => performance.now(), wall: () => Date.now() });

beforeAll(async () => {
  day = await startDemoDay();
  operator = await openSession(day.server, { email: 'operator@bekasi.test', role: 'operator' });
  screen = createLiveConnection({ url: day.server.url, store, clock });
  while (store.getState().link !== 'live') await pause(20);
});
afterAll(async () => {
  screen?.stop();
  await day?.stop();
});

/** What the screen shows at a moment. */
interface Seen {
  readonly at: number;
  readonly seq: number;
  readonly hash: number;
  readonly states: readonly string[];
}

function look(): Seen {
  const { seq, records, events, feeds, alarms } = store.getState();
  return {
    at: Math.floor(clock.now()),
    seq,
    hash: hashState({ records: records.values(), events, feeds, alarms }),
    states: alarms.map(({ state }) => state),
  };
}

let deeds = 0;

/** What an operator does meanwhile: raises an alarm by hand, then shelves or acknowledges what is open. */
async function act(turn: number): Promise<void> {
  if (turn % 6 === 0) {
    const words = { text: `genangan ke-${turn} di jalan`, severity: 'major', priority: 'medium', area: null };
    expect((await operator.ask('POST', '/api/v1/alarms', words)).status).toBe(201);
  }
  const [first] = store.getState().alarms.filter(({ state }) => state === 'unacknowledged');
  if (!first) return;
  deeds += 1;
  const action =
    deeds % 3 === 1
      ? { action: 'shelve', ids: [first.id], minutes: 30, comment: 'uji waktu' }
      : { action: 'acknowledge', ids: [first.id] };
  const answer = await operator.ask('POST', '/api/v1/alarms/actions', action);
  expect([200, 422], await answer.clone().text()).toContain(answer.status);
}

async function rewind({ at, seq }: Pick<Seen, 'at' | 'seq'>): Promise<Situation> {
  const answer = await fetch(`${day.server.url}/api/v1/situation?at=${at}&seq=${seq}`);
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await answer.json()) as Situation;
}

it('shows at every second of the demo day what was on the screen then: values, alarms, acknowledgements, events and links', async () => {
  const seen: Seen[] = [];
  let isOver = false;
  const watching = (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      seen.push(look());
      await act(turn);
      await pause(turn % 4 === 3 ? 1_000 : 333);
    }
  })();
  await day.play(120, 6);
  isOver = true;
  await watching;

  const states = new Set(seen.flatMap((one) => one.states));
  for (const state of ['unacknowledged', 'acknowledged', 'shelved']) expect(states).toContain(state);
  expect(new Set(seen.map(({ hash }) => hash)).size).toBeGreaterThan(20);
  const different: string[] = [];
  for (const one of seen) {
    const { epoch, ...past } = await rewind(one);
    expect(epoch).toBe(store.getState().epoch);
    expect(past.at).toBe(one.at);
    expect(past.seq).toBeLessThanOrEqual(one.seq);
    if (hashState(past) !== one.hash) different.push(`${one.at} ${one.seq}`);
  }
  expect(different).toEqual([]);
}, 240_000);

it('tells the console who acknowledged what, and how alarms went on, of any instant', async () => {
  const by = await operator.ask('GET', `/api/v1/situation/room?at=${Math.floor(clock.now())}`);
  const room = (await by.json()) as RoomSituation;
  const acknowledged = room.alarms.filter(({ state }) => state === 'acknowledged');
  expect(acknowledged.length).toBeGreaterThan(0);
  for (const { acknowledgedBy, acknowledgedAt } of acknowledged) {
    expect(acknowledgedBy).toBe('operator');
    expect(acknowledgedAt).toBeLessThanOrEqual(room.at);
  }
  expect(room.duty).toMatchObject({ people: [] });
  expect(room.incidents).toEqual([]);
  const [one] = acknowledged;
  const before = (one?.acknowledgedAt ?? 0) - 1;
  const earlier = (await (
    await operator.ask('GET', `/api/v1/situation/room?at=${before}`)
  ).json()) as RoomSituation;
  expect(earlier.alarms.find(({ id }) => id === one?.id)).toMatchObject({
    acknowledgedAt: null,
    acknowledgedBy: null,
  });

  const history = await operator.ask('GET', `/api/v1/alarms/history?from=0&to=${room.at}`);
  const { items, isWhole } = (await history.json()) as AlarmHistory;
  expect(isWhole).toBe(true);
  const told = items.filter(({ id }) => id === one?.id);
  expect(told.map(({ state }) => state)).toContain('unacknowledged');
  expect(told[0]).toMatchObject({ indicator: one?.indicator, text: one?.text });
  for (const { from, to } of items) expect(to ?? from).toBeGreaterThanOrEqual(from);
});

it('refuses what is not past, not kept or not said, each at its place', async () => {
  const ask = async (query: string) => {
    const answer = await operator.ask('GET', `/api/v1/${query}`);
    const { errors } = (await answer.json()) as { errors?: { pointer: string; code: string }[] };
    return [answer.status, ...(errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
  };
  const later = Date.now() + 60_000;
  for (const path of ['situation', 'situation/room']) {
    expect(await ask(path)).toEqual([422, '?at required']);
    expect(await ask(`${path}?at=${later}`)).toEqual([422, '?at not_past']);
    expect(await ask(`${path}?at=kemarin&x=1`)).toEqual([422, '?x unknown_key', '?at instant']);
    expect(await ask(`${path}?at=2020-01-01T00:00:00Z`)).toEqual([422, '?at not_kept']);
  }
  expect(await ask('situation?at=1&seq=-1')).toEqual([422, '?seq range']);
  expect(await ask('alarms/history?from=5')).toEqual([422, '?to required']);
  expect(await ask('alarms/history?from=5&to=4')).toEqual([422, '?to order']);
  expect(await ask('alarms/periods?indicator=a&area=b&from=5&to=4')).toEqual([422, '?to order']);
  expect((await ask(`situation?at=${Math.floor(clock.now())}&seq=${Number.MAX_SAFE_INTEGER}`))[0]).toBe(200);
});
