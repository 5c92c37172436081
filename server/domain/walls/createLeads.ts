import type { ReviewPoint } from '#shared/protocol/review.ts';
import type { WallPicture } from '#shared/protocol/wall.ts';

/** What a session shows changed on its walls. */
export type LeadNews =
  | { readonly kind: 'picture'; readonly picture: WallPicture }
  | { readonly kind: 'point'; readonly session: string; readonly at: ReviewPoint['at'] };

/** What running sessions show on walls, beside the scenes that they send: it changes too often for the log of walls. */
export interface WallLeads {
  pictureOf(session: string | undefined): WallPicture | null;
  /** What the session shows now, until `forget`. */
  show(picture: WallPicture): void;
  /** Where its presenter points. */
  point(session: string, at: ReviewPoint['at']): void;
  forget(session: string): void;
  /** Told of each; returns its off. */
  onNews(listener: (news: LeadNews) => void): () => void;
}

/** Sessions whose picture is held; the oldest goes first, and comes back with whatever it shows next. */
const maxHeld = 64;

/** Builds them. */
export function createLeads(): WallLeads {
  const pictures = new Map<string, WallPicture>();
  const listeners = new Set<(news: LeadNews) => void>();
  const tell = (news: LeadNews): void => {
    for (const listener of listeners) listener(news);
  };
  return {
    pictureOf: (session) => pictures.get(session ?? '') ?? null,
    show(picture) {
      pictures.delete(picture.id);
      pictures.set(picture.id, picture);
      const [oldest] = pictures.keys();
      if (pictures.size > maxHeld && oldest !== undefined) pictures.delete(oldest);
      tell({ kind: 'picture', picture });
    },
    point: (session, at) => tell({ kind: 'point', session, at }),
    forget: (session) => void pictures.delete(session),
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
