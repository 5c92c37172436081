import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { Programmes } from '../../../../client/features/programmes/Programmes.tsx';
import { startI18n } from '../../../../client/i18n/i18n.ts';
import { toCatalogueIndex, useCatalogueStore } from '../../../../client/stores/catalogueStore.ts';
import type { Programme } from '../../../../shared/model/programme.ts';
import { region } from '../../../support/desk.ts';

beforeAll(() => startI18n('id'));
afterEach(cleanup);

function show(patch: Partial<Programme>): void {
  const { catalogue } = region;
  const one = catalogue.programmes.find(({ id }) => id === 'burangkeng-extension');
  if (!one) throw new Error('no programme');
  const programmes = [{ ...one, ...patch }];
  useCatalogueStore.setState({ index: toCatalogueIndex({ ...catalogue, programmes }) });
  render(<Programmes pillarId="environment" count={3} />);
}

it('a public ceiling keeps its source and period once the entry names others', () => {
  show({ period: '2026–2028', source: { key: 'agency:dlh', label: 'Renstra DLH' } });
  screen.getByText(/Rp\s40\smiliar/);
  screen.getByText('2025 · Berita TPA Burangkeng');
  expect(screen.queryByText(/Renstra|2028/)).toBeNull();
});

it('physical progress says of which month it is', () => {
  const entered = { moneyYear: 2026, realisedMonth: '2026-10', publicCeiling: null };
  show({ ...entered, budgetIdr: 5e9, progressPercent: 12, progressMonth: '2026-01' });
  screen.getByText(/fisik 12\s% s\.d\. Jan 2026/);
});
