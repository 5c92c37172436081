import { describe, expect, it } from 'vitest';
import type { Fund } from '#shared/model/budget.ts';
import type { EvidencePack } from '#shared/model/pack.ts';
import { summarise } from '#shared/rules/budget.ts';
import { toProgrammePart } from '../../../../server/documents/programmePart.ts';
import { buildFund, buildMonths } from '../../../support/programmes.ts';

const plan = buildMonths({ 1: 10, 4: 10 });
const ceilings = [{ stage: 'original', amountIdr: 100, on: '2026-01-02', document: null }] as const;

function print(money: unknown, patch: object = {}): string {
  const programmes = [{ name: 'A', agency: 'dlh', simulated: false, money, ...patch }];
  return JSON.stringify(toProgrammePart({ sections: { programmes } } as unknown as EvidencePack));
}

const summariseFunds = (...funds: Fund[]) =>
  summarise({ year: 2026, funds, progress: buildMonths() }, '2026-11-05');

describe('money of programmes in print', () => {
  it('says of how many sources it is, and of which months, where not all are reported alike', () => {
    const money = summariseFunds(
      buildFund({ ceilings: [...ceilings], plan, realised: buildMonths({ 3: 5 }) }),
      buildFund({ source: 'dak', realised: buildMonths({ 10: 5 }) }),
      buildFund({ source: 'csr' }),
    );
    expect(print(money)).toContain(
      'pagu sebagian: 1 dari 3 sumber dana, rencana Jan 2026 (sebagian: 1 dari 3 sumber dana), ' +
        'realisasi Mar 2026–Okt 2026 (sebagian: 2 dari 3 sumber dana)',
    );
  });

  it('names whose a ceiling is that nobody entered, and does not count its programme as one without', () => {
    const source = { key: 'x', label: 'Berita 2025' };
    const publicCeiling = { amountIdr: 40_000_000_000, period: '2025', source };
    const told = print(null, { publicCeiling });
    expect(told).toContain('A (dlh): pagu Rp 40.000.000.000 menurut Berita 2025, periode 2025');
    expect(told).not.toContain('tanpa anggaran');
    expect(print(null)).toContain('1 program tanpa anggaran');
  });

  it('says the month alone where every source is of it, as in packs that name no sources', () => {
    const money = summariseFunds(buildFund({ ceilings: [...ceilings], realised: buildMonths({ 3: 5 }) }));
    const { funds: _funds, ...before } = money;
    for (const one of [money, before]) {
      expect(print(one)).toContain('"realisasi Mar 2026"');
      expect(print(one)).not.toContain('sebagian');
    }
  });
});
