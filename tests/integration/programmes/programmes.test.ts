import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  budgetListSchema,
  type ProgrammeAnswer,
  programmeAnswerSchema,
} from '../../../shared/model/budget.ts';
import { programmeListSchema } from '../../../shared/model/programme.ts';
import { catalogueSchema } from '../../../shared/model/region.ts';
import { problemSchema } from '../../../shared/protocol/problem.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { buildBudget, buildFund, buildMonths, buildProgramme } from '../../support/programmes.ts';
import { listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const path = '/api/v1/programmes';
const start = Date.parse('2026-11-05T03:00:00Z');

let server: InProcessServer;
let clerk: SignedIn;
let other: SignedIn;
let verifier: SignedIn;
let viewer: SignedIn;
let count = 0;

beforeAll(async () => {
  const from = Date.now();
  server = await startTestServer({ now: () => start + Date.now() - from, settles: true });
  clerk = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  other = await openSession(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
  verifier = await openSession(server, { email: 'walidata@x.id', role: 'verifier' });
  viewer = await openSession(server, { email: 'pembaca@x.id', role: 'viewer' });
});
afterAll(() => server.stop());

const nextKey = (): string => {
  count += 1;
  return `programme-${count}`;
};

async function add(patch: Parameters<typeof buildProgramme>[0] = {}, by = clerk): Promise<ProgrammeAnswer> {
  const answer = await by.ask('POST', path, { key: nextKey(), programme: buildProgramme(patch) });
  expect(answer.status).toBe(201);
  return programmeAnswerSchema.parse(await answer.json());
}

async function faultsOf(answer: Response): Promise<readonly unknown[]> {
  const problem = problemSchema.parse(await answer.json());
  return [answer.status, ...(problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
}

async function catalogue() {
  return catalogueSchema.parse(await (await fetch(`${server.url}/api/v1/catalogue`)).json());
}

describe('the register of programmes', () => {
  it('starts with what public sources say, marked with what is missing', async () => {
    const { items } = programmeListSchema.parse(await (await viewer.ask('GET', path)).json());
    const atcs = items.find(({ id }) => id === 'atcs');
    expect(atcs).toMatchObject({ version: 0, yearFrom: 2017, yearTo: 2020, money: null, simulated: false });
    expect(atcs?.missing).toContain('money');
    expect(atcs?.missing).not.toContain('source');
  });

  it('is kept by an agency for itself, and by the walidata for all', async () => {
    const { row } = await add();
    const wanted = { version: 1, programme: buildProgramme({ quickWin: true }) };
    expect((await viewer.ask('PUT', `${path}/${row.id}`, wanted)).status).toBe(403);
    expect((await other.ask('PUT', `${path}/${row.id}`, wanted)).status).toBe(403);
    const foreign = { key: nextKey(), programme: buildProgramme({ agency: 'dlh' }) };
    expect((await clerk.ask('POST', path, foreign)).status).toBe(403);
    // Nobody hands an entry of their own to another agency.
    const given = { version: 1, programme: buildProgramme({ agency: 'dlh' }) };
    expect((await clerk.ask('PUT', `${path}/${row.id}`, given)).status).toBe(403);
    expect((await verifier.ask('PUT', `${path}/${row.id}`, given)).status).toBe(200);
    expect((await clerk.ask('PUT', `${path}/${row.id}`, { ...wanted, version: 2 })).status).toBe(403);
  });

  it('takes one call once, and a change only of the version that was looked at', async () => {
    const key = nextKey();
    const first = await clerk.ask('POST', path, { key, programme: buildProgramme() });
    const again = await clerk.ask('POST', path, { key, programme: buildProgramme() });
    const id = async (answer: Response) => programmeAnswerSchema.parse(await answer.json()).row.id;
    const made = await id(first);
    expect(await id(again)).toBe(made);
    const another = { key, programme: buildProgramme({ name: 'Pos lain' }) };
    expect((await clerk.ask('POST', path, another)).status).toBe(409);
    const change = { version: 1, programme: buildProgramme({ status: 'running' }) };
    expect((await clerk.ask('PUT', `${path}/${made}`, change)).status).toBe(200);
    expect((await clerk.ask('PUT', `${path}/${made}`, change)).status).toBe(409);
  });

  it('refuses what is not there, each at its place, and stores nothing of it', async () => {
    const programme = buildProgramme({
      subDimension: 'GOV-SVC',
      secondary: ['XXX-XXX'],
      yearFrom: 2027,
      yearTo: 2026,
      areas: ['32.99'],
      indicators: ['no-such'],
      milestones: [
        {
          id: 'a',
          text: 'Lahan siap',
          dueOn: null,
          doneOn: '2026-12-01',
          evidence: [{ id: 'x', name: 'x' }],
        },
      ],
    });
    const before = programmeListSchema.parse(await (await clerk.ask('GET', path)).json()).items.length;
    expect(await faultsOf(await clerk.ask('POST', path, { key: nextKey(), programme }))).toEqual([
      422,
      '/programme/subDimension programme_sub_dimension',
      '/programme/secondary/0 programme_sub_dimension',
      '/programme/yearTo programme_years',
      '/programme/areas/0 unknown_area',
      '/programme/indicators/0 unknown_indicator',
      '/programme/milestones/0/doneOn programme_not_yet',
      '/programme/milestones/0/evidence/0 evidence',
    ]);
    const code = { text: '1.1.2', regulation: 'Permendagri 90/2019', year: 2019 };
    const bad = { key: nextKey(), programme: buildProgramme({ code }) };
    expect(await faultsOf(await clerk.ask('POST', path, bad))).toEqual([422, '/programme/code/text format']);
    const after = programmeListSchema.parse(await (await clerk.ask('GET', path)).json()).items.length;
    expect(after).toBe(before);
  });

  it('keeps evidence of a milestone that everyone signed in may read, and nobody else', async () => {
    const pdf = new TextEncoder().encode('%PDF-1.7\nbukti');
    const sent = await clerk.ask('POST', '/api/v1/input/evidence?name=lahan.pdf', pdf);
    const file = (await sent.json()) as { id: string };
    const milestone = {
      id: 'a',
      text: 'Lahan siap',
      dueOn: '2026-06-30',
      doneOn: '2026-06-12',
      evidence: [{ id: file.id, name: 'lahan.pdf' }],
    };
    const { row } = await add({ milestones: [milestone] });
    expect(row.milestones).toEqual({ done: 1, total: 1, late: 0 });
    const read = await viewer.ask('GET', `${path}/${row.id}/evidence/${file.id}`);
    expect([read.status, await read.text()]).toEqual([200, '%PDF-1.7\nbukti']);
    expect(read.headers.get('content-disposition')).toContain('lahan.pdf');
    expect((await fetch(`${server.url}${path}/${row.id}/evidence/${file.id}`)).status).toBe(401);
    // A file that stands in another programme is not this one's.
    expect((await viewer.ask('GET', `${path}/atcs/evidence/${file.id}`)).status).toBe(404);
    const stolen = { key: nextKey(), programme: buildProgramme({ agency: 'dlh', milestones: [milestone] }) };
    expect(await faultsOf(await other.ask('POST', path, stolen))).toEqual([
      422,
      '/programme/milestones/0/evidence/0 evidence',
    ]);
  });
});

describe('the money of a programme', () => {
  it('is summed up to the last month reported, against the plan of that month', async () => {
    const { row } = await add();
    const budget = buildBudget(4_000_000_000, { progress: buildMonths({ 9: 12.5 }) });
    const [fund] = budget.funds;
    if (!fund) throw new Error('no fund');
    const funds = [
      {
        ...fund,
        ceilings: [
          ...fund.ceilings,
          { stage: 'amended', amountIdr: 5_000_000_000, on: '2026-09-20', document: 'Perda 4/2026' },
          { stage: 'amended', amountIdr: 9_000_000_000, on: '2026-12-20', document: null },
        ],
        plan: buildMonths({ 3: 1_000_000_000, 10: 2_000_000_000, 12: 500_000_000 }),
        realised: buildMonths({ 2: 300_000_000, 10: 700_000_000 }),
      },
    ];
    const put = await clerk.ask('PUT', `/api/v1/budgets/${row.id}/2026`, {
      version: 0,
      budget: { ...budget, funds },
    });
    expect(put.status).toBe(200);
    expect(programmeAnswerSchema.parse(await put.json()).row.money).toEqual({
      year: 2026,
      ceilingIdr: 5_000_000_000,
      planIdr: 3_000_000_000,
      planMonth: '2026-10',
      realisedIdr: 1_000_000_000,
      realisedMonth: '2026-10',
      funds: [
        {
          source: 'apbd',
          ceilingIdr: 5_000_000_000,
          planIdr: 3_000_000_000,
          planMonth: '2026-10',
          realisedIdr: 1_000_000_000,
          realisedMonth: '2026-10',
        },
      ],
      progressPercent: 12.5,
      progressMonth: '2026-09',
    });
    const again = await clerk.ask('PUT', `/api/v1/budgets/${row.id}/2026`, { version: 0, budget });
    expect(again.status).toBe(409);
    const list = budgetListSchema.parse(await (await viewer.ask('GET', '/api/v1/budgets?year=2026')).json());
    expect(list.items.map(({ id }) => id)).toContain(row.id);
    expect(list.years).toEqual([2026]);
  });

  it('is refused with faults at their places', async () => {
    const { row } = await add();
    const [fund] = buildBudget(1).funds;
    const twice = { version: 0, budget: { ...buildBudget(1), funds: [fund, fund] } };
    expect(await faultsOf(await clerk.ask('PUT', `/api/v1/budgets/${row.id}/2026`, twice))).toEqual([
      422,
      '/budget/funds/1/source programme_twice',
    ]);
    // A zero of a month to come says that nothing was done in it, which nobody can know.
    const budget = buildBudget(1, {
      funds: [{ ...fund, plan: buildMonths({ 12: 5 }), realised: buildMonths({ 11: 0, 12: 0 }) }],
      progress: buildMonths({ 11: 0, 12: 0 }),
    } as Parameters<typeof buildBudget>[1]);
    const ahead = { version: 0, budget };
    expect(await faultsOf(await clerk.ask('PUT', `/api/v1/budgets/${row.id}/2026`, ahead))).toEqual([
      422,
      '/budget/funds/0/realised/11 programme_month_not_yet',
      '/budget/progress/11 programme_month_not_yet',
    ]);
    const whole = { version: 0, budget: buildBudget(1.5) };
    expect((await clerk.ask('PUT', `/api/v1/budgets/${row.id}/2026`, whole)).status).toBe(422);
    const own = { version: 0, budget: buildBudget(1) };
    expect((await other.ask('PUT', `/api/v1/budgets/${row.id}/2026`, own)).status).toBe(403);
    expect((await clerk.ask('PUT', '/api/v1/budgets/no-such/2026', own)).status).toBe(404);
  });
});

describe('a server that starts again', () => {
  it('shows walls what was entered before', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'simpul-programmes-'));
    const options = { dataDir, now: () => start };
    const first = await startTestServer(options);
    const admin = await openSession(first, { email: 'admin@x.id', role: 'admin' });
    const programme = buildProgramme({ name: 'Pos Setu', status: 'done' });
    const made = await admin.ask('POST', path, { key: nextKey(), programme });
    const { row } = programmeAnswerSchema.parse(await made.json());
    await admin.ask('PUT', `/api/v1/budgets/${row.id}/2026`, { version: 0, budget: buildBudget(9) });
    const version = first.region.catalogueVersion;
    await first.stop();
    const second = await startTestServer(options);
    const shown = second.region.catalogue.programmes.find(({ id }) => id === row.id);
    expect(shown).toMatchObject({ status: 'done', budgetIdr: 9, moneyYear: 2026 });
    expect(second.region.catalogueVersion).toBe(version);
    await second.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('what changes in the register', () => {
  it('reaches a wall: its stream names another catalogue, which holds it', async () => {
    const wall = await listenAt(`${server.url}/live`, {});
    const heard = (): unknown[] => wall.heard.filter(({ name }) => name === 'live:catalogue');
    const { row } = await add({ name: 'Pos Cibarusah', pillar: 'living', quickWin: true });
    await expect.poll(() => heard().length).toBeGreaterThan(0);
    const shown = (await catalogue()).programmes.find(({ id }) => id === row.id);
    expect(shown).toMatchObject({ name: { id: 'Pos Cibarusah', en: 'Pos Cibarusah' }, quickWin: true });
    wall.close();
  });

  it('stands over the entry of the pack', async () => {
    const change = {
      version: 0,
      programme: buildProgramme({
        name: 'ATCS',
        agency: 'dishub',
        status: 'running',
        source: 'Renstra Dishub',
      }),
    };
    const answer = await verifier.ask('PUT', `${path}/atcs`, change);
    expect(programmeAnswerSchema.parse(await answer.json()).row).toMatchObject({ version: 1 });
    const all = (await catalogue()).programmes.filter(({ id }) => id === 'atcs');
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      status: 'running',
      source: { label: 'Renstra Dishub' },
      simulated: false,
    });
  });

  it('names whose a public ceiling is, whatever source the entry names, until money is entered', async () => {
    const id = 'burangkeng-extension';
    const told = {
      amountIdr: 40_000_000_000,
      period: '2025',
      source: { key: 'BURANGKENG-NEWS', label: 'Berita TPA Burangkeng 2019–2025' },
    };
    const row = async () =>
      programmeListSchema
        .parse(await (await viewer.ask('GET', path)).json())
        .items.find((one) => one.id === id);
    const shown = async () => (await catalogue()).programmes.find((one) => one.id === id);
    expect(await row()).toMatchObject({ money: null, publicCeiling: told });
    expect((await row())?.missing).not.toContain('money');
    const programme = buildProgramme({
      name: 'TPA',
      agency: 'dlh',
      pillar: 'environment',
      source: 'Renstra',
    });
    expect((await other.ask('PUT', `${path}/${id}`, { version: 0, programme })).status).toBe(200);
    expect(await shown()).toMatchObject({
      source: { label: 'Renstra' },
      budgetIdr: told.amountIdr,
      publicCeiling: told,
    });
    const money = {
      version: 0,
      budget: { ...buildBudget(1), funds: [buildFund({ plan: buildMonths({ 1: 5 }) })] },
    };
    expect((await other.ask('PUT', `/api/v1/budgets/${id}/2026`, money)).status).toBe(200);
    expect(await shown()).toMatchObject({ budgetIdr: null, publicCeiling: null });
    // Money without a ceiling stands now: what the public source says is shown nowhere, and the ceiling is missing.
    expect(await row()).toMatchObject({ publicCeiling: null });
    expect((await row())?.missing).toContain('money');
  });

  it('can be taken out by the walidata alone, with its money, and the audit keeps why', async () => {
    const { row } = await add({ name: 'Salah ketik' });
    await clerk.ask('PUT', `/api/v1/budgets/${row.id}/2025`, { version: 0, budget: buildBudget(5) });
    const wanted = { version: 1, reason: 'dobel dengan Pos Setu' };
    expect((await clerk.ask('POST', `${path}/${row.id}/remove`, wanted)).status).toBe(403);
    expect((await verifier.ask('POST', `${path}/${row.id}/remove`, { ...wanted, version: 2 })).status).toBe(
      409,
    );
    expect((await verifier.ask('POST', `${path}/${row.id}/remove`, wanted)).status).toBe(200);
    expect((await viewer.ask('GET', `${path}/${row.id}`)).status).toBe(404);
    expect((await catalogue()).programmes.some(({ id }) => id === row.id)).toBe(false);
    const money = budgetListSchema.parse(await (await viewer.ask('GET', '/api/v1/budgets?year=2025')).json());
    expect([money.items, money.years.includes(2025)]).toEqual([[], false]);
    const [entry] = await server.store.listAudit({ subject: row.id, ofReadings: false, limit: 1 });
    expect(entry).toMatchObject({ action: 'programme.remove', after: { reason: wanted.reason } });
  });

  it('is told in the history of the programme, by name', async () => {
    const { row } = await add();
    await clerk.ask('PUT', `${path}/${row.id}`, {
      version: 1,
      programme: buildProgramme({ status: 'done', quickWin: true }),
    });
    await clerk.ask('PUT', `/api/v1/budgets/${row.id}/2026`, { version: 0, budget: buildBudget(5) });
    const { history } = programmeAnswerSchema.parse(
      await (await viewer.ask('GET', `${path}/${row.id}`)).json(),
    );
    expect(history.map(({ kind, parts, by, year }) => [kind, parts, by, year])).toEqual([
      ['money', ['funds', 'progress'], 'damkar', 2026],
      ['changed', ['quickWin', 'status'], 'damkar', null],
      ['added', [], 'damkar', null],
    ]);
  });
});
