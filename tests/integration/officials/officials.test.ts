import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AgreementAnswer,
  agreementAnswerSchema,
  promiseListSchema,
} from '../../../shared/model/agreement.ts';
import { assistanceListSchema, recommendationAnswerSchema } from '../../../shared/model/assistance.ts';
import {
  crosswalkSchema,
  type EvaluationList,
  evaluationListSchema,
} from '../../../shared/model/evaluation.ts';
import { problemSchema } from '../../../shared/protocol/problem.ts';
import { buildFacts, buildRecommendationFacts } from '../../support/officialBuilders.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const agreements = '/api/v1/agreements';
const assistance = '/api/v1/assistance';
const evaluations = '/api/v1/evaluations';
const mou = `${agreements}/mou-smart-city-2022`;
const dataDir = mkdtempSync(join(tmpdir(), 'simpul-officials-'));
let now = Date.parse('2026-11-05T03:00:00Z');

let server: InProcessServer;
let presenter: SignedIn;
let walidata: SignedIn;
let viewer: SignedIn;
let clerk: SignedIn;
let count = 0;

beforeAll(async () => {
  server = await startTestServer({ dataDir, now: () => now });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
  walidata = await openSession(server, { email: 'walidata@x.id', role: 'verifier' });
  viewer = await openSession(server, { email: 'asisten@x.id', role: 'viewer' });
  clerk = await openSession(server, { email: 'spbe@x.id', role: 'agency-operator', agency: 'bappeda' });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const nextKey = (): string => {
  count += 1;
  return `key-of-call-${count}`;
};
const send = (path: string, body: object, by = presenter, method = 'POST'): Promise<Response> =>
  by.ask(method, path, { key: nextKey(), ...body });
const enter = (path: string, body: object, by = presenter): Promise<Response> =>
  send(`${path}/entries`, body, by);

async function toAgreement(answer: Response): Promise<AgreementAnswer> {
  expect([200, 201]).toContain(answer.status);
  return agreementAnswerSchema.parse(await answer.json());
}

async function faultsOf(answer: Response): Promise<string[]> {
  const problem = problemSchema.parse(await answer.json());
  return [String(answer.status), ...(problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
}

const item = {
  kind: 'item',
  text: 'Menetapkan peraturan bupati',
  milestone: 'Perbup diundangkan',
  agency: 'bappeda',
  party: null,
  dueOn: '2026-11-04',
  indicator: 'governance-spbe',
  programme: null,
};

describe('an agreement', () => {
  it('begins as its public source tells it, with its dates in doubt and no promise that nobody wrote down', async () => {
    const { agreement, log } = await toAgreement(await viewer.ask('GET', mou));
    expect(agreement).toMatchObject({
      version: 0,
      origin: 'published',
      signedOn: '2022-04-21',
      validUntil: null,
      surety: 'medium',
      items: [],
    });
    expect(agreement.note).toContain('September 2022');
    expect(log).toEqual([]);
  });

  it('is worked from promise to proof: late after its day in WIB, done with evidence, each change kept', async () => {
    const added = await toAgreement(await enter(mou, item));
    const id = added.agreement.items[0]?.id ?? '';
    expect(added.figures).toMatchObject([
      { indicator: 'governance-spbe', area: '32.16', freshness: 'fresh', origin: 'published' },
    ]);
    const promisesOf = async () =>
      promiseListSchema.parse(await (await viewer.ask('GET', `${agreements}/promises`)).json());
    expect(await promisesOf()).toMatchObject({
      today: '2026-11-05',
      items: [{ item: { id, doneOn: null } }],
    });
    const pdf = new TextEncoder().encode('%PDF-1.7\nperbup');
    const attached = await toAgreement(
      await presenter.ask('POST', `${mou}/files?name=perbup.pdf&item=${id}`, pdf),
    );
    const file = attached.agreement.items[0]?.files[0];
    expect(file?.hash).toBe(createHash('sha256').update(pdf).digest('hex'));
    const saved = await viewer.ask('GET', `${mou}/files/${file?.id}`);
    expect(new Uint8Array(await saved.arrayBuffer())).toEqual(pdf);
    expect(saved.headers.get('content-disposition')).toContain('attachment');
    await toAgreement(await enter(mou, { kind: 'item-done', item: id, doneOn: '2026-11-05', note: null }));
    const { log, agreement } = await toAgreement(await viewer.ask('GET', mou));
    expect(agreement.items[0]?.doneOn).toBe('2026-11-05');
    expect(log.map(({ kind, by }) => [kind, by.name])).toEqual([
      ['item-done', 'penyaji'],
      ['file', 'penyaji'],
      ['item', 'penyaji'],
    ]);
  });

  it('is made once by a double click, and goes on from another one', async () => {
    const body = { key: 'double-click', ...buildFacts({ predecessor: 'mou-smart-city-2022' }) };
    const answers = await Promise.all([
      presenter.ask('POST', agreements, body),
      presenter.ask('POST', agreements, body),
    ]);
    const [first, second] = await Promise.all(answers.map(toAgreement));
    expect(first?.agreement.id).toBe(second?.agreement.id);
    expect(first?.predecessor?.id).toBe('mou-smart-city-2022');
    const other = await presenter.ask('POST', agreements, { ...body, title: 'Lain sekali' });
    expect(other.status).toBe(409);
    const { successors } = await toAgreement(await viewer.ask('GET', mou));
    expect(successors.map(({ title }) => title)).toEqual(['Nota Kesepakatan uji']);
  });

  it('takes the same file once, and again after it was removed', async () => {
    const pdf = new TextEncoder().encode('%PDF-1.7\nnaskah');
    const attach = async () => toAgreement(await presenter.ask('POST', `${mou}/files?name=naskah.pdf`, pdf));
    await attach();
    const { agreement } = await attach();
    expect(agreement.files.map(({ name }) => name)).toEqual(['naskah.pdf']);
    const file = agreement.files[0]?.id;
    const removed = await toAgreement(
      await enter(mou, { kind: 'file-remove', file, reason: 'salah naskah' }),
    );
    expect(removed.agreement.files).toEqual([]);
    expect((await viewer.ask('GET', `${mou}/files/${file}`)).status).toBe(404);
    expect((await attach()).agreement.files).toHaveLength(1);
  });

  it('refuses what is wrong at its place, and stores nothing of it', async () => {
    const { agreement } = await toAgreement(await viewer.ask('GET', mou));
    expect(await faultsOf(await enter(mou, { ...item, agency: null }))).toEqual([
      '422',
      '/agency action_owner',
    ]);
    expect(
      await faultsOf(
        await send(agreements, buildFacts({ validUntil: '2020-01-01', predecessor: 'nowhere' })),
      ),
    ).toEqual(['422', '/validUntil day_before_start', '/predecessor agreement_unknown']);
    const exe = await presenter.ask('POST', `${mou}/files?name=a.exe`, new Uint8Array([77, 90, 0, 0]));
    expect(await faultsOf(exe)).toEqual(['422', '?name file_kind']);
    const nowhere = await presenter.ask('POST', `${mou}/files?name=a.pdf&item=i99`, new Uint8Array([1]));
    expect(await faultsOf(nowhere)).toEqual(['422', '?item action_unknown']);
    expect((await enter(mou, { ...item, version: 1 })).status).toBe(409);
    expect((await enter(`${agreements}/nothing`, item)).status).toBe(404);
    const after = await toAgreement(await viewer.ask('GET', mou));
    expect(after.agreement.version).toBe(agreement.version);
  });

  it('is read by anyone signed in and changed by who reviews alone', async () => {
    for (const [by, status] of [
      [walidata, 200],
      [viewer, 403],
      [clerk, 403],
    ] as const)
      expect((await enter(mou, { ...item, text: `Oleh ${by.email}` }, by)).status).toBe(status);
    expect((await fetch(server.url + mou)).status).toBe(401);
    expect((await clerk.ask('GET', agreements)).status).toBe(200);
  });
});

describe('a recommendation', () => {
  it('is followed from its day to its effect, with the figures of both looked up by the server', async () => {
    const facts = buildRecommendationFacts({
      occasion: 'bimtek-3-2022',
      givenOn: '2022-08-10',
      dueOn: '2023-01-01',
    });
    const made = await send(assistance, facts);
    const { recommendation, figures, occasion } = recommendationAnswerSchema.parse(await made.json());
    expect(occasion?.name).toBe('Bimtek 3 pendampingan smart city');
    const [then] = recommendation.figures;
    // What stood on that day, not what the present holds.
    expect(then?.observedAt).toBeLessThan(Date.parse('2022-08-11T00:00:00+07:00'));
    expect(then?.value).not.toBe(figures[0]?.value);
    const path = `${assistance}/${recommendation.id}`;
    expect(await faultsOf(await enter(path, { kind: 'response', text: 'x', on: '2022-08-09' }))).toEqual([
      '422',
      '/on day_before_start',
    ]);
    for (const entry of [
      { kind: 'response', text: 'Diterima', on: '2022-09-01' },
      {
        kind: 'decision',
        decisionKind: 'regulation',
        title: 'Perbup SPBE',
        number: '12/2023',
        on: '2023-03-02',
      },
      { kind: 'close', text: 'Indeks naik', on: '2026-01-01' },
    ])
      expect((await enter(path, entry)).status).toBe(200);
    expect(await faultsOf(await enter(path, { kind: 'drop', reason: 'tidak jadi' }))).toEqual([
      '422',
      '/kind followup_over',
    ]);
    expect((await enter(path, { kind: 'reopen', reason: 'turun lagi' })).status).toBe(200);
    const answer = await viewer.ask('GET', path);
    const { log, recommendation: after } = recommendationAnswerSchema.parse(await answer.json());
    expect(after).toMatchObject({ closed: null, decision: { number: '12/2023' } });
    expect(after.figures).toEqual(recommendation.figures);
    expect(log.map(({ kind }) => kind)).toEqual(['reopen', 'close', 'decision', 'response', 'made']);
  });

  it('stands with those that are late first, beside the meetings that are public', async () => {
    await send(assistance, buildRecommendationFacts({ text: 'Yang terlambat', dueOn: '2026-03-02' }));
    const list = assistanceListSchema.parse(await (await viewer.ask('GET', assistance)).json());
    expect(list.items[0]?.text).toBe('Yang terlambat');
    expect(list.occasions).toHaveLength(5);
  });

  it('refuses what names nothing, and who may not', async () => {
    const wrong = buildRecommendationFacts({
      occasion: 'nowhere',
      owner: 'nowhere' as never,
      indicators: ['governance-spbe', 'governance-spbe', 'nowhere'] as never,
    });
    expect(await faultsOf(await send(assistance, wrong))).toEqual([
      '422',
      '/occasion occasion_unknown',
      '/owner unknown_agency',
      '/indicators/1 indicator_twice',
      '/indicators/2 unknown_indicator',
    ]);
    expect((await send(assistance, buildRecommendationFacts(), viewer)).status).toBe(403);
  });
});

describe('evaluations', () => {
  const read = async (answer: Response): Promise<EvaluationList> => {
    expect([200, 201]).toContain(answer.status);
    return evaluationListSchema.parse(await answer.json());
  };
  const look = async (): Promise<EvaluationList> => read(await viewer.ask('GET', evaluations));
  const put = (year: number | string, body: object, by = presenter) =>
    send(`${evaluations}/${year}`, body, by, 'PUT');

  it('tell the published years, and no estimate where nothing is registered', async () => {
    const { years, estimates, schemes } = await look();
    expect(years.map(({ year, published }) => [year, published])).toEqual([
      [2024, null],
      [2023, 2.81],
    ]);
    expect(schemes.map(({ id }) => id)).toEqual(['A', 'B']);
    for (const { value } of Object.values(estimates)) expect(value).toBeNull();
  });

  it('take other weights for a year, which the audit keeps, and only such as add up', async () => {
    const { years, schemes } = await look();
    const [first] = years;
    if (!first) throw new Error('no year');
    const { year, version, scores, published, rank, note } = first;
    const facts = { scores, published, rank, note };
    years;
    const weights = schemes[1]?.weights;
    expect(await faultsOf(await put(year, { ...facts, weights, scheme: 'A', source: null }))).toEqual([
      '422',
      '/scheme scheme_other',
    ]);
    const uneven = { ...weights, impact: 31 };
    expect(
      await faultsOf(await put(year, { ...facts, weights: uneven, scheme: null, source: null })),
    ).toEqual(['422', '/weights weights_sum']);
    const changed = await read(await put(year, { ...facts, version, weights, scheme: 'B', source: null }));
    expect(changed.years[0]).toMatchObject({
      year: 2024,
      version: 1,
      scheme: 'B',
      origin: 'reported',
      source: { key: 'ANTARA-EVAL24' },
      log: [{ kind: 'change', by: { name: 'penyaji' } }],
    });
    expect((await put(year, { ...facts, version, weights, scheme: 'B', source: null })).status).toBe(409);
    const newYear = { ...facts, weights, scheme: 'B', published: 3.1 };
    expect(await faultsOf(await put(2025, { ...newYear, source: null }))).toEqual([
      '422',
      '/source required',
    ]);
    const more = await read(await put(2025, { ...newYear, source: 'Surat Komdigi 2025' }));
    expect(more.years[0]).toMatchObject({
      year: 2025,
      published: 3.1,
      source: { label: 'Surat Komdigi 2025' },
    });
    expect((await put('nothing', newYear)).status).toBe(404);
    expect((await put(2025, { ...newYear, source: null }, viewer)).status).toBe(403);
  });

  it('keep survey results, also those that do not count, until they are removed with a reason', async () => {
    const survey = {
      year: 2024,
      programme: 'Bebunge',
      question: 'Seberapa puas?',
      respondents: 31,
      score: 3.2,
      scale: 4,
      source: 'Survei Bappeda',
    };
    expect(await faultsOf(await send(`${evaluations}/surveys`, { ...survey, score: 5 }))).toEqual([
      '422',
      '/score at_most',
    ]);
    const added = await read(await send(`${evaluations}/surveys`, survey));
    expect(added.surveys).toMatchObject([{ ...survey, origin: 'reported', by: 'penyaji' }]);
    const path = `${evaluations}/surveys/${added.surveys[0]?.id}`;
    const changed = await read(await enter(path, { kind: 'change', ...survey, respondents: 60 }));
    expect(changed.surveys[0]?.respondents).toBe(60);
    const removed = await read(await enter(path, { kind: 'remove', reason: 'salah tahun' }));
    expect(removed.surveys).toEqual([]);
    expect(await faultsOf(await enter(path, { kind: 'change', ...survey }))).toEqual([
      '422',
      '/kind survey_removed',
    ]);
  });

  it('match other standards by what is known, with the figures of now', async () => {
    const answer = await viewer.ask('GET', `${evaluations}/crosswalk`);
    const { items, figures } = crosswalkSchema.parse(await answer.json());
    const linked = new Set(items.flatMap(({ indicator }) => indicator ?? []));
    expect(new Set(figures.map(({ indicator }) => indicator))).toEqual(linked);
    expect(items.filter(({ indicator }) => indicator === null).length).toBeGreaterThan(10);
  });
});

describe('after a restart', () => {
  it('everything is there still', async () => {
    const before = await toAgreement(await viewer.ask('GET', mou));
    await server.stop();
    now += 86_400_000;
    server = await startTestServer({ dataDir, now: () => now });
    const cookie = viewer.cookie;
    const ask = async (path: string) => (await fetch(server.url + path, { headers: { cookie } })).json();
    const after = agreementAnswerSchema.parse(await ask(mou));
    expect(after.agreement).toEqual(before.agreement);
    expect(after.log).toEqual(before.log);
    expect(evaluationListSchema.parse(await ask(evaluations)).years[0]?.year).toBe(2025);
    expect(assistanceListSchema.parse(await ask(assistance)).items).toHaveLength(2);
  });
});
