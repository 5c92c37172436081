import { expect, it } from 'vitest';
import { toPreviewRow } from '../../../../../server/domain/imports/toPreviewRow.ts';
import { readSheet, toSheet } from '../../../../support/imports.ts';

it('a preview says what a value would do', () => {
  const [candidate] = readSheet(toSheet('Indikator;2024\nIPM;76')).candidates;
  const at = candidate!.observedAt;
  const kindOf = (old: number | null, latestAt: number | null, isOdd = false): string =>
    toPreviewRow(candidate!, {
      old: old === null ? null : { value: old, recordedAt: 1 },
      latest: latestAt === null ? null : { value: 1, observedAt: latestAt },
      isOdd,
    }).kind;
  expect(kindOf(null, null)).toBe('new');
  expect(kindOf(null, at - 1)).toBe('new');
  expect(kindOf(null, at + 1)).toBe('late');
  expect(kindOf(75, at)).toBe('changed');
  expect(kindOf(75, at, true)).toBe('odd');
  expect(kindOf(76, at, true)).toBe('same');
});
