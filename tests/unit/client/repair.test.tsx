import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../client/App.tsx';
import { listScripts, watchBuild } from '../../../client/connection/buildWatch.ts';
import { loadPart } from '../../../client/connection/loadPart.ts';
import { reloadPage } from '../../../client/connection/reloadPage.ts';
import { startI18n } from '../../../client/i18n/i18n.ts';
import { watchTyping } from '../../../client/lib/review/typing.ts';
import { createLiveStore, liveStore } from '../../../client/stores/liveStore.ts';
import { useRepairStore } from '../../../client/stores/repairStore.ts';

vi.mock('../../../client/connection/reloadPage.ts', () => ({ reloadPage: vi.fn() }));

const page = (script: string) => `<script type="module" crossorigin src="${script}"></script>`;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.mocked(reloadPage).mockClear();
  vi.spyOn(console, 'warn').mockReturnValue();
  useRepairStore.setState({ waitingParts: 0, stuck: null });
  await startI18n('id');
});

afterEach(() => {
  cleanup();
  document.head.innerHTML = '';
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answerWith(body: string): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body)));
}

describe('a page that may be older than its server', () => {
  it('opens itself again when the server refuses its protocol', () => {
    const store = createLiveStore();
    const stop = watchBuild(store);
    store.setState({ refusal: 'version' });
    expect(reloadPage).toHaveBeenCalledExactlyOnceWith('version');
    stop();
  });

  it.each([
    ['/assets/wall-new.js', 1],
    ['/assets/wall-old.js', 0],
  ])('compares its script with %s after the link came back', async (served, reloads) => {
    document.head.innerHTML = page('/assets/wall-old.js').replace('module', 'text/plain');
    answerWith(page(served));
    const store = createLiveStore();
    const stop = watchBuild(store);
    store.setState({ link: 'live' });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(reloadPage).not.toHaveBeenCalled();
    store.setState({ link: 'cut' });
    store.setState({ link: 'live' });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(reloadPage).toHaveBeenCalledTimes(reloads);
    stop();
  });

  it('waits for whoever types in it', async () => {
    document.head.innerHTML = page('/assets/wall-old.js').replace('module', 'text/plain');
    answerWith(page('/assets/wall-new.js'));
    document.body.innerHTML = '<textarea></textarea>';
    const field = document.querySelector('textarea') as HTMLTextAreaElement;
    const typing = watchTyping();
    const store = createLiveStore();
    const stop = watchBuild(store, '/review/x', typing.isTyping);
    field.value = 'Menambah dua alat ukur';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    store.setState({ link: 'cut' });
    store.setState({ link: 'live' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reloadPage).not.toHaveBeenCalled();
    field.value = '';
    await vi.advanceTimersByTimeAsync(10_000);
    expect(reloadPage).toHaveBeenCalledExactlyOnceWith('build');
    stop();
    typing.stop();
    document.body.innerHTML = '';
  });

  it('reads the scripts of a page and nothing else', () => {
    expect(listScripts(`${page('/assets/wall-a.js')}<script src="/boot.js"></script>`)).toEqual([
      '/assets/wall-a.js',
    ]);
  });
});

describe('a part of the page', () => {
  it('is asked for until it is there, and says that it waits', async () => {
    answerWith('ok');
    const load = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new Error('gone'))
      .mockResolvedValue('map');
    const loading = loadPart(load);
    await vi.advanceTimersByTimeAsync(0);
    expect(useRepairStore.getState().waitingParts).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    await expect(loading).resolves.toBe('map');
    expect(useRepairStore.getState().waitingParts).toBe(0);
    expect(reloadPage).not.toHaveBeenCalled();
  });

  it('waits without a reload while the server is silent, and opens the page again when it fails under a live one', async () => {
    let isAlive = false;
    vi.stubGlobal('fetch', () =>
      isAlive ? Promise.resolve(new Response('ok')) : Promise.reject(new TypeError()),
    );
    void loadPart(() => Promise.reject(new Error('gone')));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(reloadPage).not.toHaveBeenCalled();
    isAlive = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reloadPage).toHaveBeenCalledWith('chunk');
  });
});

describe('the screen before its first figures', () => {
  it.each([
    [{ refusal: null, stuck: null }, /Menunggu server/],
    [{ refusal: 'version', stuck: null }, /lebih lama dari servernya/],
    [{ refusal: 'version', stuck: 'version' }, /hubungi pengelola/],
  ] as const)('says why it waits: %j', (state, words) => {
    render(<App />);
    act(() => {
      liveStore.setState({ refusal: state.refusal });
      useRepairStore.setState({ stuck: state.stuck });
    });
    expect(screen.getByText(words)).toBeTruthy();
  });
});
