import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RecordForm } from '../../../../client/features/drill/RecordForm.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';

const fault = { pointer: '/to', code: 'order', message: 'Sampai mendahului Dari.' };
const problem = {
  ...{ type: 'about:blank', title: 'Tidak sah', status: 422, detail: 'Ada yang salah.' },
  errors: [fault],
};

beforeEach(async () => {
  await startDeskI18n('id');
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(problem), { status: 422 }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(): void {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  render(
    <QueryClientProvider client={client}>
      <RecordForm />
    </QueryClientProvider>,
  );
}

it('names each clock after its field, and tells it what is wrong there', async () => {
  show();
  const boxes = ['Dari (WIB)', 'Dari (WIB), Jam', 'Sampai (WIB)', 'Sampai (WIB), Jam'].map((name) =>
    screen.getByLabelText<HTMLInputElement>(name),
  );
  expect(new Set(boxes).size).toBe(4);
  const form = boxes[0]?.closest('form');
  if (!form) throw new Error('no form');
  fireEvent.submit(form);
  const { id } = (await screen.findByText(fault.message)).closest('[role="alert"]') ?? {};
  expect(id).toBeTruthy();
  expect(boxes.map((box) => box.getAttribute('aria-describedby'))).toEqual([null, null, id, id]);
  expect(boxes.map((box) => box.getAttribute('aria-invalid'))).toEqual([null, null, 'true', 'true']);
});
