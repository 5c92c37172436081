import type { HostLimit } from './feed.ts';

/** One bucket for all of BMKG: 28 at once and one each two seconds stay below its 60 calls a minute in any minute. */
export const bmkgLimit: HostLimit = { host: 'bmkg.go.id', burst: 28, refillMs: 2_000 };
