// Who leads this page: the presenter, or whoever sits before it. Pure; what it asks for is carried out elsewhere.
import type { SessionView } from '#shared/model/session.ts';
import { isSameView } from './sessionView.ts';

/** A picture that the presenter showed; `n` rises with each. */
interface Shown {
  readonly n: number;
  readonly view: SessionView;
}

/** How this page stands to the presenter. */
export interface Follow {
  /** Null until the first answer. */
  readonly shown: Shown | null;
  readonly isPresenter: boolean;
  /** Whoever sits here looks at something else by own choice. */
  readonly isAway: boolean;
  /** What this presenter chose and the server has not confirmed. */
  readonly unsent: SessionView | null;
}

/** Who joins: whether this page shows things to everyone, and whether what is shown was shown by the person that sits here. */
export interface JoinRole {
  readonly isPresenter: boolean;
  readonly isOwn: boolean;
}

/** What has to be done now: draw a view here, or show it to everyone. */
export interface FollowAct {
  readonly do: 'apply' | 'send';
  readonly view: SessionView;
}

/** A page as it stands after something happened. */
export interface FollowStep {
  readonly follow: Follow;
  readonly act: FollowAct | null;
}

/** A page that has heard nothing yet. */
export const restingFollow: Follow = { shown: null, isPresenter: false, isAway: false, unsent: null };

const stay = (follow: Follow): FollowStep => ({ follow, act: null });
const apply = (follow: Follow): FollowStep => ({
  follow,
  act: follow.shown && { do: 'apply', view: follow.shown.view },
});

/**
 * The answer to a join, the first one or after a lost line: to where the presenter is. A presenter whose last choice did not arrive
 * sends it again, unless someone else has shown something since; who had wandered off stays there.
 */
export function joinShown(follow: Follow, shown: Shown, { isPresenter, isOwn }: JoinRole): FollowStep {
  const next = { ...follow, shown, isPresenter };
  const isOvertaken = !isOwn && shown.n !== follow.shown?.n;
  if (isPresenter && follow.isPresenter && follow.unsent && !isOvertaken) {
    return { follow: next, act: { do: 'send', view: follow.unsent } };
  }
  const settled = { ...next, unsent: null };
  return settled.isAway && !isPresenter ? stay(settled) : apply({ ...settled, isAway: false });
}

/** The presenter shows something; what is not newer is left out (P29). What was sent from here has arrived when it comes back. */
export function takeShown(follow: Follow, shown: Shown): FollowStep {
  if (follow.shown && shown.n <= follow.shown.n) return stay(follow);
  if (follow.unsent && isSameView(shown.view, follow.unsent)) return stay({ ...follow, shown, unsent: null });
  const next = { ...follow, shown };
  return next.isAway || next.unsent ? stay(next) : apply(next);
}

/** Something was chosen here: the presenter shows it to everyone, anyone else looks alone, or is back by hand. Before the first answer there is nobody to leave. */
export function takeOwn(follow: Follow, view: SessionView): FollowStep {
  if (follow.shown === null) return stay(follow);
  const isShown = isSameView(follow.shown.view, view);
  if (!follow.isPresenter) return stay({ ...follow, isAway: !isShown });
  if (isShown && !follow.unsent) return stay(follow);
  return { follow: { ...follow, unsent: view }, act: { do: 'send', view } };
}

/** The server took what was sent as number `n`, or refused it (null). What was chosen since is still unsent. */
export function takeSent(follow: Follow, view: SessionView, n: number | null): FollowStep {
  const unsent = follow.unsent && isSameView(follow.unsent, view) ? null : follow.unsent;
  if (n === null) return apply({ ...follow, unsent: null });
  const isNewer = !follow.shown || n > follow.shown.n;
  return stay({ ...follow, unsent, shown: isNewer ? { n, view } : follow.shown });
}

/** Back to exactly where the presenter is. */
export function comeBack(follow: Follow): FollowStep {
  return apply({ ...follow, isAway: false });
}

/** The session was handed on. Who gets it begins where everyone is. */
export function takeRole(follow: Follow, isPresenter: boolean): FollowStep {
  if (isPresenter === follow.isPresenter) return stay(follow);
  const next = { ...follow, isPresenter, unsent: null };
  const isElsewhere = isPresenter ? follow.isAway : follow.unsent !== null;
  return isElsewhere ? apply({ ...next, isAway: false }) : stay(next);
}
