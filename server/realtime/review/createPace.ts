/** Sends the newest of what comes, at most once in a while. */
export interface Pace<Value> {
  /** Sends now where nothing was sent lately, else the newest when the time is over. */
  push(value: Value): void;
  /** Lets what waits go unsent. */
  stop(): void;
}

/** Builds it; its timer runs only while something was sent lately. */
export function createPace<Value>(everyMs: number, send: (value: Value) => void): Pace<Value> {
  let timer: NodeJS.Timeout | null = null;
  let waiting: { readonly value: Value } | null = null;
  const turn = (): void => {
    timer = null;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(turn, everyMs);
    send(value);
  };
  return {
    push(value) {
      waiting = { value };
      if (!timer) turn();
    },
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      waiting = null;
    },
  };
}
