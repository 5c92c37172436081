import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indonesianCsv, toCsv } from '../../../shared/rules/csv.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const signs = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '\u0000',
  '＝',
  '＋',
  '－',
  '＠',
  ' =',
  '\u200b=',
  '\ufeff=',
  "'=",
];
const tails = [
  '1+1',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://evil.example";"x")',
  'SUM(A1:A9)',
  '2;3',
  'a"b',
  'x\ny',
];
const hostile = signs.flatMap((sign) => tails.map((tail) => sign + tail));

const breachExport = '/api/v1/admin/breach-export';
const wholeTime = '?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z';

let server: InProcessServer;
let admin: SignedIn;
beforeAll(async () => {
  server = await startTestServer();
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
});
afterAll(() => server.stop());

describe('a sheet that is exported (S9)', () => {
  it('holds text where a formula was typed, in its own cell, and the text can be had back', () => {
    const rows = hostile.map((text) => [text, -12.5, text, null, 3]);
    const { data } = Papa.parse<string[]>(toCsv(rows, indonesianCsv).slice(1), {
      delimiter: ';',
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(hostile.length);
    for (const [index, cells] of data.entries()) {
      expect(cells).toHaveLength(5);
      expect(cells[0]).toMatch(/^'/);
      expect(cells[0]?.slice(1)).toBe(hostile[index]);
      expect([cells[1], cells[3], cells[4]]).toEqual(['-12,5', '', '3']);
    }
  });

  it('is written by these routes alone: another one that does must be proved here, too', async () => {
    const sheets: string[] = [];
    for (const { method, path } of server.routes) {
      if (method !== 'GET' || path.includes('{')) continue;
      const target = path.replace(/:\w+/g, 'x') + (path === breachExport ? wholeTime : '');
      const answer = await admin.ask('GET', target, undefined, { accept: 'text/csv' });
      await answer.arrayBuffer();
      if (/csv|spreadsheet|excel/i.test(answer.headers.get('content-type') ?? '')) sheets.push(path);
    }
    expect(sheets).toEqual([breachExport]);
  });

  it('of a breach holds hostile names as text', async () => {
    const names = hostile
      .map((text) => text.trim())
      .filter((text) => /^[=+\-@]/.test(text) && !text.includes('\n'));
    const viewer = await openSession(server, { email: 'v@x.id', role: 'viewer' });
    const taken: string[] = [];
    for (const name of names) {
      const answer = await admin.ask('PATCH', `/api/v1/admin/people/${viewer.id}`, { name });
      if (answer.ok) taken.push(name);
    }
    expect(taken.length).toBeGreaterThan(5);
    const csv = await (await admin.ask('GET', breachExport + wholeTime)).text();
    const { data } = Papa.parse<string[]>(csv.replace('\ufeff', ''), {
      delimiter: ';',
      skipEmptyLines: true,
    });
    const cells = data.flat();
    expect(cells).toContain(`'${taken.at(-1)}`);
    const number = /^-?\d+(?:[.,]\d+)*$/;
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell) && !number.test(cell))).toEqual([]);
  });
});
