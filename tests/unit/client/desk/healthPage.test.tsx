import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
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
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  const engine = { engine: 'sqlite', engineVersion: '3.50.4' };
  const versions = {
    simpul: '0.1.0',
    build: null,
    node: '24.0.0',
    ...engine,
    protocol: 1,
    epoch: 'e',
    startedAt: at,
  };
  client.setQueryData(['health'], { at, level: 'good', parts: [part], versions });
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
