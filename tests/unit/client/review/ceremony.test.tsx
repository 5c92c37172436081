import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Ceremony } from '../../../../client/features/review/Ceremony.tsx';
import { addReviewTexts } from '../../../../client/i18n/addReviewTexts.ts';
import { startI18n } from '../../../../client/i18n/i18n.ts';
import { useReviewStore } from '../../../../client/stores/reviewStore.ts';
import type { Session } from '../../../../shared/model/session.ts';
import { sessionAt } from '../../../../shared/rules/sessionAt.ts';
import { toSignedText } from '../../../../shared/rules/signedText.ts';
import { buildParties, buildPlan, buildSessionLog, leader } from '../../../support/sessionBuilders.ts';

const build = (agreement: string): Session => {
  const parties = buildParties('l1', leader.id);
  const plan = buildPlan({ parties: parties.slice(1).map((one) => ({ ...one, place: 1 })), agreement });
  const log = buildSessionLog({ kind: 'changed', ...plan }, { kind: 'opened' });
  return sessionAt({ id: 'a'.repeat(22), log }) as Session;
};

let sent: unknown[];

beforeEach(async () => {
  await startI18n('id');
  addReviewTexts();
  sent = [];
  vi.stubGlobal('fetch', async (_path: string, { body }: RequestInit) => {
    sent.push(JSON.parse(String(body)));
    return new Response('{}');
  });
  useReviewStore.setState({
    session: build('nk-1'),
    you: { ...leader, mayLead: true, link: null, agency: null },
    agreement: { id: 'nk-1', title: 'Nota Kesepakatan Kota Cerdas' },
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('names the agreement, and sends with a signature what was seen', async () => {
  render(<Ceremony />);
  screen.getByText('Kesepakatan: Nota Kesepakatan Kota Cerdas (nk-1)');
  await sign();
  expect(sent).toMatchObject([{ party: 'p2', name: 'Pak Ade', text: toSignedText(build('nk-1')) }]);
});

it('takes a typed name back where something else is to be signed', async () => {
  render(<Ceremony />);
  type();
  await act(async () => useReviewStore.setState({ session: build('nk-2') }));
  expect(field().value).toBe('');
  screen.getByText('Kesepakatan: nk-2');
  await sign();
  expect(sent).toMatchObject([{ text: toSignedText(build('nk-2')) }]);
});

function field(): HTMLInputElement {
  return screen.getByRole('textbox');
}

function type(): void {
  fireEvent.change(field(), { target: { value: 'Pak Ade' } });
}

async function sign(): Promise<void> {
  type();
  await act(async () => fireEvent.submit(field()));
}
