import { StoreUnavailableError } from '../domain/storeErrors.ts';
import { ProblemError } from './answers.ts';

/** Lets at most so many pieces of work run or wait at once; a further one is refused at once, so that no queue grows without end (R7). */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Builds a gate; what it refuses is answered 503 with `Retry-After`. */
export function createGate(max: number): Gate {
  let running = 0;
  return async (work) => {
    if (running >= max) throw new StoreUnavailableError('overloaded');
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}

/** The same with at most `mostEach` for any one who asks; more than that is answered 429. */
export function createSharedGate(max: number, mostEach: number): (who: string) => Gate {
  const gate = createGate(max);
  const running = new Map<string, number>();
  return (who) => (work) =>
    gate(async () => {
      const before = running.get(who) ?? 0;
      if (before >= mostEach) throw new ProblemError('rate');
      running.set(who, before + 1);
      try {
        return await work();
      } finally {
        const after = (running.get(who) ?? 1) - 1;
        if (after > 0) running.set(who, after);
        else running.delete(who);
      }
    });
}
