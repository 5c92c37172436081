import { type AlarmAction, type AlarmDetail, alarmListSchema, alarmLogSchema } from '#shared/model/alarm.ts';
import { type PushAnswer, pushReadings } from './api.ts';
import { openSession, type SignedIn } from './people.ts';
import { type InProcessServer, startTestServer, type TestServerOptions } from './testServer.ts';

/** A server with a clock of the test's own and an operator at its console. */
export interface TestRoom {
  readonly server: InProcessServer;
  readonly operator: SignedIn;
  now(): number;
  /** Moves the clock and looks at every alarm. */
  advance(ms: number): Promise<void>;
  list(): Promise<readonly AlarmDetail[]>;
  find(id: string): Promise<AlarmDetail | undefined>;
  /** `deed` of each line of an alarm's log, oldest first; `by` people with an asterisk. */
  log(id: string): Promise<readonly string[]>;
  act(action: AlarmAction): Promise<Response>;
  /** Posts one value of an agency through the public interface and looks. */
  push(
    agency: string,
    series: readonly [indicator: string, area: string],
    value: number,
    more?: PushMore,
  ): Promise<PushAnswer>;
}

/** How a value differs from one that is measured now. */
export interface PushMore {
  readonly ageMs?: number;
  readonly correction?: boolean;
}

/** Opens the room at an instant. The same data folder, given again, is the same room after a restart. */
export async function openTestRoom(
  at: number,
  options: Omit<TestServerOptions, 'now'> = {},
  email = 'operator@x.id',
): Promise<TestRoom> {
  let now = at;
  const server = await startTestServer({ ...options, now: () => now });
  const operator = await openSession(server, { email, role: 'operator' });
  const tokens = new Map<string, string>();
  const tokenOf = async (agency: string): Promise<string> => {
    const known = tokens.get(agency) ?? (await server.token(agency));
    tokens.set(agency, known);
    return known;
  };
  const list = async () =>
    alarmListSchema.parse(await (await operator.ask('GET', '/api/v1/alarms')).json()).items;
  return {
    server,
    operator,
    now: () => now,
    async advance(ms) {
      now += ms;
      await server.lookAtAlarms();
    },
    list,
    find: async (id) => (await list()).find((alarm) => alarm.id === id),
    async log(id) {
      const answer = await operator.ask('GET', `/api/v1/alarms/log?id=${encodeURIComponent(id)}`);
      const { items } = alarmLogSchema.parse(await answer.json());
      return items.map(({ deed, by }) => (by === null ? deed : `${deed}*`)).reverse();
    },
    act: (action) => operator.ask('POST', '/api/v1/alarms/actions', action),
    async push(agency, [indicator, area], value, { ageMs = 0, correction } = {}) {
      const observedAt = new Date(now - ageMs).toISOString();
      const reading = { indicator, area, value, observedAt, ...(correction ? { correction } : {}) };
      const answer = await pushReadings(server.url, await tokenOf(agency), [reading]);
      await server.lookAtAlarms();
      return answer;
    },
  };
}
