import { useTicking } from '../useNow.ts';

/** True once an answer is older than it may be. By the time since it came: a server whose clock is set does not make it old. */
export function useIsOld(cameAt: number, oldMs: number): boolean {
  return useTicking(() => Date.now() - cameAt > oldMs);
}
