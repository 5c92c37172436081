import { describe, expect, it } from 'vitest';
import { toOtherSheets } from '../../../../server/documents/otherSheets.ts';
import { buildPack } from '../../../support/packBuilder.ts';

describe('sheets of other sections', () => {
  it('say in their last row how much was left out', () => {
    const wide = Object.fromEntries(Array.from({ length: 83 }, (_, index) => [`c${index}`, index]));
    const rows = Array.from({ length: 5_002 }, () => wide);
    const [sheet] = toOtherSheets(buildPack({ budgets: { items: rows } }));
    expect(sheet?.name).toBe('Anggaran');
    expect(sheet?.heads).toHaveLength(80);
    expect(sheet?.rows).toHaveLength(5_001);
    expect(sheet?.rows.at(-1)).toEqual([expect.stringMatching(/^TERPOTONG: 2 baris dan 3 kolom lagi/)]);
  });

  it('say nothing of the kind where all of it is there', () => {
    expect(toOtherSheets(buildPack({ promises: [{ a: 1 }, { a: 2 }] }))).toEqual([
      { name: 'Janji kesepakatan', heads: ['a'], rows: [[1], [2]] },
    ]);
    expect(toOtherSheets(buildPack({ budgets: { missing: 'unreadable' }, promises: [] }))).toEqual([]);
  });
});
