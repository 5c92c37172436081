import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type IncidentAnswer,
  incidentAnswerSchema,
  incidentListSchema,
} from '../../../shared/model/incident.ts';
import { problemSchema } from '../../../shared/protocol/problem.ts';
import { buildNewIncident } from '../../support/incidentBuilders.ts';
import { writePack } from '../../support/machines.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const path = '/api/v1/incidents';
const phone = '0812-0000-1111';
const closure = { summary: 'Air surut, jalan dibuka.', cause: null, lessons: null, openTasks: null };

let pack: ReturnType<typeof writePack>;
let server: InProcessServer;
let operator: SignedIn;
let presenter: SignedIn;
let viewer: SignedIn;
let count = 0;

function writeCameras(dir: string): void {
  const common = { area: '32.16.09', point: [107.14, -6.26], owner: 'dishub' };
  const open = { ...common, kind: 'hls', url: 'https://a.example:8443/x.m3u8', public: true };
  const inner = { ...common, kind: 'snapshot', url: 'http://10.0.0.7/now.jpg?c=1' };
  const cameras = [
    { ...open, id: 'terbuka', name: { id: 'A' } },
    { ...inner, id: 'dalam', name: { id: 'B' } },
  ];
  writeFileSync(join(dir, 'cameras.json'), JSON.stringify(cameras));
}

beforeAll(async () => {
  pack = writePack([]);
  writeCameras(pack.dir);
  server = await startTestServer({ env: { REGION_DIR: pack.dir } });
  operator = await openSession(server, { email: 'ani@x.id', role: 'operator' });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
  viewer = await openSession(server, { email: 'pembaca@x.id', role: 'viewer' });
});
afterAll(async () => {
  await server.stop();
  pack.remove();
});

const nextKey = (): string => {
  count += 1;
  return `key-of-call-${count}`;
};

async function make(more: Parameters<typeof buildNewIncident>[0] = {}): Promise<IncidentAnswer['incident']> {
  const answer = await operator.ask('POST', path, buildNewIncident({ key: nextKey(), ...more }));
  expect(answer.status).toBe(201);
  return incidentAnswerSchema.parse(await answer.json()).incident;
}

function enter(id: string, entry: object, by = operator): Promise<Response> {
  return by.ask('POST', `${path}/${id}/entries`, { key: nextKey(), ...entry });
}

async function faultOf(answer: Response): Promise<readonly [number, string | undefined, string | undefined]> {
  const problem = problemSchema.parse(await answer.json());
  return [answer.status, problem.errors?.[0]?.pointer, problem.errors?.[0]?.code];
}

describe('an incident', () => {
  it('is worked from its opening to its end, line by line', async () => {
    const { id, version } = await make();
    expect(version).toBe(1);
    for (const entry of [
      { kind: 'state', state: 'handled' },
      { kind: 'lead', to: operator.id },
      { kind: 'task', text: 'Kirim perahu', owner: 'BPBD', dueAt: '2026-11-23T16:00:00+07:00' },
      { kind: 'person', name: 'Dewi', role: 'BPBD', phone },
      { kind: 'note', text: 'Air 40 cm' },
      { kind: 'place', place: { area: '32.16.18', point: [107.041, -6.371], text: null } },
    ])
      expect((await enter(id, entry)).status).toBe(200);
    expect(await faultOf(await enter(id, { kind: 'close', ...closure }))).toEqual([
      422,
      '/openTasks',
      'incident_open_tasks',
    ]);
    expect((await enter(id, { kind: 'task-done', task: 't4' })).status).toBe(200);
    const closed = incidentAnswerSchema.parse(await (await enter(id, { kind: 'close', ...closure })).json());
    expect(closed.incident).toMatchObject({ state: 'closed', version: 9, lead: { name: 'ani' } });
    expect(await faultOf(await enter(id, { kind: 'note', text: 'lagi' }))).toEqual([
      422,
      '/kind',
      'incident_closed',
    ]);
    expect((await enter(id, { kind: 'reopen', reason: 'Air naik lagi' })).status).toBe(200);
    const answer = await presenter.ask('GET', `${path}/${id}`);
    const { incident, crew } = incidentAnswerSchema.parse(await answer.json());
    expect(incident.log.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(incident).toMatchObject({ state: 'open', closure: null });
    expect(crew).toEqual([{ id: operator.id, name: 'ani' }]);
  });

  it('is made once by a double click, and not at all by another body under the same key', async () => {
    const body = buildNewIncident({ key: 'double-click' });
    const answers = await Promise.all([operator.ask('POST', path, body), operator.ask('POST', path, body)]);
    const ids = await Promise.all(
      answers.map(async (answer) => incidentAnswerSchema.parse(await answer.json()).incident.id),
    );
    expect(ids[0]).toBe(ids[1]);
    const other = await operator.ask('POST', path, { ...body, title: 'Sesuatu yang lain' });
    expect(other.status).toBe(409);
  });

  it('takes an entry for the version that its sender saw, and refuses it for another in words', async () => {
    const { id } = await make();
    expect((await enter(id, { kind: 'state', state: 'handled', version: 1 })).status).toBe(200);
    const late = await enter(id, { kind: 'close', ...closure, version: 1 });
    expect(late.status).toBe(409);
    expect(problemSchema.parse(await late.json()).detail).toContain('sudah diubah orang lain');
    expect((await enter(id, { kind: 'note', text: 'tanpa versi' })).status).toBe(200);
  });

  it('loses no line that two people write at once', async () => {
    const { id } = await make();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => enter(id, { kind: 'note', text: `catatan ${index}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    const { incident } = incidentAnswerSchema.parse(
      await (await operator.ask('GET', `${path}/${id}`)).json(),
    );
    expect(incident.log).toHaveLength(9);
  });

  it('says where a body is wrong, and stores nothing of it', async () => {
    const by = await make();
    const wrong = { ...buildNewIncident({ key: nextKey() }), title: 'x', place: { area: '32.16.99' } };
    const problem = problemSchema.parse(await (await operator.ask('POST', path, wrong)).json());
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/title', '/place/point', '/place/text']);
    const area = { area: '32.16.99', point: null, text: null };
    expect(
      await faultOf(await operator.ask('POST', path, { ...wrong, title: 'Banjir', place: area })),
    ).toEqual([422, '/place/area', 'unknown_area']);
    expect(
      await faultOf(await operator.ask('POST', path, { key: nextKey(), origin: { kind: 'hand', id: null } })),
    ).toEqual([422, '/title', 'required']);
    expect(await faultOf(await enter(by.id, { kind: 'lead', to: viewer.id }))).toEqual([
      422,
      '/to',
      'unknown_person',
    ]);
    expect((await enter('tidak-ada', { kind: 'note', text: 'x' })).status).toBe(404);
    expect((await operator.ask('GET', `${path}/tidak-ada`)).status).toBe(404);
  });

  it('stands in the audit trail line by line, with who did it', async () => {
    const { id } = await make();
    await enter(id, { kind: 'note', text: 'satu baris' });
    const entries = (await server.store.listAudit({ limit: 5 })).filter(({ subject }) => subject === id);
    expect(entries.map(({ action }) => action).sort()).toEqual(['incident.note', 'incident.opened']);
    expect(entries.every(({ actor }) => actor === `user:${operator.id}`)).toBe(true);
    const note = entries.find(({ action }) => action === 'incident.note');
    expect(JSON.stringify(note?.after)).not.toContain('Jalan Raya Setu');
  });
});

describe('an alarm', () => {
  const raise = async (text: string): Promise<string> => {
    const body = { text, severity: 'critical', priority: 'high', area: '32.16.18' };
    const answer = await operator.ask('POST', '/api/v1/alarms', body);
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };

  it('becomes an incident in its own words, without a point that nobody gave', async () => {
    const id = await raise('Tanggul retak di Setu');
    const body = { key: nextKey(), origin: { kind: 'alarm', id } };
    const { incident } = incidentAnswerSchema.parse(await (await operator.ask('POST', path, body)).json());
    expect(incident).toMatchObject({
      title: 'Tanggul retak di Setu',
      severity: 'critical',
      simulated: false,
      place: { area: '32.16.18', point: null },
      alarms: [{ id }],
    });
    const again = await operator.ask('POST', path, { ...body, key: nextKey() });
    expect(await faultOf(again)).toEqual([422, '/origin/id', 'incident_there']);
  });

  it('is linked to an incident that is open already', async () => {
    const { id } = await make();
    const alarm = await raise('Pompa berhenti');
    const { incident } = incidentAnswerSchema.parse(await (await enter(id, { kind: 'alarm', alarm })).json());
    expect(incident.alarms).toEqual([{ id: alarm, text: 'Pompa berhenti' }]);
    expect(await faultOf(await enter(id, { kind: 'alarm', alarm: 'nothing' }))).toEqual([
      422,
      '/alarm',
      'unknown_alarm',
    ]);
  });
});

describe('lists', () => {
  it('are paged and filtered', async () => {
    const { id } = await make();
    await enter(id, { kind: 'close', ...closure });
    const read = async (query: string) =>
      incidentListSchema.parse(await (await presenter.ask('GET', `${path}?${query}`)).json());
    const all = await read('');
    expect(all.open).toBeGreaterThan(1);
    expect((await read('state=closed')).items.map((one) => one.id)).toContain(id);
    expect((await read('state=open')).items.map((one) => one.id)).not.toContain(id);
    const second = await read('offset=1&limit=1');
    expect(second.items.map((one) => one.id)).toEqual([all.items[1]?.id]);
    expect((await presenter.ask('GET', `${path}?state=late`)).status).toBe(422);
  });

  it('tell the wall what is open and where, and nothing of who works there', async () => {
    const { id } = await make({ title: 'Kebakaran gudang' });
    await enter(id, { kind: 'person', name: 'Dewi Rahasia', role: 'BPBD', phone });
    await enter(id, { kind: 'note', text: 'catatan dalam' });
    const text = await (await fetch(`${server.url}${path}/open`)).text();
    const { items } = JSON.parse(text) as { items: Record<string, unknown>[] };
    const shown = items.find((one) => one['id'] === id) ?? {};
    expect(Object.keys(shown).sort()).toEqual([
      'id',
      'kind',
      'openedAt',
      'place',
      'severity',
      'simulated',
      'title',
    ]);
    for (const secret of ['Dewi', phone, 'catatan dalam', 'ani']) expect(text).not.toContain(secret);
  });

  it('are not for those who have no business in the room', async () => {
    expect((await viewer.ask('GET', path)).status).toBe(403);
    expect((await presenter.ask('POST', path, buildNewIncident())).status).toBe(403);
    const { id } = await make();
    expect((await enter(id, { kind: 'note', text: 'x' }, presenter)).status).toBe(403);
  });
});

describe('cameras', () => {
  const idsFor = async (who?: SignedIn) => {
    const answer = who
      ? await who.ask('GET', '/api/v1/cameras')
      : await fetch(`${server.url}/api/v1/cameras`);
    return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  };

  it('are told to everyone where they are public, and all of them to the room', async () => {
    expect(await idsFor()).toEqual(['terbuka']);
    expect(await idsFor(viewer)).toEqual(['terbuka']);
    expect(await idsFor(presenter)).toEqual(['terbuka', 'dalam']);
  });

  it('are the only other hosts that a page may load from', async () => {
    const policy = (await fetch(`${server.url}/wall`)).headers.get('content-security-policy') ?? '';
    const hosts = 'https://a.example:8443 http://10.0.0.7';
    const directives = new Map(
      policy.split(';').map((part) => {
        const [name = '', ...values] = part.trim().split(' ');
        return [name, values.join(' ')] as const;
      }),
    );
    expect(directives.get('img-src')).toBe(`'self' data: blob: ${hosts}`);
    expect(directives.get('media-src')).toBe(`'self' blob: ${hosts}`);
    expect(directives.get('connect-src')).toBe(`'self' ${hosts}`);
    const others = [...directives].filter(
      ([name]) => !['img-src', 'media-src', 'connect-src'].includes(name),
    );
    expect(others.filter(([, values]) => values.includes('://'))).toEqual([]);
  });
});
