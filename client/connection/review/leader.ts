import type { SessionView } from '#shared/model/session.ts';
import type { ReviewShown } from '#shared/protocol/review.ts';
import {
  comeBack,
  type Follow,
  type FollowStep,
  type JoinRole,
  joinShown,
  takeOwn,
  takeRole,
  takeSent,
  takeShown,
} from '../../lib/review/follow.ts';
import { isSameView } from '../../lib/review/sessionView.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import { timeStore } from '../../stores/timeStore.ts';
import { applyView, isInstantOnItsWay, readView, watchPicture } from './pictureStores.ts';

type Sent = { readonly n: number } | 'refused' | 'unheard';

/** Carries out who leads: draws what the presenter shows, and shows what this presenter chooses. */
export interface Leader {
  joined(shown: ReviewShown, role: JoinRole): void;
  shown(shown: ReviewShown): void;
  role(isPresenter: boolean): void;
  /** Back to where the presenter is. */
  back(): void;
  stop(): void;
}

/** A map that is dragged and a day that plays change with every frame; the line takes so many views. Milliseconds. */
const spacingMs = 250;
/** While time plays, each step would make every screen ask for another past. Milliseconds. */
const playSpacingMs = 5_000;

/** Builds the leader of this page; `send` gives the number of the view, or says why there is none. */
export function createLeader(send: (view: SessionView) => Promise<Sent>): Leader {
  return new PageLeader(send);
}

class PageLeader implements Leader {
  readonly #send: (view: SessionView) => Promise<Sent>;
  readonly #unwatch: () => void;
  /** What was last drawn from elsewhere or judged as a choice. */
  #known: SessionView;
  #look: ReturnType<typeof setTimeout> | undefined;
  #sending: ReturnType<typeof setTimeout> | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;
  #isOnItsWay = false;

  constructor(send: (view: SessionView) => Promise<Sent>) {
    this.#send = send;
    this.#known = readView();
    // Several stores change in one step: looked at when it is over.
    this.#unwatch = watchPicture(() => {
      this.#look ??= setTimeout(() => this.#judge(), 0);
    });
  }

  joined(shown: ReviewShown, role: JoinRole): void {
    this.#judgeNow();
    this.#take(joinShown(this.#follow(), shown, role));
  }

  shown(shown: ReviewShown): void {
    this.#judgeNow();
    this.#take(takeShown(this.#follow(), shown));
  }

  role(isPresenter: boolean): void {
    this.#judgeNow();
    this.#take(takeRole(this.#follow(), isPresenter));
  }

  back(): void {
    this.#take(comeBack(this.#follow()));
  }

  stop(): void {
    this.#unwatch();
    clearTimeout(this.#look);
    clearTimeout(this.#sending);
  }

  #follow(): Follow {
    return useReviewStore.getState().follow;
  }

  #judge(): void {
    clearTimeout(this.#look);
    this.#look = undefined;
    const shown = readView();
    const isOnItsWay = isInstantOnItsWay();
    const isMissing = timeStore.getState().fault !== null;
    // A past that is on its way is nobody's picture yet; one that does not come was none.
    const settled = isOnItsWay || isMissing ? { ...shown, at: this.#known.at } : shown;
    if (isSameView(settled, this.#known)) return;
    // Another choice stands at the time that is to be seen, and the one that did not come is forgotten.
    const view = isOnItsWay ? settled : shown;
    this.#known = view;
    if (isMissing) timeStore.setState({ fault: null });
    this.#take(takeOwn(this.#follow(), view));
  }

  /** What was chosen here came first. */
  #judgeNow(): void {
    if (this.#look !== undefined) this.#judge();
  }

  #take({ follow, act }: FollowStep): void {
    if (follow !== this.#follow()) useReviewStore.setState({ follow });
    if (act?.do === 'apply') {
      applyView(act.view);
      this.#known = { ...readView(), at: act.view.at };
    } else if (act) this.#sendSoon();
  }

  #sendSoon(): void {
    if (this.#sending !== undefined || this.#isOnItsWay) return;
    const spacing = timeStore.getState().isPlaying ? playSpacingMs : spacingMs;
    const wait = Math.max(0, this.#sentAt + spacing - performance.now());
    this.#sending = setTimeout(() => void this.#sendNow(), wait);
  }

  /** What was not heard is sent again after the next join; a later choice than what was on its way follows it. */
  async #sendNow(): Promise<void> {
    this.#sending = undefined;
    const view = this.#follow().unsent;
    if (!view) return;
    this.#sentAt = performance.now();
    this.#isOnItsWay = true;
    const sent = await this.#send(view);
    this.#isOnItsWay = false;
    if (sent === 'unheard') return;
    this.#take(takeSent(this.#follow(), view, sent === 'refused' ? null : sent.n));
    if (this.#follow().unsent) this.#sendSoon();
  }
}
