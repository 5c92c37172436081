import type { FeedState } from '#shared/model/feedState.ts';
import type { HealthPart, HealthPartId } from '#shared/model/health.ts';

type LinkError = NonNullable<FeedState['lastError']>;

/** Parts whose trouble every screen must show, with the code that screens translate. The store and the feeds have links of their own. */
const linked: Readonly<Partial<Record<HealthPartId, { name: string; code: LinkError['code'] }>>> = {
  disk: { name: 'Disk', code: 'disk-low' },
  alarms: { name: 'Penilai alarm', code: 'alarms-silent' },
  loop: { name: 'Kecepatan server', code: 'loop-slow' },
  clock: { name: 'Jam server', code: 'clock-step' },
  backup: { name: 'Cadangan data', code: 'backup-old' },
};

/** A number that moves is told again at most this often, and a write that failed is tried again no sooner. */
const leastPauseMs = 60_000;

/** Keeps the links of the parts; returns what must be stored now, nothing while all is as it was told. */
export interface PartLinks {
  toPut(parts: readonly HealthPart[]): readonly FeedState[];
  /** What was returned is durable. */
  told(states: readonly FeedState[]): void;
}

/**
 * A part that was never in trouble has no link: nothing is written for it. `previous` are the links of the last run, so that what was
 * told then is taken back now.
 */
export function createPartLinks(previous: readonly FeedState[], now: () => number): PartLinks {
  const known = new Map(previous.map((feed) => [feed.id, feed]));
  const triedAt = new Map<string, number>();
  return {
    toPut(parts) {
      const at = now();
      return parts.flatMap((part) => {
        const next = toLink(part, known, at);
        if (!next) return [];
        // A clock that was set back must not silence a link until it has caught up.
        const pausedMs = Math.abs(at - (triedAt.get(next.id) ?? Number.NEGATIVE_INFINITY));
        if (pausedMs < leastPauseMs) return [];
        triedAt.set(next.id, at);
        return [next];
      });
    },
    told(states) {
      for (const state of states) known.set(state.id, state);
    },
  };
}

/** Null where the link says it already. */
function toLink(part: HealthPart, known: ReadonlyMap<string, FeedState>, at: number): FeedState | null {
  const what = linked[part.id];
  if (!what) return null;
  const id = `system-${part.id}`;
  const last = known.get(id);
  const state = toState(part);
  if (!last && state === 'up') return null;
  const detail = state === 'up' ? null : toDetail(part);
  if (last?.state === state && (detail === null || last.lastError?.detail === detail)) return null;
  return {
    id,
    name: what.name,
    provider: 'Simpul',
    kind: 'system',
    state,
    since: last?.state === state ? last.since : at,
    lastInAt: state === 'up' ? at : (last?.lastInAt ?? null),
    lastError: detail === null ? (last?.lastError ?? null) : { at, code: toCode(part, what.code), detail },
    indicators: [],
  };
}

/** That the server is slow is for whoever keeps it; a wall is told when it stands still. */
function toState({ id, level }: HealthPart): FeedState['state'] {
  if (level === 'bad') return 'down';
  return level === 'watch' && id !== 'loop' ? 'degraded' : 'up';
}

/** An evaluator that has no place for more is not silent. */
function toCode({ id, code }: HealthPart, usual: LinkError['code']): LinkError['code'] {
  return id === 'alarms' && code === 'full' ? 'alarms-full' : usual;
}

/** Numbers only, as far as they go: screens put the words. */
function toDetail({ id, code, params }: HealthPart): string {
  if (id === 'alarms' && code === 'full') return String(params['count']);
  if (id === 'disk') return `${toSize(Number(params['freeBytes']))} (${params['percent']} %)`;
  if (id === 'loop') return `p99 ${params['p99Ms']} ms, maks. ${params['maxMs']} ms`;
  if (id === 'clock') return `${Math.round(Number(params['stepMs']) / 1_000)} s`;
  return String(params['at'] ?? '');
}

/** Whole numbers, the same in every language; a link is not told again for every megabyte. */
function toSize(bytes: number): string {
  return bytes >= 2e9 ? `${Math.floor(bytes / 1e9)} GB` : `${Math.floor(bytes / 5e7) * 50} MB`;
}
