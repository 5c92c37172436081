import type { HealthPart } from '#shared/model/health.ts';
import { type HealthSources, judgeHealth } from './judgeHealth.ts';

/** How every part stands, with since when. */
export interface Health {
  /** Looks once; true when a level changed. */
  look(): boolean;
  parts(): readonly HealthPart[];
}

/** Remembers since when each part is at its level. */
export function createHealth(sources: () => HealthSources, now: () => number): Health {
  let parts: readonly HealthPart[] = [];
  return {
    look() {
      const at = now();
      const before = new Map(parts.map((part) => [part.id, part]));
      parts = judgeHealth(sources(), at).map((part) => {
        const last = before.get(part.id);
        return { ...part, since: last?.level === part.level ? last.since : new Date(at).toISOString() };
      });
      return parts.some(({ id, level }) => before.get(id)?.level !== level);
    },
    parts: () => parts,
  };
}
