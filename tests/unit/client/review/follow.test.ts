import { describe, expect, it } from 'vitest';
import {
  comeBack,
  type Follow,
  joinShown,
  restingFollow,
  takeOwn,
  takeRole,
  takeSent,
  takeShown,
} from '../../../../client/lib/review/follow.ts';
import { firstView, type SessionView } from '../../../../shared/model/session.ts';

const overview: SessionView = { ...firstView, pillar: null };
const map: SessionView = { ...overview, scene: 'peta' };
const promises: SessionView = { ...overview, scene: 'janji' };

const following: Follow = { ...restingFollow, shown: { n: 4, view: overview } };
const presenting: Follow = { ...following, isPresenter: true };

describe('a page that follows', () => {
  it('goes where the presenter is with its first answer, and with each newer picture', () => {
    const first = joinShown(restingFollow, { n: 4, view: overview }, { isPresenter: false, isOwn: true });
    expect(first).toEqual({ follow: following, act: { do: 'apply', view: overview } });
    const next = takeShown(first.follow, { n: 5, view: map });
    expect(next.act).toEqual({ do: 'apply', view: map });
  });

  it('takes no picture twice or backwards', () => {
    for (const n of [3, 4]) {
      expect(takeShown(following, { n, view: map })).toEqual({ follow: following, act: null });
    }
  });

  it('takes a lower number from a new join: the server may have counted anew', () => {
    const { act } = joinShown(
      { ...following, shown: { n: 90, view: map } },
      { n: 2, view: overview },
      { isPresenter: false, isOwn: true },
    );
    expect(act).toEqual({ do: 'apply', view: overview });
  });
});

describe('a page that wanders off', () => {
  const away = takeOwn(following, map).follow;

  it('does so by any own choice, and is not led while it is away', () => {
    expect(away.isAway).toBe(true);
    const step = takeShown(away, { n: 5, view: promises });
    expect(step.act).toBeNull();
    expect(step.follow.isAway).toBe(true);
  });

  it('comes back to exactly where the presenter has gone meanwhile', () => {
    const { follow } = takeShown(away, { n: 5, view: promises });
    const back = comeBack(follow);
    expect(back.follow.isAway).toBe(false);
    expect(back.act).toEqual({ do: 'apply', view: promises });
  });

  it('is back by hand where it shows the same as the presenter', () => {
    expect(takeOwn(away, overview)).toEqual({ follow: following, act: null });
  });

  it('stays where it is over a lost line', () => {
    const { follow, act } = joinShown(away, { n: 9, view: promises }, { isPresenter: false, isOwn: true });
    expect(act).toBeNull();
    expect(comeBack(follow).act).toEqual({ do: 'apply', view: promises });
  });
});

describe('the page of the presenter', () => {
  it('shows everyone what is chosen here, and is never away', () => {
    const { follow, act } = takeOwn(presenting, map);
    expect(act).toEqual({ do: 'send', view: map });
    expect(follow.isAway).toBe(false);
  });

  it('is not thrown back by its own older picture while a newer choice is on its way', () => {
    const { follow } = takeOwn(presenting, promises);
    expect(takeShown(follow, { n: 5, view: map }).act).toBeNull();
  });

  it('takes its number, and keeps a choice that was made since', () => {
    const sent = takeOwn(presenting, map).follow;
    expect(takeSent(sent, map, 5).follow).toMatchObject({ shown: { n: 5, view: map }, unsent: null });
    const since = takeOwn(sent, promises).follow;
    expect(takeSent(since, map, 5).follow.unsent).toEqual(promises);
  });

  it('shows what the server holds where it was refused', () => {
    const { follow, act } = takeSent(takeOwn(presenting, map).follow, map, null);
    expect(act).toEqual({ do: 'apply', view: overview });
    expect(follow.unsent).toBeNull();
  });

  it('sends again after a lost line what did not arrive, as long as it still presents', () => {
    const { follow } = takeOwn(presenting, map);
    expect(joinShown(follow, { n: 4, view: overview }, { isPresenter: true, isOwn: true }).act).toEqual({
      do: 'send',
      view: map,
    });
    expect(joinShown(follow, { n: 4, view: overview }, { isPresenter: false, isOwn: true }).act).toEqual({
      do: 'apply',
      view: overview,
    });
  });

  it('does not bring back what it could not send where someone else has shown something since', () => {
    const { follow } = takeOwn(presenting, map);
    const shown = { n: 9, view: overview };
    expect(joinShown(follow, shown, { isPresenter: true, isOwn: false })).toMatchObject({
      act: { do: 'apply', view: overview },
      follow: { unsent: null },
    });
    expect(joinShown(follow, shown, { isPresenter: true, isOwn: true }).act?.do).toBe('send');
  });

  it('draws what another leader shows between its own view and the word that it was kept', () => {
    const sent = takeOwn(presenting, map).follow;
    const back = takeShown(sent, { n: 5, view: map });
    expect(back).toMatchObject({ act: null, follow: { unsent: null, shown: { n: 5 } } });
    const other = takeShown(back.follow, { n: 6, view: promises });
    expect(other.act).toEqual({ do: 'apply', view: promises });
    expect(takeSent(other.follow, map, 5)).toMatchObject({ act: null, follow: { shown: { n: 6 } } });
  });

  it('goes back to the picture of everyone where nothing was left unsent', () => {
    expect(joinShown(presenting, { n: 7, view: map }, { isPresenter: true, isOwn: true }).act).toEqual({
      do: 'apply',
      view: map,
    });
  });
});

describe('a session that is handed on', () => {
  it('begins for its new presenter where everyone is', () => {
    const { follow, act } = takeRole(takeOwn(following, map).follow, true);
    expect(act).toEqual({ do: 'apply', view: overview });
    expect(follow).toMatchObject({ isPresenter: true, isAway: false });
  });

  it('leaves the one before as a follower, without a choice that nobody saw', () => {
    const { follow, act } = takeRole(takeOwn(presenting, map).follow, false);
    expect(follow).toMatchObject({ isPresenter: false, unsent: null, isAway: false });
    expect(act).toEqual({ do: 'apply', view: overview });
    expect(takeShown(follow, { n: 5, view: promises }).act).toEqual({ do: 'apply', view: promises });
  });
});
