import { focusManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { HealthPage } from '../../../../client/screens/console/HealthPage.tsx';

const at = '2026-11-23T07:32:00.000Z';
const part = { id: 'storage', level: 'good', code: 'good', params: { engine: 'sqlite' }, since: at };

beforeEach(async () => {
  await startDeskI18n('id');
  vi.useFakeTimers({ now: Date.parse(at) });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
});
afterEach(() => {
  cleanup();
  focusManager.setFocused(undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const versions = {
  ...{ simpul: '0.1.0', build: null, node: '24.0.0', engine: 'sqlite', engineVersion: '3.50.4' },
  ...{ protocol: 1, epoch: 'e', startedAt: at },
};
const toAnswer = (when: string) => ({ at: when, level: 'good', parts: [part], versions });

function show(): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  client.setQueryData(['health'], toAnswer(at));
  render(
    <QueryClientProvider client={client}>
      <HealthPage />
    </QueryClientProvider>,
  );
}

it('says nothing good of a server that has not answered for half a minute', async () => {
  show();
  expect(screen.getByText('Semua bagian yang diketahui baik.')).toBeTruthy();
  await act(async () => vi.advanceTimersByTimeAsync(29_000));
  expect(screen.getByText('baik').dataset['tone']).toBe('good');
  await act(async () => vi.advanceTimersByTimeAsync(3_000));
  expect(screen.getByRole('alert').textContent).toContain('Server tidak menjawab');
  expect(screen.getByRole('alert').textContent).toContain('Dilihat 14.32.00 WIB');
  expect(screen.getByText('tadi: baik').dataset['tone']).toBe('plain');
  expect(document.querySelector('[data-tone="good"]')).toBeNull();
});

it('goes on asking while nobody looks', async () => {
  const fetchHealth = vi.fn(async () => new Response(JSON.stringify(toAnswer(new Date().toISOString()))));
  vi.stubGlobal('fetch', fetchHealth);
  show();
  act(() => focusManager.setFocused(false));
  const before = fetchHealth.mock.calls.length;
  await act(async () => vi.advanceTimersByTimeAsync(45_000));
  expect(fetchHealth.mock.calls.length).toBeGreaterThan(before);
  expect(screen.getByText('Semua bagian yang diketahui baik.')).toBeTruthy();
  expect(screen.getByText('baik').dataset['tone']).toBe('good');
});

it('does not say of a server that it does not answer before a question failed', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  show();
  await act(async () => vi.advanceTimersByTimeAsync(32_000));
  expect(screen.getByText(/Belum ada jawaban baru dari server/)).toBeTruthy();
  expect(screen.queryByText(/tidak menjawab/)).toBeNull();
  expect(screen.getByText('tadi: baik').dataset['tone']).toBe('plain');
});
