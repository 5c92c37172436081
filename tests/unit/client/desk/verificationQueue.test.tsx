import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AgencyCode, AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { QueueItem } from '#shared/model/verification.ts';
import { Queue } from '../../../../client/features/verification/Queue.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';

const item: QueueItem = {
  indicator: 'a' as IndicatorId,
  area: '32.16.18' as AreaCode,
  agency: 'dishub' as AgencyCode,
  observedAt: '2026-11-22T17:00:00.000Z',
  version: 1,
  held: true,
  value: 10,
  previous: null,
  period: null,
  note: null,
  recordedAt: '2026-11-23T07:32:00.000Z',
  actor: 'user:u',
  by: 'Ani',
  stepsNeeded: 1,
  steps: [],
};

beforeEach(() => startDeskI18n('id'));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function toPage(one: QueueItem) {
  const client = new QueryClient();
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  client.setQueryData(['catalogue'], { indicators: [], areas: [], agencies: [] });
  return (
    <QueryClientProvider client={client}>
      <Queue items={[one]} onTrail={() => undefined} />
    </QueryClientProvider>
  );
}

const isChosen = () => (screen.getByRole('checkbox') as HTMLInputElement).checked;

it.each([
  ['as another version', { version: 2 }],
  ['after the first was turned down', { recordedAt: '2026-11-23T07:40:00.000Z' }],
])('does not leave a figure chosen whose value came anew, %s', (_name, change) => {
  const { rerender } = render(toPage(item));
  fireEvent.click(screen.getByRole('checkbox'));
  rerender(toPage(item));
  expect(isChosen()).toBe(true);
  rerender(toPage({ ...item, value: 99, ...change }));
  expect(isChosen()).toBe(false);
});

it('sends with a decision when the figure was recorded', async () => {
  const fetched = vi.fn(async () => new Response(JSON.stringify({ items: [] })));
  vi.stubGlobal('fetch', fetched);
  render(toPage(item));
  fireEvent.click(screen.getByRole('checkbox'));
  fireEvent.click(screen.getByRole('button', { name: 'Verifikasi' }));
  await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
  const [, init] = fetched.mock.calls[0] as unknown as [string, { body: string }];
  expect(JSON.parse(init.body)).toMatchObject({ items: [{ version: 1, recordedAt: item.recordedAt }] });
});
