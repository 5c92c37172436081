import type { ReviewLine, ReviewPoint, ReviewWelcome } from '#shared/protocol/review.ts';
import { applySessionLine } from '#shared/rules/sessionAt.ts';
import { serverClock } from '../../lib/serverClock.ts';
import { presentStore } from '../../stores/liveStore.ts';
import { mapStore } from '../../stores/mapStore.ts';
import { isPresenting, useReviewStore } from '../../stores/reviewStore.ts';
import { reloadPage } from '../reloadPage.ts';
import { createLeader, type Leader } from './leader.ts';
import { createReviewConnection, type ReviewConnection } from './reviewConnection.ts';

/** What a page can do in its session, beside what goes by request. */
export interface ReviewLink {
  /** Back to where the presenter is. */
  back(): void;
  point(at: ReviewPoint['at']): void;
  /** Settles once the server has heard it, or has not. */
  ready(isReady: boolean): Promise<void>;
  stop(): void;
}

/** Joins the session and keeps the store at it until `stop`. */
export function openReview(session: string): ReviewLink {
  mapStore.setState({ isLed: true });
  const leader: Leader = createLeader((view) => connection.show(view));
  const connection: ReviewConnection = createReviewConnection(session, {
    onWelcome(welcome) {
      serverClock.observe(welcome.serverAt);
      takeWelcome(welcome, leader);
    },
    onShown: (shown) => leader.shown(shown),
    onPointed: (at) => useReviewStore.setState({ pointer: at }),
    onLine: (line) => takeLine(line, leader, connection),
    onPeople: ({ here, poll }) =>
      useReviewStore.setState((state) => ({
        here,
        poll: poll && { ...poll, mine: state.poll?.text === poll.text && state.poll.mine },
      })),
    onLeft: (left) => useReviewStore.setState({ line: 'left', left, pointer: null }),
    onDown: () =>
      useReviewStore.setState(({ line }) => ({ line: line === 'up' ? 'down' : line, pointer: null })),
    onRefused: () => useReviewStore.setState({ line: 'refused' }),
    onOutdated: () => reloadPage('version'),
  });
  // Both connections go the same way: where one hears nothing, the other one only believes that it stands.
  const unwatch = presentStore.subscribe((now, before) => {
    if (now.link === 'cut' && before.link !== 'cut') connection.renew();
  });
  return {
    back: leader.back.bind(leader),
    point: connection.point,
    async ready(isReady) {
      const { poll: asked } = useReviewStore.getState();
      if (!(await connection.ready(isReady))) return;
      useReviewStore.setState(({ poll }) => ({
        poll: poll && poll.text === asked?.text ? { ...poll, mine: isReady } : poll,
      }));
    },
    stop() {
      unwatch();
      leader.stop();
      connection.stop();
    },
  };
}

function takeWelcome(welcome: ReviewWelcome, leader: Leader): void {
  const { session, shown, you, here, poll, promises, promisesLeft = 0, agreement } = welcome;
  useReviewStore.setState({
    line: 'up',
    left: null,
    session,
    you,
    here,
    poll,
    promises,
    promisesLeft,
    agreement,
    pointer: null,
  });
  leader.joined(shown, { isPresenter: isPresenting({ session, you }), isOwn: shown.by?.id === you.id });
}

/** A line that follows what is held is applied; after a gap the whole is asked for (P30). */
function takeLine({ version, line }: ReviewLine, leader: Leader, connection: ReviewConnection): void {
  const { session, you } = useReviewStore.getState();
  if (!session || version <= session.version) return;
  if (version !== session.version + 1) {
    connection.rejoin();
    return;
  }
  if (!line) {
    useReviewStore.setState({ session: { ...session, version } });
    return;
  }
  const next = applySessionLine(session, line);
  useReviewStore.setState({ session: next });
  const { deed, by } = line;
  if (deed.kind === 'wall' && session.state === 'open') {
    const isTaken = !deed.on && by.id !== you?.id;
    const { takenWall } = useReviewStore.getState();
    if (isTaken) useReviewStore.setState({ takenWall: { wall: deed.wall, by: by.name } });
    else if (takenWall?.wall === deed.wall) useReviewStore.setState({ takenWall: null });
  }
  // Whatever was answered to the poll before, in the same words or not.
  if (deed.kind === 'poll-opened')
    useReviewStore.setState(({ poll }) => ({ poll: poll && { ...poll, mine: false } }));
  leader.role(isPresenting({ session: next, you }));
  // A guest is told what was promised once the session is open.
  if (deed.kind === 'opened' && you?.link != null) connection.rejoin();
}
