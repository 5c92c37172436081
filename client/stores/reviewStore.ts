import { create } from 'zustand';
import type { Session, SessionPromise, SessionView } from '#shared/model/session.ts';
import type { ReviewLeft, ReviewPoint, ReviewWelcome } from '#shared/protocol/review.ts';
import { type Follow, restingFollow } from '../lib/review/follow.ts';
import type { SessionScene } from '../lib/review/sessionView.ts';

/** How far this page is: it asks, it is in, its line is down, it may not, or it had to leave. */
export type ReviewLine = 'asking' | 'up' | 'down' | 'refused' | 'left';

type Poll = ReviewWelcome['poll'];

/** A session as this page holds it. The picture itself is in the wall's own stores. */
export interface ReviewState {
  readonly line: ReviewLine;
  readonly left: ReviewLeft['reason'] | null;
  readonly session: Session | null;
  readonly you: ReviewWelcome['you'] | null;
  readonly here: number;
  readonly poll: Poll;
  readonly promises: readonly SessionPromise[];
  /** How many more there are than these. */
  readonly promisesLeft: number;
  /** The agreement as it was called when this page came in. */
  readonly agreement: ReviewWelcome['agreement'];
  readonly follow: Follow;
  /** Scene on this page. */
  readonly scene: SessionScene;
  readonly highlight: SessionView['highlight'];
  /** Where the presenter points, shares of the picture; null for nowhere. */
  readonly pointer: ReviewPoint['at'];
  /** A wall that someone else took out of the session, until that was read; null for none. */
  readonly takenWall: { readonly wall: string; readonly by: string } | null;
  /** What the presenter's hand does in the picture. */
  readonly tool: 'none' | 'highlight' | 'pointer';
}

/** The session of this page. */
export const useReviewStore = create<ReviewState>(() => ({
  line: 'asking',
  left: null,
  session: null,
  you: null,
  here: 0,
  poll: null,
  promises: [],
  promisesLeft: 0,
  agreement: null,
  follow: restingFollow,
  scene: 'ikhtisar',
  highlight: null,
  pointer: null,
  takenWall: null,
  tool: 'none',
}));

/** The session and who looks at it; for what is drawn only inside one. */
export function useJoined(): { readonly session: Session; readonly you: ReviewWelcome['you'] } {
  const session = useReviewStore((state) => state.session);
  const you = useReviewStore((state) => state.you);
  if (!session || !you) throw new Error('a session was drawn before it was joined');
  return { session, you };
}

/** True where this page shows things to everyone: for the presenter, or any leader while nobody presents (P29). */
export function isPresenting({ session, you }: Pick<ReviewState, 'session' | 'you'>): boolean {
  if (!session || !you || session.state !== 'open') return false;
  return session.presenter === null ? you.mayLead : session.presenter.id === you.id;
}
