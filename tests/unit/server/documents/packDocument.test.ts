import { describe, expect, it } from 'vitest';
import { toPackDocument } from '../../../../server/documents/packDocument.ts';
import type { EvidencePack } from '../../../../shared/model/pack.ts';
import { buildPack, buildPackFigure, buildPackScore } from '../../../support/packBuilder.ts';

const print = (pack: EvidencePack): string => JSON.stringify(toPackDocument(pack, 'sha256:x').content);

describe('other sections on paper', () => {
  it('says where each is by an Indonesian name, leaves empty ones out, and which were not taken in', () => {
    const text = print(
      buildPack({
        programmes: { missing: 'too-large' },
        budgets: { year: 2026, items: [{ agency: 'dlh' }] },
        promises: [],
        else: { missing: 'unreadable' },
      }),
    );
    expect(text).toContain('Bagian lain dari paket, ada di lampiran .xlsx dan berkas JSON: Anggaran.');
    expect(text).toContain('Bagian yang tidak terbawa: Program (terlalu besar), else (tidak terbaca).');
    expect(text).not.toContain('Janji');
    expect(text).not.toContain('programmes');
  });

  it('does not let programmes vanish that could not be taken in or printed', () => {
    expect(print(buildPack({ programmes: { missing: 'unreadable' } }))).toContain(
      'Bagian ini tidak terbawa: tidak terbaca.',
    );
    expect(print(buildPack({ programmes: [{ label: 'x' }] }))).toContain('Tidak dapat dicetak di sini');
    expect(print(buildPack({ programmes: [] }))).not.toContain('Program dan anggaran');
    expect(print(buildPack())).not.toContain('Program dan anggaran');
  });

  it('name the limit of a pack of one pillar: alarms of its indicators, promises of all', () => {
    const text = print(buildPack({ promises: [{ text: 'x' }] }, { pillar: 'environment' }));
    expect(text).toContain('Tidak ada alarm terbuka pada indikator pilar ini.');
    expect(text).toContain('Janji kesepakatan (semua pilar).');
  });
});

describe('a score on paper', () => {
  it('says SIMULASI where a simulated figure counts in it', () => {
    const scores = [buildPackScore()];
    const real = print(buildPack({ scores, figures: [buildPackFigure()] }));
    expect(real).toContain('Skor pilar 0,9');
    expect(real).not.toContain('SIMULASI');
    const text = print(buildPack({ scores, figures: [buildPackFigure({ origin: 'simulated' })] }));
    expect(text).toContain('SIMULASI · Skor pilar 0,9');
  });
});
