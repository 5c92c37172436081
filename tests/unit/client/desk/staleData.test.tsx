import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Answer } from '../../../../client/components/desk/Answer.tsx';
import { useDeskLine } from '../../../../client/hooks/desk/useDeskLine.ts';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { AgreementPage, PromisesPage } from '../../../../client/screens/desk/AgreementPages.tsx';
import { AssistancePage, RecommendationPage } from '../../../../client/screens/desk/AssistancePages.tsx';
import { CrosswalkPage, EvaluationPage } from '../../../../client/screens/desk/EvaluationPages.tsx';

const line = vi.hoisted(() => ({ onChange: (_topic: string): void => undefined }));
vi.mock('../../../../client/connection/desk/deskSocket.ts', () => ({
  watchDesk: (watcher: typeof line) => {
    line.onChange = watcher.onChange;
    return () => undefined;
  },
}));

const asked = vi.fn(async (_url: string): Promise<Response> => {
  throw new TypeError('no network');
});

beforeEach(async () => {
  await startDeskI18n('id');
  vi.useFakeTimers({ now: Date.parse('2026-11-23T07:32:00.000Z') });
  asked.mockClear();
  vi.stubGlobal('fetch', asked);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(children: ReactNode): QueryClient {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  const user = { id: 'u', name: 'Budi', role: 'agency-head', agency: null };
  client.setQueryData(['me'], { user, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>{children}</MemoryRouter>
    </QueryClientProvider>,
  );
  return client;
}

describe('pages with present figures', () => {
  it.each([
    ['assistance', AssistancePage],
    ['assistance/', RecommendationPage],
    ['evaluations', EvaluationPage],
    ['evaluations/crosswalk', CrosswalkPage],
    ['agreements/promises', PromisesPage],
    ['agreements/', AgreementPage],
  ])('ask for %s again each minute', async (path, Page) => {
    show(<Page />);
    await act(async () => vi.advanceTimersByTimeAsync(1_000));
    const count = () => asked.mock.calls.filter(([url]) => String(url).endsWith(`/api/v1/${path}`)).length;
    const before = count();
    expect(before).toBeGreaterThan(0);
    await act(async () => vi.advanceTimersByTimeAsync(61_000));
    expect(count()).toBeGreaterThan(before);
  });
});

describe('an answer', () => {
  it('that could not be renewed says since when it is there', async () => {
    let work = async (): Promise<string> => 'Tujuh';
    function Seven() {
      const query = useQuery({ queryKey: ['seven'], queryFn: () => work() });
      return <Answer query={query}>{(text) => <p>{text}</p>}</Answer>;
    }
    const client = show(<Seven />);
    await act(async () => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByText('Tujuh')).toBeDefined();
    expect(screen.queryByText(/belum dapat diperbarui/)).toBeNull();
    work = () => Promise.reject(new Error('broken'));
    await act(async () => vi.advanceTimersByTimeAsync(120_000));
    await act(async () => client.invalidateQueries({ queryKey: ['seven'] }));
    await act(async () => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByText('Tujuh')).toBeDefined();
    expect(screen.getByText('Data ini dimuat 14.32 WIB dan belum dapat diperbarui.')).toBeDefined();
    work = async () => 'Delapan';
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Coba lagi' })));
    await act(async () => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByText('Delapan')).toBeDefined();
    expect(screen.queryByText(/belum dapat diperbarui/)).toBeNull();
  });
});

describe('a change of programmes', () => {
  it('makes the estimates of the evaluation old as well', () => {
    function Line() {
      useDeskLine('u');
      return null;
    }
    const client = show(<Line />);
    client.setQueryData(['evaluations', 'list'], 1);
    line.onChange('programmes');
    expect(client.getQueryState(['evaluations', 'list'])?.isInvalidated).toBe(true);
  });
});
