import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLeader, type Leader } from '../../../../client/connection/review/leader.ts';
import { applyInstant } from '../../../../client/connection/review/pictureStores.ts';
import { restingFollow } from '../../../../client/lib/review/follow.ts';
import { useReviewStore } from '../../../../client/stores/reviewStore.ts';
import { timeStore } from '../../../../client/stores/timeStore.ts';
import { firstView, type SessionView } from '../../../../shared/model/session.ts';

const by = { id: 'user:rina' as const, name: 'Rina' };
const view = (patch: Partial<SessionView>): SessionView => ({ ...firstView, pillar: null, ...patch });

let sent: SessionView[];
let leader: Leader;

const choose = (scene: SessionView['scene']) => useReviewStore.setState({ scene });
const shown = (n: number, patch: Partial<SessionView>) => leader.shown({ n, view: view(patch), by });
/** An instant that is asked for comes to nothing, as the past's own session says it. */
const failToShow = () => timeStore.setState({ wantedAt: null, isPlaying: false, fault: 'not-kept' });

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  useReviewStore.setState({ follow: restingFollow, scene: 'ikhtisar', highlight: null });
  timeStore.setState({ wantedAt: null, isPlaying: false, fault: null });
  let n = 100;
  leader = createLeader(async (one) => {
    sent.push(one);
    n += 1;
    return { n };
  });
});

afterEach(() => {
  leader.stop();
  vi.useRealTimers();
});

describe('a presenter', () => {
  beforeEach(async () => {
    leader.joined({ n: 1, view: view({}), by }, { isPresenter: true, isOwn: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([]);
  });

  it('goes on showing after an instant that is not kept, at the time that stands on the screen', async () => {
    timeStore.setState({ wantedAt: 1 });
    await vi.advanceTimersByTimeAsync(1_000);
    failToShow();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([]);
    choose('program');
    await vi.advanceTimersByTimeAsync(1_000);
    choose('upacara');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ scene, at }) => [scene, at])).toEqual([
      ['program', null],
      ['upacara', null],
    ]);
    expect(timeStore.getState().fault).toBeNull();
  });

  it('goes on showing where an own choice overtook the end of an instant that another page of theirs showed', async () => {
    shown(2, { at: 1 });
    choose('janji');
    await vi.advanceTimersByTimeAsync(10);
    shown(3, {});
    failToShow();
    await vi.advanceTimersByTimeAsync(1_000);
    choose('upacara');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ scene }) => scene)).toEqual(['janji', 'upacara']);
  });

  it('loses no choice to a view that comes in the same moment', async () => {
    choose('janji');
    shown(2, { scene: 'peta' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ scene }) => scene)).toEqual(['janji']);
    expect(useReviewStore.getState().scene).toBe('janji');
  });
});

describe('whoever follows', () => {
  it('begins where the presenter is, whatever this page drew while it waited', () => {
    choose('program');
    leader.joined({ n: 2, view: view({ scene: 'peta' }), by }, { isPresenter: false, isOwn: true });
    expect(useReviewStore.getState()).toMatchObject({ scene: 'peta', follow: { isAway: false } });
  });
});

describe('an instant that is on its way', () => {
  it('is asked for once, however many pictures of it come', async () => {
    const asked: number[] = [];
    const stop = timeStore.subscribe(({ wantedAt }, before) => {
      if (wantedAt !== null && wantedAt === before.wantedAt) asked.push(wantedAt);
    });
    applyInstant(5_000);
    applyInstant(5_000);
    applyInstant(5_000);
    expect(timeStore.getState().wantedAt).toBe(5_000);
    expect(asked).toEqual([]);
    stop();
    timeStore.setState({ wantedAt: null });
  });
});

describe('whoever follows a presenter into the past', () => {
  beforeEach(() => leader.joined({ n: 1, view: view({}), by }, { isPresenter: false, isOwn: true }));

  it('stays with the presenter where the instant that is shown does not come, and goes by own choice', async () => {
    shown(2, { at: 1 });
    failToShow();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(useReviewStore.getState().follow.isAway).toBe(false);
    expect(timeStore.getState().fault).toBe('not-kept');
    choose('program');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(useReviewStore.getState().follow.isAway).toBe(true);
    leader.back();
    expect(useReviewStore.getState().scene).toBe('ikhtisar');
    expect(sent).toEqual([]);
  });
});
