import { watchTyping } from '../../lib/review/typing.ts';
import { followPresent, showPresent } from '../../stores/conductor.ts';
import { presentStore } from '../../stores/liveStore.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import { holdAddress } from '../../stores/viewStore.ts';
import { watchBuild } from '../buildWatch.ts';
import { loadCatalogue } from '../catalogue.ts';
import { createLiveConnection } from '../liveConnection.ts';
import { openReview, type ReviewLink } from './openReview.ts';

/** The running page of a session. */
export interface SessionPage extends Omit<ReviewLink, 'stop'> {
  /** Asks once more to be let in: whoever sits here has become a guest, or signed in. */
  enter(): void;
}

/** Joins a session; figures are asked for once it is open and this page is in it, and no longer than that. */
export function openSessionPage(id: string): SessionPage {
  holdAddress();
  followPresent();
  let stopFigures: (() => void) | null = null;
  useReviewStore.subscribe(({ line, session }) => {
    const isWanted = (line === 'up' || line === 'down') && session?.state === 'open';
    if (isWanted) stopFigures ??= startFigures();
    else if (line !== 'asking') {
      stopFigures?.();
      stopFigures = null;
    }
  });
  let link = openReview(id);
  return {
    enter() {
      link.stop();
      useReviewStore.setState({ line: 'asking' });
      link = openReview(id);
    },
    back: () => link.back(),
    point: (at) => link.point(at),
    ready: (isReady) => link.ready(isReady),
  };
}

function startFigures(): () => void {
  const catalogue = loadCatalogue();
  // Everyone in a session may sit behind a thin line: figures a second apart leave room for what is shown.
  const live = createLiveConnection({ onCatalogue: catalogue.want, pace: 'calm' });
  const typing = watchTyping();
  const unwatch = watchBuild(presentStore, location.pathname, typing.isTyping);
  return () => {
    catalogue.stop();
    live.stop();
    unwatch();
    typing.stop();
    showPresent();
  };
}
