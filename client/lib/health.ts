import type { FeedState } from '#shared/model/feedState.ts';

/** Health of the whole: worst part of the system itself, and how many outside sources bring data. */
export interface Health {
  readonly level: 'healthy' | 'slow' | 'broken' | 'unknown';
  /** What is said of the part in the worst trouble; null while there is none, or nothing is known of it. */
  readonly trouble: FeedState['lastError'];
  /** Sources that answer, even if late. */
  readonly up: number;
  /** Sources that are meant to answer: those switched off are not counted. */
  readonly total: number;
}

/** `healthy` while every part of Simpul itself is up; sources are counted apart, one dead source does not make the system ill. */
export function toHealth(feeds: readonly FeedState[]): Health {
  const parts = feeds.filter((feed) => feed.kind === 'system');
  const sources = feeds.filter((feed) => feed.kind !== 'system' && feed.state !== 'off');
  const up = sources.filter((feed) => feed.state === 'up' || feed.state === 'degraded').length;
  const isBroken = parts.some((part) => part.state === 'down');
  const isSlow = parts.some((part) => part.state === 'degraded');
  const level = isBroken ? 'broken' : isSlow ? 'slow' : feeds.length === 0 ? 'unknown' : 'healthy';
  const worst = parts.find(({ state }) => state === (isBroken ? 'down' : 'degraded'));
  return { level, trouble: worst?.lastError ?? null, up, total: sources.length };
}
