import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DrillChoice, DrillList } from '../../../shared/model/drill.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const path = '/api/v1/drills';
const from = Date.now() - 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();

let server: InProcessServer;
let operator: SignedIn;
let presenter: SignedIn;
beforeAll(async () => {
  server = await startTestServer();
  operator = await openSession(server, { email: 'dewi@x.id', role: 'operator' });
  presenter = await openSession(server, { email: 'sari@x.id', role: 'presenter' });
  const readings = [0, 10, 20].map((minute) => ({
    indicator: 'environment-river-level',
    area: '32.16.22',
    value: 100 + minute,
    observedAt: iso(from + minute * 60_000),
  }));
  const answer = await fetch(`${server.url}/api/v1/readings`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await server.token('dsdabmbk')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ readings }),
  });
  expect(answer.status).toBe(201);
});
afterAll(() => server.stop());

const record = (span: { from: string; to: string }) =>
  operator.ask('POST', `${path}/scenarios`, { title: 'Hujan pagi', ...span });
const list = async (): Promise<DrillList> => (await (await operator.ask('GET', path)).json()) as DrillList;

describe('a scenario from what was recorded', () => {
  it('stands in the list with its source, can be seen by a presenter, and is removed', async () => {
    const answer = await record({ from: iso(from), to: iso(from + 900_000) });
    expect(answer.status).toBe(201);
    const made = (await answer.json()) as DrillChoice;
    expect(made).toMatchObject({
      kind: 'recorded',
      title: { id: 'Hujan pagi' },
      minutes: 15,
      strokes: 2,
      recorded: { by: 'dewi', from, to: from + 900_000, thinned: false },
    });
    const seen = (await (await presenter.ask('GET', path)).json()) as DrillList;
    expect(seen.scenarios.map(({ id }) => id)).toEqual(['flood-afternoon', made.id]);
    expect((await presenter.ask('DELETE', `${path}/scenarios/${made.id}`)).status).toBe(403);
    expect((await operator.ask('DELETE', `${path}/scenarios/${made.id}`)).status).toBe(204);
    expect((await operator.ask('DELETE', `${path}/scenarios/${made.id}`)).status).toBe(404);
    expect((await list()).scenarios).toHaveLength(1);
  });

  it.each([
    ['ends before it begins', from, from - 1, '/to'],
    ['is longer than a shift', from - 12 * 3_600_000 - 1, from, '/to'],
    ['lies ahead', from, from + 86_400_000, '/to'],
    ['holds nothing', from - 3_600_000, from - 1, '/from'],
  ])('that %s is refused at its place', async (_what, begin, end, pointer) => {
    const answer = await record({ from: iso(begin), to: iso(end) });
    expect(answer.status).toBe(422);
    const problem = (await answer.json()) as { errors: { pointer: string; message: string }[] };
    expect(problem.errors[0]?.pointer).toBe(pointer);
    expect(problem.errors[0]?.message).not.toContain('_');
    expect((await list()).scenarios).toHaveLength(1);
  });
});
