import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Waiting } from '../../../../client/connection/desk/outboxStore.ts';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { FormPage } from '../../../../client/screens/desk/InputPages.tsx';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

const outbox = vi.hoisted(() => ({ kept: [] as Waiting[], sent: [] as Waiting[] }));
vi.mock('../../../../client/connection/desk/deskOutbox.ts', () => ({
  deskOutbox: {
    list: async () => outbox.kept,
    send: async (outgoing: Waiting) => {
      outbox.sent.push(outgoing);
      return { kind: 'waiting' };
    },
    remove: async (key: string) => {
      outbox.kept = outbox.kept.filter((one) => one.key !== key);
    },
    onChange: () => () => undefined,
  },
}));

const { catalogue } = loadRegion('server/regions/bekasi');
const [indicator] = catalogue.indicators;
const at = '2026-11-23T07:32:00.000Z';

beforeEach(async () => {
  await startDeskI18n('id');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function openRefused(): Promise<void> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const user = { id: 'u1', name: 'Siti', role: 'agency-operator', agency: indicator?.agency };
  client.setQueryData(['me'], { user, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  client.setQueryData(['catalogue'], catalogue);
  const row = { area: '32.16', name: 'Bekasi', current: null, held: null, before: [] };
  const period = { key: '2026-10', label: { id: 'Oktober', en: 'October' }, observedAt: at, dueAt: at };
  client.setQueryData(['form', indicator?.id, '2026-10'], {
    indicator: indicator?.id,
    period: { ...period, withoutCalendar: false, isLocked: false },
    rows: [row],
    at,
  });
  const router = createMemoryRouter([{ path: '/input/isi/:indicator/:period', Component: FormPage }], {
    initialEntries: [{ pathname: `/input/isi/${indicator?.id}/2026-10`, state: { waiting: 'form-0001' } }],
  });
  await act(async () =>
    render(
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>,
    ),
  );
}

it('opens a refused form with its note and evidence, which go out with it', async () => {
  const readings = [{ area: '32.16', value: 5, note: 'hasil survei' }];
  const request = { key: 'form-0001', indicator: indicator?.id, period: '2026-10', readings, evidence: [] };
  const files = [{ name: 'berita-acara.pdf', blob: new Blob(['%PDF'], { type: 'application/pdf' }) }];
  outbox.kept = [
    {
      key: 'form-0001',
      userId: 'u1',
      agency: 'dlh',
      request,
      files,
      at: 1,
      refusal: 'salah',
    } as unknown as Waiting,
  ];
  await openRefused();
  expect(screen.getByDisplayValue('hasil survei')).toBeTruthy();
  expect(screen.getByText('berita-acara.pdf')).toBeTruthy();
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Kirim 1 nilai' })));
  expect(outbox.kept).toEqual([]);
  const [sent] = outbox.sent;
  expect(sent?.request.readings).toEqual(readings);
  expect(sent?.files.map(({ name }) => name)).toEqual(['berita-acara.pdf']);
  expect(await sent?.files[0]?.blob.text()).toBe('%PDF');
});
