import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AgencyCode, AreaCode, IndicatorId } from '#shared/model/ids.ts';
import { Tokens } from '../../../../client/features/admin/Tokens.tsx';
import { Queue } from '../../../../client/features/verification/Queue.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';

const at = '2026-11-23T07:32:00.000Z';
const offline = /Server tidak menjawab/;

beforeEach(async () => {
  await startDeskI18n('id');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(page: ReactNode): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  client.setQueryData(['catalogue'], { indicators: [], areas: [], agencies: [] });
  const token = {
    id: 't1',
    name: 'Sensor',
    agency: 'dishub',
    scopes: ['readings:write'],
    indicators: null,
    createdAt: at,
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
  };
  client.setQueryData(['tokens'], [token]);
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
}

const press = (part: HTMLElement, name: string) =>
  act(async () => fireEvent.click(within(part).getByRole('button', { name })));

/** Sends the open dialog on a dead line: what failed stands in it alone, and is gone with it. */
async function expectToldInDialog(send: string): Promise<void> {
  const dialog = screen.getByRole('dialog');
  await press(dialog, send);
  expect(within(dialog).getByRole('alert').textContent).toMatch(offline);
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  await press(dialog, 'Batal');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
}

it('tells in the dialog that a token could not be revoked', async () => {
  show(<Tokens />);
  await press(document.body, 'Cabut');
  await expectToldInDialog('Cabut');
});

it('tells in the dialog that figures could not be turned down', async () => {
  const item = {
    indicator: 'a' as IndicatorId,
    area: '32.16.18' as AreaCode,
    agency: 'dishub' as AgencyCode,
    observedAt: at,
    version: 1,
    held: false,
    value: 1,
    previous: null,
    period: null,
    note: null,
    recordedAt: at,
    actor: 'user:u',
    by: 'Ani',
    stepsNeeded: 1,
    steps: [],
  };
  show(<Queue items={[item]} onTrail={() => undefined} />);
  await act(async () => fireEvent.click(screen.getByRole('checkbox')));
  await press(document.body, 'Tolak');
  fireEvent.change(within(screen.getByRole('dialog')).getByRole('textbox'), { target: { value: 'keliru' } });
  await expectToldInDialog('Tolak');
});
