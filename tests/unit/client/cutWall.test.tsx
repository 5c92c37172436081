import { act, cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { startI18n } from '../../../client/i18n/i18n.ts';
import { serverClock } from '../../../client/lib/serverClock.ts';
import { Wall } from '../../../client/screens/wall/Wall.tsx';
import { toCatalogueIndex, useCatalogueStore } from '../../../client/stores/catalogueStore.ts';
import { liveStore } from '../../../client/stores/liveStore.ts';
import { changeView } from '../../../client/stores/viewStore.ts';
import { loadRegion } from '../../../server/regions/loadRegion.ts';
import { buildRecord } from '../../support/liveBuilders.ts';

// Map and charts need a graphics context; what they say of their age is theirs to test.
vi.mock('../../../client/screens/wall/lazyPanels.tsx', () => ({
  LazyMap: () => null,
  LazyMiniMap: () => null,
  LazyHistory: () => null,
  LazyRanking: () => null,
}));

const startedAt = Date.UTC(2026, 10, 23, 3);

beforeEach(async () => {
  vi.useFakeTimers({ now: startedAt });
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  await startI18n('id');
  const { catalogue, baseline } = loadRegion('server/regions/bekasi');
  useCatalogueStore.setState({ index: toCatalogueIndex(catalogue) });
  serverClock.observe(Date.now());
  const published = baseline.map((one) => buildRecord({ ...one, recordedAt: startedAt - 60_000 }));
  const sensor = buildRecord({ observedAt: startedAt - 1_000, recordedAt: startedAt - 1_000, value: 31.7 });
  const records = new Map(
    [...published, sensor].map((one) => [toSeriesKey(one.indicator, one.area), one] as const),
  );
  liveStore.setState({ records, link: 'live', mode: 'live', epoch: 'e', seq: 1, lastFrameAt: startedAt });
  changeView({ scene: 'pilar', pillar: 'environment' });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

function readTile(): string {
  const tile = document.querySelector<HTMLElement>('[data-indicator="environment-pm25"]');
  return tile?.textContent ?? '';
}

describe('a wall that is cut off', { timeout: 60_000 }, () => {
  it('goes on counting the age of its figures and keeps every one of them', async () => {
    render(<Wall />);
    await pass(1_000);
    expect(readTile()).toContain('31,7');
    expect(readTile()).toContain('baru saja');
    const before = document.querySelectorAll('[data-indicator]').length;
    act(() => liveStore.setState({ link: 'cut' }));
    await pass(70_000);
    expect(readTile()).toContain('31,7');
    expect(readTile()).toContain('1 menit lalu');
    expect(document.querySelectorAll('[data-indicator]').length).toBe(before);
  });

  it('says since when and for how long, and calls nothing live', async () => {
    render(<Wall />);
    act(() => liveStore.setState({ link: 'cut' }));
    await pass(12_500);
    const banner = screen.getByRole('region', { name: 'Sambungan layar' });
    expect(within(banner).getByText(/12 detik lalu/)).toBeTruthy();
    await pass(60_000);
    expect(within(banner).getByText(/1 menit 12 detik lalu/)).toBeTruthy();
    expect(document.querySelector('[data-state="live"]')).toBeNull();
    expect(document.querySelector('[data-health="healthy"]')).toBeNull();
    expect(document.body.textContent).not.toContain('Langsung');
  });

  it('says the age or the period of every figure that it shows', async () => {
    render(<Wall />);
    act(() => liveStore.setState({ link: 'cut' }));
    await pass(30_000);
    const shown = [...document.querySelectorAll('[data-indicator]:not([data-freshness="none"])')];
    expect(shown.length).toBeGreaterThan(3);
    for (const tile of shown) {
      expect(tile.textContent).toMatch(/lalu|baru saja|(?:19|20)\d\d/);
    }
  });
});
