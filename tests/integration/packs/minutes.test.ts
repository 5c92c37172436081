import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderPdf } from '../../../server/documents/renderPdf.ts';
import { renderSheet } from '../../../server/documents/renderSheet.ts';
import { createPacks, type Packs } from '../../../server/domain/packs/createPacks.ts';
import type { PackScene, PackSource } from '../../../server/domain/packs/packScene.ts';
import { readWorkbook } from '../../../server/feeds/spreadsheet/readWorkbook.ts';
import type { EvidencePack } from '../../../shared/model/pack.ts';
import { sqliteEngine, useStore } from '../../contract/storage/engine.ts';
import { buildActor, region } from '../../support/desk.ts';
import { buildRecord } from '../../support/liveBuilders.ts';
import { readFigureColumn, readNumber, readPdf } from '../../support/pdfText.ts';
import { attendance, buildSession } from '../../support/sessionBuilder.ts';

const at = Date.parse('2026-11-16T03:35:00Z');
const day = 86_400_000;
const of = (indicator: string, value: number | null, more: object = {}) =>
  buildRecord({
    indicator: indicator as never,
    value,
    observedAt: at - day,
    recordedAt: at - day,
    verification: 'verified',
    ...more,
  });
const scene: PackScene = {
  at,
  mode: 'live',
  catalogue: region.catalogue,
  catalogueVersion: 'v1',
  epoch: 'e',
  seq: 7,
  records: [
    of('governance-spbe', 4.48),
    of('governance-apbd-total', 7_703_000_000_000.5, { origin: 'simulated' }),
    of('living-fire-response', 1e-7, { verification: 'provisional' }),
    of('living-fires', null, { quality: 'bad' }),
    of('living-rescues', -3.25, { observedAt: at - 4_000 * day }),
  ],
  alarms: [],
  links: [],
  area: region.area,
  versionsOf: (id) =>
    id === 'governance-spbe'
      ? [
          {
            validFrom: '2026-01-01T00:00:00.000Z',
            changes: { weight: 2 },
            reason: 'x',
            by: 'a',
            at: '2026-01-01T00:00:00.000Z',
            state: 'current',
          },
        ]
      : [],
};
const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('minutes of a session', () => {
  const own = useStore(sqliteEngine);
  let pdf: Uint8Array;
  let xlsx: Uint8Array;
  let pack: EvidencePack;
  const build = (sections: readonly PackSource[]): Packs =>
    createPacks({
      store: own.store,
      files: { keepBytes: async (bytes) => hash(bytes), readBytes: async () => null },
      scene: () => scene,
      names: async () => (actor) => actor,
      sections,
      async print(made) {
        pack = made;
        pdf = await renderPdf(made, 'sha256:x');
        xlsx = await renderSheet(made);
        return { pdf, xlsx };
      },
      checkContent: async () => null,
      hash,
      onChange: () => undefined,
    });
  const session = { session: buildSession({ presenter: null }), attendance, ledBy: 'Ani Presentasi' };
  const wish = {
    key: 'session-0001',
    title: session.session.title,
    by: buildActor('sari', 'presenter'),
    session,
  };

  it('say who was there, what was decided by whom until when, and what the figures were then', async () => {
    await build([]).freeze(wish);
    const text = readPdf(pdf).replace(/\s+/g, ' ');
    for (const words of [
      'NOTULEN',
      'Senin, 16 November 2026',
      '09.02 – 10.35 WIB',
      'Ruang Command Center, Cikarang Pusat',
      'Pembawa acara Ani Presentasi',
      'Kemajuan pilar lingkungan',
      'Dimas Prakoso Komdigi, tamu',
      '31 Desember 2026',
      'Dicabut: Tetap Desember',
      'Awal Desember.',
      'belum dijawab',
      '09.10 Siap lanjut?: 2 dari 3 siap',
      'belum menandatangani',
      'bukan tanda tangan elektronik tersertifikasi (BSrE)',
      'SIMULASI',
      'mutu buruk, tidak dihitung',
    ])
      expect(text).toContain(words);
    const decided = /Saat diputuskan: [^=]+= (\S+) /.exec(text)?.[1] ?? '';
    expect(readNumber(decided)).toBe(pack.sections.minutes?.decisions[0]?.figure?.value);
  });

  it('print each figure with all of its digits, and none for none', async () => {
    await build([]).freeze(wish);
    expect(readFigureColumn(pdf)).toEqual([4.48, 7_703_000_000_000.5, null, -3.25, 1e-7]);
    const [spbe, apbd, response, fires, rescues] = pack.sections.figures.toSorted(
      (a, b) =>
        scene.records.findIndex((one) => one.indicator === a.indicator) -
        scene.records.findIndex((one) => one.indicator === b.indicator),
    );
    expect(spbe?.definition).toMatchObject({ version: 1, validFrom: Date.parse('2026-01-01T00:00:00Z') });
    expect(apbd?.origin).toBe('simulated');
    expect(response?.verification).toBe('provisional');
    expect([fires?.status, rescues?.freshness]).toEqual(['none', 'late']);
    expect(pack.sections.absent.length).toBe(region.catalogue.indicators.length - 5);
  });

  it('take in what other parts add, and say which of them could not be read', async () => {
    await build([
      {
        name: 'programmes',
        read: async () => ({ items: [{ name: '=HYPERLINK("x")', budget: 12_500_000 }] }),
      },
      { name: 'budgets', read: () => Promise.reject(new Error('gone')) },
      { name: 'agreements', read: async () => 'x'.repeat(5_000_000) },
    ]).freeze(wish);
    expect(pack.sections['budgets']).toEqual({ missing: 'unreadable' });
    expect(pack.sections['agreements']).toEqual({ missing: 'too-large' });
    expect(Object.keys(pack.manifest.sections)).toContain('programmes');
    const read = await readWorkbook(xlsx, 'a.xlsx');
    if (!read.ok) throw new Error('not read');
    const text = JSON.stringify(read.workbook.sheets);
    expect(text).toContain("'=HYPERLINK");
    expect(text).toContain("'=Lengkapi data");
    expect(text).toContain('12500000');
  });

  it('of one end are frozen once, by whoever ends it first', async () => {
    const packs = build([]);
    const first = await packs.freeze(wish);
    const again = { ...wish, key: 'session-0009', by: buildActor('rina', 'admin') };
    expect(await packs.freeze(again)).toEqual(first);
    expect((await packs.list()).total).toBe(1);
    // What was otherwise with the next try to end it is not left out.
    const { summary, endedAt } = session.session;
    for (const patch of [{ version: 10 }, { summary: `${summary}!` }, { endedAt: (endedAt ?? 0) + 1 }]) {
      const later = { ...session, session: buildSession(patch) };
      expect((await packs.freeze({ ...wish, session: later })).id).not.toBe(first.id);
    }
    const fewer = { ...session, attendance: attendance.slice(1) };
    expect((await packs.freeze({ ...wish, session: fewer })).id).not.toBe(first.id);
  });
});
