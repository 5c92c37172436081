import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../../../client/i18n/i18n.ts';
import { KameraScene } from '../../../../client/screens/wall/KameraScene.tsx';
import { toCatalogueIndex, useCatalogueStore } from '../../../../client/stores/catalogueStore.ts';
import { showPast, showPresent } from '../../../../client/stores/conductor.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

const at = Date.UTC(2026, 10, 23, 3, 5);
let asked: string[];

beforeEach(async () => {
  asked = [];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address);
    return new Promise(() => undefined);
  });
  await startI18n('id');
  useCatalogueStore.setState({ index: toCatalogueIndex(loadRegion('server/regions/bekasi').catalogue) });
});
afterEach(async () => {
  cleanup();
  await act(async () => showPresent());
  vi.unstubAllGlobals();
});

it('shows no pictures of now on a screen of the past, and says so', async () => {
  await act(async () =>
    showPast({ at, epoch: 'e', seq: 1, keptSince: 0, records: [], events: [], feeds: [], alarms: [] }),
  );
  render(<KameraScene />);
  expect(screen.getByRole('status').textContent).toBe(
    'Kamera hanya langsung; tidak ada gambar dari 10.05 WIB, 23 Nov 2026',
  );
  expect(asked).toEqual([]);
  await act(async () => showPresent());
  expect(screen.getByRole('status').textContent).toBe('Memuat daftar kamera');
  expect(asked).toEqual(['/api/v1/cameras']);
});
