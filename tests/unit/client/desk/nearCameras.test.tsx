import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NearCameras } from '../../../../client/features/cameras/NearCameras.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';

const unread = 'Daftar kamera tidak dapat dibaca; mencoba lagi terus';
let asked: ((answer: Response) => void)[];

beforeEach(async () => {
  await startDeskI18n('id');
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', (address: string) => {
    return new Promise((resolve) => {
      if (address === '/api/v1/cameras') asked.push(resolve);
    });
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('asks again for a list that could not be read, as it says', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  render(
    <QueryClientProvider client={client}>
      <NearCameras area="32.16.06" point={null} />
    </QueryClientProvider>,
  );
  const answer = (response: Response) =>
    act(async () => {
      asked.at(-1)?.(response);
      await vi.advanceTimersByTimeAsync(100);
    });
  await answer(new Response(null, { status: 503 }));
  expect(screen.getByText(unread)).toBeTruthy();
  await act(async () => vi.advanceTimersByTimeAsync(15_000));
  expect(asked).toHaveLength(2);
  expect(screen.getByText(unread)).toBeTruthy();
  await answer(new Response(null, { status: 503 }));
  await act(async () => vi.advanceTimersByTimeAsync(15_000));
  expect(asked).toHaveLength(3);
  await answer(Response.json({ items: [] }));
  expect(screen.queryByText(unread)).toBeNull();
  await act(async () => vi.advanceTimersByTimeAsync(60_000));
  expect(asked).toHaveLength(3);
});
