import { renderHook } from '@testing-library/react';
import { beforeAll, expect, it } from 'vitest';
import { useFigureText } from '../../../../client/features/review/useFigureText.ts';
import { startReviewI18n } from '../../../../client/i18n/reviewI18n.ts';
import { toCatalogueIndex, useCatalogueStore } from '../../../../client/stores/catalogueStore.ts';
import type { DecidedFigure } from '../../../../shared/model/session.ts';
import { region } from '../../../support/desk.ts';

beforeAll(async () => {
  useCatalogueStore.setState({ index: toCatalogueIndex(region.catalogue) });
  await startReviewI18n('id');
});

const figure = {
  indicator: 'economy-tpt',
  area: '32.16',
  value: 8.78,
  observedAt: Date.parse('2025-12-31T16:59:59Z'),
  origin: 'estimated',
} as DecidedFigure;
const read = (patch: Partial<DecidedFigure>): string =>
  renderHook(() => useFigureText()).result.current({ ...figure, ...patch });

it('says the period of a figure as tiles do, and what qualifies it', () => {
  const qualified = { quality: 'uncertain', verification: 'provisional' } as const;
  expect(read({ ...qualified, period: '2025 (tahun tidak pasti)' })).toMatch(
    /8,78\s% \(2025 tak pasti\) · taksiran model · sementara · kurang pasti$/,
  );
});

it('says the instant of a figure that was kept without its period, and SIMULASI first', () => {
  expect(read({ origin: 'simulated' })).toMatch(/^SIMULASI · .*8,78\s% \(.*31 Des.* WIB\)$/);
});
