import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteListing } from '../../../server/http/registry.ts';
import { type CallerName, callerNames, isLet, type Rule, routeTable } from '../../support/accessTable.ts';
import { inLanes } from '../../support/inLanes.ts';
import { openCallers, ownAgency, type Secret } from '../../support/matrixCallers.ts';
import type { SignedIn } from '../../support/people.ts';
import { buildProgramme } from '../../support/programmes.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const start = Date.parse('2026-11-05T03:00:00Z');
const indicator = 'living-fire-response';
const bad = { unexpected: true };
const submission = {
  key: 'matrix-0001',
  indicator,
  period: '2026-10',
  readings: [{ area: '32.16.18', value: 12.5 }],
};

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
}

/** Objects of the agency, for the places of paths. */
async function makeObjects(clerk: SignedIn): Promise<Record<string, string>> {
  const pdf = new TextEncoder().encode('%PDF-1.7\nbukti');
  const evidence = await clerk.ask('POST', '/api/v1/input/evidence?name=a.pdf', pdf);
  const csv = new TextEncoder().encode('Kecamatan;Waktu tanggap (menit) Oktober 2026\nCikarang Utara;12,5\n');
  const file = await clerk.ask('POST', '/api/v1/input/files?name=a.csv', csv);
  const idOf = async (answer: Response) => ((await answer.json()) as { id: string }).id;
  const wanted = { key: 'matrix-0002', programme: buildProgramme({ agency: ownAgency }) };
  const made = await clerk.ask('POST', '/api/v1/programmes', wanted);
  const programme = ((await made.json()) as { row: { id: string } }).row.id;
  const sheet = new TextEncoder().encode('Nama Program;Pilar\nPos baru;Kehidupan\n');
  const register = await clerk.ask('POST', '/api/v1/programmes/files?form=programme&name=a.csv', sheet);
  return {
    'programmes/files/:id': `programmes/files/${await idOf(register)}`,
    'programmes/:id': `programmes/${programme}`,
    'budgets/:id/:year': `budgets/${programme}/2026`,
    'evidence/:id': `evidence/${await idOf(evidence)}`,
    'files/:id': `files/${await idOf(file)}`,
  };
}

const queries: Readonly<Record<string, string>> = {
  '/api/v1/input/obligations': `?agency=${ownAgency}`,
  '/api/v1/input/form': `?indicator=${indicator}&period=2026-10`,
  '/api/v1/input/evidence': `?agency=${ownAgency}&name=a.exe`,
  '/api/v1/input/files': `?agency=${ownAgency}`,
  '/api/v1/programmes/files': `?agency=${ownAgency}`,
  '/api/v1/trail': `?indicator=${indicator}&area=32.16.18&observedAt=2026-10-31T16:59:59.000Z`,
};

/** A request that would go through for whoever may, but changes nothing that others need. */
function toAsk(
  { method, path }: Pick<RouteListing, 'method' | 'path'>,
  objects: Record<string, string>,
): Ask {
  let filled = path;
  for (const [place, real] of Object.entries(objects)) filled = filled.replace(place, real);
  filled = filled
    .replace('indicators/:id', `indicators/${indicator}`)
    .replace(':agency', ownAgency)
    .replace('{*file}', 'nothing-here.js')
    .replace('{*page}', 'orang')
    .replace(/:\w+/g, 'no-such-thing');
  const target = { method, path: filled + (queries[path] ?? '') };
  if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return target;
  const body = path.endsWith('/submissions') ? submission : bad;
  return { ...target, type: 'application/json', body: JSON.stringify(body) };
}

let asked = 0;
async function send(server: InProcessServer, ask: Ask, { cookie, bearer }: Secret): Promise<Response> {
  asked += 1;
  // Each wrong token comes from elsewhere, so that none is refused for its neighbours.
  const from = bearer && ask.path !== '/metrics' ? `10.1.${asked >> 8}.${asked & 255}` : undefined;
  return fetch(server.url + ask.path, {
    method: ask.method,
    redirect: 'manual',
    headers: {
      ...(ask.type ? { 'content-type': ask.type } : {}),
      ...(cookie ? { cookie, origin: server.url } : {}),
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...(from ? { 'x-forwarded-for': from } : {}),
    },
    ...(ask.body === undefined ? {} : { body: ask.body }),
  });
}

function isRefusal(answer: Response): boolean {
  // A single sign-on that failed leads there as well, but whoever asked was let in to try it.
  if (answer.status === 302)
    return /^\/(?:masuk(?!\?galat=)|wall\/pasang)/.test(answer.headers.get('location') ?? '');
  return answer.status === 401 || answer.status === 403;
}

interface Cell {
  readonly path: string;
  readonly rule: Rule;
  readonly caller: CallerName;
  readonly viewing: 'open' | 'signed-in';
}

/** Another agency's object may look as if it were not there; the own one must be. */
function findFault({ rule, caller, viewing, path }: Cell, status: number, isRefused: boolean): string | null {
  const isOwn = rule.startsWith('own:');
  const hides = isOwn && caller === 'other-clerk' && status === 404;
  if ((isRefused || hides) === isLet(rule, caller, viewing)) return 'against the table';
  if (isOwn && caller === 'own-clerk' && status === 404) return 'not found by its owner';
  // Without a build there are no screens.
  if (status >= 500 && !(status === 503 && !path.startsWith('/api'))) return 'fault';
  return status === 429 && rule !== 'anyone' ? 'limited' : null;
}

describe.each(['open', 'signed-in'] as const)('who may do what over HTTP, viewing %s (S1)', (viewing) => {
  let server: InProcessServer;
  let secrets: Record<CallerName, Secret>;
  let objects: Record<string, string>;
  beforeAll(async () => {
    const from = Date.now();
    const now = () => start + Date.now() - from;
    server = await startTestServer({ env: { VIEWING: viewing, TRUST_PROXY: 'loopback' }, now });
    const opened = await openCallers(server);
    secrets = opened.secrets;
    const clerk = opened.signedIn.get('own-clerk');
    if (!clerk) throw new Error('no clerk');
    objects = { ...(await makeObjects(clerk)), 'sessions/:id': `sessions/${opened.session}` };
  });
  afterAll(() => server.stop());

  it('is written in the table for every route, and for nothing else', () => {
    const listed = server.routes.map(({ method, path }) => `${method} ${path}`);
    expect(listed.toSorted()).toEqual(Object.keys(routeTable).toSorted());
  });

  let cells = 0;
  /** One test a caller: all cells in one would take most of a test's time on a busy machine. */
  it.each(callerNames)('is as the table says in every cell of %s', async (caller) => {
    const wrong: string[] = [];
    const asks = server.routes.flatMap(({ method, path }) =>
      (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((asked) => ({ method: asked, path, of: method })),
    );
    await inLanes(asks, 8, async ({ method, path, of }) => {
      const rule = routeTable[`${of} ${path}`];
      if (rule === undefined) throw new Error(`undeclared ${of} ${path}`);
      const ask = toAsk({ method, path }, objects);
      const answer = await send(server, ask, secrets[caller]);
      await answer.arrayBuffer();
      cells += 1;
      const fault = findFault({ rule, caller, viewing, path }, answer.status, isRefusal(answer));
      if (fault) wrong.push(`${method} ${ask.path} as ${caller}: ${answer.status} ${fault}`);
    });
    expect(wrong).toEqual([]);
  });

  it('is so in all of them', () => {
    console.log(`S1 HTTP, viewing ${viewing}: ${cells} cells`);
    const asked = server.routes.length + server.routes.filter(({ method }) => method === 'GET').length;
    expect(cells).toBe(callerNames.length * asked);
    expect(cells).toBeGreaterThan(1_500);
  });
});
