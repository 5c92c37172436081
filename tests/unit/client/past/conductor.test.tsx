import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { Situation } from '#shared/model/situation.ts';
import { useTimeControl } from '../../../../client/hooks/useTimeControl.ts';
import { startI18n } from '../../../../client/i18n/i18n.ts';
import { serverClock } from '../../../../client/lib/serverClock.ts';
import { Wall } from '../../../../client/screens/wall/Wall.tsx';
import { toCatalogueIndex, useCatalogueStore } from '../../../../client/stores/catalogueStore.ts';
import { awaitPast, followPresent, showPast, showPresent } from '../../../../client/stores/conductor.ts';
import { liveStore, presentStore } from '../../../../client/stores/liveStore.ts';
import { timeStore } from '../../../../client/stores/timeStore.ts';
import { changeView } from '../../../../client/stores/viewStore.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';
import { buildFeed, buildRecord } from '../../../support/liveBuilders.ts';

// Map and charts need a graphics context.
vi.mock('../../../../client/screens/wall/lazyPanels.tsx', () => ({
  LazyMap: () => null,
  LazyMiniMap: () => null,
  LazyHistory: () => null,
  LazyRanking: () => null,
  LazyMapFacts: () => null,
  LazyMapEvents: () => null,
  LazyAreaFacts: () => null,
  LazyTimeBar: () => <p>KENDALI</p>,
}));

const startedAt = Date.UTC(2026, 10, 28, 7, 32);
const then = startedAt - 2 * 3_600_000 - 600_000;
let stopFollowing: () => void;

const toMap = (record: LiveRecord) => new Map([[toSeriesKey(record.indicator, record.area), record]]);
const at = (value: number, observedAt: number) => buildRecord({ value, observedAt, recordedAt: observedAt });

/** What the stream brings. */
function hear(value: number): void {
  presentStore.setState({
    records: toMap(at(value, Date.now())),
    feeds: [buildFeed('a')],
    link: 'live',
    mode: 'live',
    epoch: 'e',
    seq: value,
    lastFrameAt: Date.now(),
  });
}

function toPast(value: number, instant = then): Situation {
  const records = [at(value, instant)];
  return { at: instant, epoch: 'e', seq: 1, keptSince: 0, records, events: [], feeds: [], alarms: [] };
}

beforeEach(async () => {
  vi.useFakeTimers({ now: startedAt });
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  await startI18n('id');
  useCatalogueStore.setState({ index: toCatalogueIndex(loadRegion('server/regions/bekasi').catalogue) });
  serverClock.observe(Date.now());
  stopFollowing = followPresent();
  hear(31);
  changeView({ scene: 'pilar', pillar: 'environment', moment: null, rotate: null });
});

afterEach(() => {
  cleanup();
  showPresent();
  stopFollowing();
  timeStore.setState({ isBarOpen: false, fault: null });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function Screen() {
  useTimeControl();
  return <Wall />;
}

const run = (work: () => void) => act(async () => work());
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const tile = () => document.querySelector('[data-indicator="environment-pm25"]')?.textContent ?? '';
const wall = () => document.querySelector<HTMLElement>('[data-wall]')?.dataset ?? {};
function press(key: string, more: object = {}): Promise<void> {
  return run(
    () => void window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more })),
  );
}

describe('one conductor for every panel', { timeout: 60_000 }, () => {
  it('shows figures, clock and frame of one instant, and the present at once when it is asked for', async () => {
    render(<Screen />);
    expect(tile()).toContain('31');
    expect(wall()).toMatchObject({ time: 'now', link: 'live' });
    await run(() => showPast(toPast(12)));
    expect(tile()).toContain('12');
    expect(tile()).toContain('baru saja');
    expect(wall()).toMatchObject({ time: 'past' });
    const banner = document.querySelector('[data-past-banner]')?.textContent ?? '';
    expect(banner).toContain('MASA LALU');
    expect(banner).toContain('Sabtu, 28 Nov 2026 12.22.00 WIB');
    expect(banner).toContain('2 jam 10 menit lalu');
    expect(document.querySelector('header time')?.textContent).toBe('12.22.00');
    expect(new URLSearchParams(location.search).get('waktu')).toBe(new Date(then).toISOString());

    // The stream goes on behind; none of it is painted, and the age of the past turns.
    await run(() => hear(32));
    await pass(121_000);
    expect(tile()).toContain('12');
    expect(document.querySelector('[data-past-banner]')?.textContent).toContain('2 jam 12 menit lalu');
    await run(() => hear(33));

    const painted: string[] = [];
    const stop = liveStore.subscribe(({ pastAt, records }) => {
      painted.push(`${pastAt} ${[...records.values()].map(({ value }) => value)}`);
    });
    await press('l');
    stop();
    expect(painted).toEqual(['null 33']);
    expect(tile()).toContain('33');
    expect(wall()).toMatchObject({ time: 'now', link: 'live' });
    expect(location.search).not.toContain('waktu');
    expect(document.querySelector('[data-past-banner]')).toBeNull();
  });

  it('tells of the link and the system as they are now, without dimming the past', async () => {
    render(<Screen />);
    await run(() => showPast(toPast(12)));
    await run(() => presentStore.setState({ link: 'cut', feeds: [{ ...buildFeed('a'), state: 'down' }] }));
    expect(document.querySelector('header [data-state]')).toMatchObject({ textContent: 'Terputus' });
    expect(document.querySelector('[data-health]')?.textContent).toContain('Server tak terjangkau');
    expect(document.querySelector('[data-cut-banner]')).toBeNull();
    expect(wall().link).toBeUndefined();
    await run(() => presentStore.setState({ link: 'live' }));
    expect(document.querySelector('header [data-state]')).toMatchObject({ textContent: 'Tersambung' });
    await press('Escape');
    expect(document.querySelector('header [data-state]')).toMatchObject({ textContent: 'Langsung' });
  });

  it('returns by itself five minutes after the last touch, and by a key that is held only once', async () => {
    render(<Screen />);
    await run(() => showPast(toPast(12)));
    await pass(299_000);
    await press('3');
    await pass(299_000);
    expect(wall().time).toBe('past');
    await run(() => void window.dispatchEvent(new Event('pointerdown')));
    await pass(299_000);
    expect(wall().time).toBe('past');
    await pass(2_000);
    expect(wall().time).toBe('now');

    await run(() => showPast(toPast(12)));
    await press('l');
    await press('l', { repeat: true });
    expect(document.documentElement.lang).not.toBe('en');
    await press('l');
    expect(new URLSearchParams(location.search).get('lang')).toBe('en');
    await run(() => changeView({ language: 'id' }));
  });

  it('rests the rotation while the past is shown', async () => {
    render(<Screen />);
    await run(() => changeView({ rotate: 10 }));
    await run(() => showPast(toPast(12)));
    await pass(25_000);
    expect(new URLSearchParams(location.search).get('pillar')).toBe('environment');
    await press('l');
    await pass(11_000);
    expect(location.search).toContain('scene=peta');
  });

  it('opens the bar with w and closes it with w, and Escape closes it in the present', async () => {
    render(<Screen />);
    await press('w');
    expect(document.body.textContent).toContain('KENDALI');
    await press('w');
    expect(document.body.textContent).not.toContain('KENDALI');
    await press('w');
    await press('Escape');
    expect(document.body.textContent).not.toContain('KENDALI');
  });

  it('keeps the present off a page that opens in the past until its picture is there', async () => {
    await run(() => liveStore.setState({ epoch: null, records: new Map() }));
    await run(() => awaitPast(then));
    await run(() => hear(40));
    expect(liveStore.getState()).toMatchObject({ epoch: null, pastAt: then, link: 'live' });
    expect(liveStore.getState().records.size).toBe(0);
    await run(() => showPast(toPast(12)));
    expect([...liveStore.getState().records.values()].map(({ value }) => value)).toEqual([12]);
  });
});
