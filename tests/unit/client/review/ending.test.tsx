import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AgendaTab } from '../../../../client/features/review/AgendaTab.tsx';
import { startReviewI18n } from '../../../../client/i18n/reviewI18n.ts';
import { useReviewStore } from '../../../../client/stores/reviewStore.ts';
import type { Session } from '../../../../shared/model/session.ts';
import { sessionAt } from '../../../../shared/rules/sessionAt.ts';
import { buildPlan, buildSessionLog, leader } from '../../../support/sessionBuilders.ts';

let sent: unknown[];
let refusal: string | null;

beforeEach(async () => {
  await startReviewI18n('id');
  sent = [];
  vi.stubGlobal('fetch', async (_path: string, { body }: RequestInit) => {
    sent.push(JSON.parse(String(body)));
    const problem = { detail: 'ditolak', errors: [{ code: refusal, message: 'belum berakhir' }] };
    return refusal === null ? new Response('{}') : new Response(JSON.stringify(problem), { status: 422 });
  });
  const log = buildSessionLog({ kind: 'changed', ...buildPlan({}) }, { kind: 'opened' });
  useReviewStore.setState({
    session: sessionAt({ id: 'a'.repeat(22), log }) as Session,
    you: { ...leader, mayLead: true, link: null, agency: null },
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

it('offers an end without an evidence pack only where none could be frozen', async () => {
  refusal = 'session_no_pack';
  render(<AgendaTab />);
  await press('Akhiri sesi…');
  expect(screen.queryByRole('button', { name: 'Akhiri tanpa paket bukti' })).toBeNull();
  await press('Akhiri untuk semua peserta');
  screen.getByText('belum berakhir');
  await press('Coba akhiri lagi');
  await press('Akhiri tanpa paket bukti');
  expect(sent).toMatchObject([{ kind: 'end' }, { kind: 'end' }, { kind: 'end', withoutPack: true }]);
  expect(sent[1]).not.toHaveProperty('withoutPack');
});

it('offers none where the end was refused for another reason', async () => {
  refusal = 'session_state';
  render(<AgendaTab />);
  await press('Akhiri sesi…');
  await press('Akhiri untuk semua peserta');
  screen.getByText('belum berakhir');
  expect(screen.queryByRole('button', { name: 'Akhiri tanpa paket bukti' })).toBeNull();
});
