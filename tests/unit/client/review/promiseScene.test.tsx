import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { PromiseScene } from '../../../../client/features/review/Promises.tsx';
import { startReviewI18n } from '../../../../client/i18n/reviewI18n.ts';
import type { SessionPromise } from '../../../../shared/model/session.ts';

beforeAll(() => startReviewI18n('id'));
afterEach(cleanup);

const promise: SessionPromise = {
  kind: 'action',
  id: 'x',
  text: 'Menyusun rencana aksi.',
  owner: 'Bappeda',
  dueOn: '2026-12-31',
  doneOn: null,
  from: 'Nota Kesepakatan',
  isLate: false,
};

it('says how many promises have no place in it, and nothing where all have', () => {
  render(<PromiseScene promises={[promise]} left={100} />);
  screen.getByText(/^dan 100 lagi yang tidak dimuat di sini/);
  cleanup();
  render(<PromiseScene promises={[promise]} left={0} />);
  expect(screen.queryByText(/tidak dimuat/)).toBeNull();
});

it('is about everything that was promised, not about what is due alone', () => {
  render(<PromiseScene promises={[]} left={0} />);
  screen.getByText('Belum ada yang dijanjikan.');
  expect(document.body.textContent).not.toContain('jatuh tempo');
});
