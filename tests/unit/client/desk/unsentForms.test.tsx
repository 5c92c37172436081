import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createRef, type ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Incident } from '#shared/model/incident.ts';
import type { Shift } from '#shared/model/shift.ts';
import { IncidentLog } from '../../../../client/features/incidents/IncidentLog.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import { ShiftPage } from '../../../../client/screens/console/ShiftPage.tsx';
import { UnsentChip } from '../../../../client/screens/console/UnsentChip.tsx';
import { buildIncident } from '../../../support/incidentBuilders.ts';
import { ani, buildShift, shiftStart } from '../../../support/shifts.ts';

let client: QueryClient;
/** Ends the line's way to the server. */
let refuse: () => void;

beforeEach(async () => {
  await startDeskI18n('id');
  const problem = { type: 'about:blank', title: 'Salah', status: 422, detail: 'sudah ditutup' };
  vi.stubGlobal('fetch', (_path: string, { method }: RequestInit) =>
    method === 'POST'
      ? new Promise<Response>((resolve) => {
          refuse = () => resolve(new Response(JSON.stringify(problem), { status: 422 }));
        })
      : Promise.reject(new TypeError('no network')),
  );
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const user = { id: ani.id, name: ani.name, role: 'operator', agency: null };
  client.setQueryData(['me'], { user, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const within = (page: ReactNode) => (
  <MemoryRouter>
    <QueryClientProvider client={client}>{page}</QueryClientProvider>
  </MemoryRouter>
);

async function type(label: RegExp, text: string): Promise<void> {
  const field = screen.getByRole('textbox', { name: label });
  await act(async () => fireEvent.change(field, { target: { value: text } }));
  await act(async () => fireEvent.submit(field));
}

/** The form is gone; what was typed in it still stands there, and why it is not recorded once that is known. */
async function expectTold(text: string): Promise<void> {
  expect(screen.queryByDisplayValue(text)).toBeNull();
  expect(screen.getByText(`Belum tercatat: “${text}”`)).toBeTruthy();
  await act(async () => refuse());
  expect(screen.getByRole('alert').textContent).toContain('sudah ditutup');
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Buang' })));
  expect(screen.queryByText(/Belum tercatat/)).toBeNull();
}

it('shows a line of an incident that is closed before it was recorded', async () => {
  const input = createRef<HTMLInputElement>();
  const show = (incident: Incident) => within(<IncidentLog incident={incident} mayAct input={input} />);
  const open = buildIncident();
  const { rerender } = render(show(open));
  await type(/./, 'air surut');
  rerender(show({ ...open, state: 'closed' }));
  expect(screen.queryByRole('textbox')).toBeNull();
  await expectTold('air surut');
});

it('is told on every other page of the console, and leads back to its log', async () => {
  const input = createRef<HTMLInputElement>();
  const incident = buildIncident();
  const { rerender } = render(within(<IncidentLog incident={incident} mayAct input={input} />));
  rerender(within(<UnsentChip />));
  expect(screen.queryByRole('link')).toBeNull();
  rerender(within(<IncidentLog incident={incident} mayAct input={input} />));
  await type(/./, 'jalan dibuka');
  rerender(within(<UnsentChip />));
  // On its way is nothing to decide about.
  expect(screen.queryByRole('link')).toBeNull();
  await act(async () => refuse());
  const link = screen.getByRole('link', { name: '1 catatan belum tercatat' });
  expect(link.getAttribute('href')).toBe(`/console/kejadian/${incident.id}`);
  rerender(within(<IncidentLog incident={incident} mayAct input={input} />));
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Buang' })));
  rerender(within(<UnsentChip />));
  expect(screen.queryByRole('link')).toBeNull();
});

function setShift(shift: Shift | null): void {
  const head = shift && { ...shift, lead: null, crew: [], lines: 0, signatures: 0 };
  client.setQueryData(['shift', 'list'], { now: shiftStart, current: head, recent: [] });
  if (!shift) return;
  const view = { ...shift, now: shiftStart, brokenPage: null, sheetHolds: null, since: null };
  client.setQueryData(['shift', shift.id], view);
}

it.each<[string, Shift | null]>([
  ['that its writer left', buildShift({ crew: [{ ...ani, joinedAt: shiftStart, leftAt: shiftStart + 1 }] })],
  ['that is over', null],
])('shows a line of a shift %s before it was recorded', async (_what, after) => {
  setShift(buildShift());
  render(within(<ShiftPage />));
  await type(/Catatan/, 'pompa 3 berbunyi');
  setShift(after);
  await waitFor(() => expect(screen.queryByRole('textbox', { name: /Catatan/ })).toBeNull());
  await expectTold('pompa 3 berbunyi');
});
