/** Lets works that read and then write run one after another, so that none acts on what another is changing. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Builds it; a work that fails does not hold up the next one. A work must not wait for a turn of its own. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
