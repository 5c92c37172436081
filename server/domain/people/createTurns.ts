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

/** The same for many things at once: works of one id wait for each other, and for nothing else. */
export type TurnsOf = <T>(id: string, work: () => Promise<T>) => Promise<T>;

/** Builds it; it holds no more ids than there are works that run or wait. */
export function createTurnsOf(): TurnsOf {
  const lines = new Map<string, { readonly inTurn: Turns; works: number }>();
  return async (id, work) => {
    const line = lines.get(id) ?? { inTurn: createTurns(), works: 0 };
    lines.set(id, line);
    line.works += 1;
    try {
      return await line.inTurn(work);
    } finally {
      line.works -= 1;
      if (line.works === 0) lines.delete(id);
    }
  };
}
