import { StoreUnavailableError } from '../domain/storeErrors.ts';

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
