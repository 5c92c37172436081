import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WallDetail, WallSetup } from '#shared/model/wall.ts';
import { fetchWall } from '../../../../client/connection/desk/walls.ts';
import { WallEditor } from '../../../../client/features/walls/WallEditor.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';

vi.mock('../../../../client/components/desk/SmallWall.tsx', () => ({ SmallWall: () => null }));

const setup: WallSetup = {
  title: 'Ruang depan',
  group: null,
  tile: null,
  scenes: [{ id: 's1', scene: 'peta', dwellSeconds: 60 }],
  holdOnCritical: true,
  lang: 'id',
};

let client: QueryClient;
/** What the server has; null while it does not answer a question. */
let stored: WallDetail | null;
/** Ends the save that is on its way. */
let endSave: (answer: Response | Error) => Promise<void>;

function Editor() {
  const { data } = useQuery({ queryKey: ['walls', 'depan'], queryFn: () => fetchWall('depan') });
  return data ? <WallEditor detail={data} mayAct /> : null;
}

beforeEach(async () => {
  await startDeskI18n('id');
  stored = { name: 'depan', revision: 1, setup, groups: [] };
  vi.stubGlobal('fetch', (_path: string, { method }: RequestInit) => {
    if (method === 'PUT') {
      return new Promise<Response>((resolve, reject) => {
        endSave = (answer) => act(async () => (answer instanceof Error ? reject(answer) : resolve(answer)));
      });
    }
    return stored
      ? Promise.resolve(new Response(JSON.stringify(stored)))
      : Promise.reject(new TypeError('no network'));
  });
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(['me'], { user: null, can: [], zone: 'Asia/Jakarta', zoneLabel: 'WIB' });
  client.setQueryData(['walls', 'depan'], stored);
  client.setQueryData(['catalogue'], { indicators: [], areas: [], agencies: [], pillars: [] });
  await act(async () =>
    render(
      <MemoryRouter>
        <QueryClientProvider client={client}>
          <Editor />
        </QueryClientProvider>
      </MemoryRouter>,
    ),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const saved = /^Tersimpan/;
const conflict = /Orang lain sudah mengubah/;
const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Nama yang dibaca orang' });
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Simpan' });

async function typeAndSave(title: string): Promise<void> {
  await act(async () => fireEvent.change(field(), { target: { value: title } }));
  await act(async () => fireEvent.click(button()));
}

/** What the server has after the save, its names in the server's own order; open pages are told. */
async function tell(title: string): Promise<void> {
  const { title: _title, ...rest } = setup;
  stored = { name: 'depan', revision: 2, setup: { ...rest, title }, groups: [] };
  await act(async () => {
    await client.invalidateQueries({ queryKey: ['walls'] });
    // The library tells those who look in a turn of its own.
    await new Promise((resolve) => setTimeout(resolve));
  });
}

it('takes no changes while it saves, and its own save for nobody else’s change', async () => {
  await typeAndSave('Ruang rapat');
  expect(field().closest('fieldset')?.disabled).toBe(true);
  await tell('Ruang rapat');
  expect(screen.queryByText(conflict)).toBeNull();
  await endSave(new Response('{"ok":true}'));
  expect(screen.getByText(saved)).toBeTruthy();
  expect(field().closest('fieldset')?.disabled).toBe(false);
  expect(field().value).toBe('Ruang rapat');
});

it('is saved where it cannot be read again afterwards', async () => {
  await typeAndSave('Ruang rapat');
  stored = null;
  await endSave(new Response('{"ok":true}'));
  expect(screen.getByText(saved)).toBeTruthy();
  expect(button().disabled).toBe(true);
  await tell('Ruang rapat');
  expect(screen.queryByText(conflict)).toBeNull();
});

it('knows its own save again whose answer was lost', async () => {
  await typeAndSave('Ruang rapat');
  await endSave(new TypeError('no network'));
  expect(screen.getByRole('alert').textContent).toMatch(/Server tidak menjawab/);
  await tell('Ruang rapat');
  expect(screen.queryByText(conflict)).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(button().disabled).toBe(true);
});

it('tells of another person’s change', async () => {
  await act(async () => fireEvent.change(field(), { target: { value: 'Ruang rapat' } }));
  await tell('Ruang tunggu');
  expect(screen.getByText(conflict)).toBeTruthy();
  expect(field().value).toBe('Ruang rapat');
});
