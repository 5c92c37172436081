import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FollowNotices } from '../../../../client/features/review/FollowNotices.tsx';
import { startReviewI18n } from '../../../../client/i18n/reviewI18n.ts';
import { restingFollow } from '../../../../client/lib/review/follow.ts';
import { liveStore } from '../../../../client/stores/liveStore.ts';
import { useReviewStore } from '../../../../client/stores/reviewStore.ts';
import { firstView } from '../../../../shared/model/session.ts';

const at = (instant: number | null) => ({ ...firstView, at: instant });
const words = /sedang dimuat; gambar ini waktu lain/;

beforeEach(async () => {
  await startReviewI18n('id');
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  liveStore.setState({ pastAt: null });
  useReviewStore.setState({ follow: restingFollow });
  vi.useRealTimers();
});

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('says where the time that is shown is not on this page yet, once that takes a while', async () => {
  const shown = { n: 1, view: at(5_000) };
  useReviewStore.setState({ scene: 'ikhtisar', follow: { ...restingFollow, shown } });
  render(<FollowNotices onBack={() => undefined} />);
  await wait(1_000);
  expect(screen.queryByText(words)).toBeNull();
  await wait(1_000);
  screen.getByText(words);
  await act(async () => liveStore.setState({ pastAt: 5_000 }));
  expect(screen.queryByText(words)).toBeNull();
});

it('says nothing of it to a presenter whose own later time is on its way to everyone', async () => {
  const shown = { n: 1, view: at(5_000) };
  const follow = { ...restingFollow, isPresenter: true, shown, unsent: at(9_000) };
  useReviewStore.setState({ scene: 'ikhtisar', follow });
  liveStore.setState({ pastAt: 9_000 });
  render(<FollowNotices onBack={() => undefined} />);
  await wait(4_000);
  expect(screen.queryByText(words)).toBeNull();
});
