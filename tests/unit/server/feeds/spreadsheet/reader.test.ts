import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { SpreadsheetReader } from '../../../../../server/domain/imports/spreadsheetReader.ts';
import { createSpreadsheetReader } from '../../../../../server/feeds/spreadsheet/createSpreadsheetReader.ts';
import { bekasi } from '../../../../support/imports.ts';
import { buildXlsx } from '../../../../support/spreadsheets.ts';

const needs = { catalogue: bekasi, agency: null };
const csv = Buffer.from('UMKM baru 2025\nKecamatan;Nilai\nSetu;1,5\n');
let reader: SpreadsheetReader | null = null;
afterEach(() => reader?.stop());

// From sources each thread loads its loader anew, about a second with nothing beside it.
describe('the reader of spreadsheets', { timeout: 60_000 }, () => {
  it('reads in a thread and leaves the bytes with their owner', async () => {
    reader = createSpreadsheetReader();
    const result = await reader.read(csv, 'data.csv', needs);
    expect(result).toMatchObject({ ok: true, workbook: { format: 'csv', sheets: [{ name: 'data' }] } });
    expect(result).toMatchObject({
      proposal: { layout: { fixed: { indicator: 'economy-umkm-new', period: '2025' } } },
    });
    expect(csv.length).toBeGreaterThan(0);
  });

  it('ends a thread that takes too long', async () => {
    reader = createSpreadsheetReader({ timeoutMs: 1 });
    const result = await reader.read(csv, 'data.csv', needs);
    expect(result).toMatchObject({ ok: false, faults: [{ code: 'too_slow' }] });
  });

  it('survives a file that eats all the memory of its thread', async () => {
    // One attribute of 60 MB that packs just badly enough to pass the caps of the zip.
    const piece = (): string => randomBytes(24).toString('base64') + 'x'.repeat(970);
    const attribute = Array.from({ length: 60_000 }, piece).join('');
    const file = await buildXlsx({ sheet: `<sheetData a="${attribute}"/>` });
    reader = createSpreadsheetReader({ heapMb: 32 });
    const result = await reader.read(file, 'a.xlsx', needs);
    expect(result).toMatchObject({ ok: false, faults: [{ code: 'too_heavy' }] });
    expect(await reader.read(csv, 'data.csv', needs)).toMatchObject({ ok: true });
  });

  it('takes few files at once, lets few wait and refuses the rest as busy', async () => {
    reader = createSpreadsheetReader();
    const open = reader;
    const results = await Promise.all(Array.from({ length: 13 }, () => open.read(csv, 'data.csv', needs)));
    const codes = results.map((result) => (result.ok ? 'ok' : result.faults[0]?.code));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(10);
    expect(codes.filter((code) => code === 'reader_busy')).toHaveLength(3);
    expect(await open.read(csv, 'data.csv', needs)).toMatchObject({ ok: true });
  });

  it('refuses by size before anything else, and everything once it is stopped', async () => {
    reader = createSpreadsheetReader();
    const large = await reader.read(new Uint8Array(10 * 1_048_576 + 1), 'a.xlsx', needs);
    expect(large).toMatchObject({ ok: false, faults: [{ code: 'file_too_large', params: { max: 10 } }] });
    const running = reader.read(csv, 'data.csv', needs);
    await reader.stop();
    expect((await running).ok).toBe(false);
    expect(await reader.read(csv, 'data.csv', needs)).toMatchObject({
      ok: false,
      faults: [{ code: 'reader_busy' }],
    });
  });
});
