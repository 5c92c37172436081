/** Needs of `createBatcher`. */
export interface BatcherParts<Item> {
  /** Done with a batch; never rejects. */
  readonly work: (items: readonly Item[]) => Promise<void>;
  readonly maxBatch: number;
  /** How long the first item of a batch waits for others, milliseconds. */
  readonly waitMs: number;
  /** Items held at most; whoever adds more waits for room. */
  readonly maxHeld: number;
}

/** Gathers items and works on them batch after batch, one at a time and in order. */
export interface Batcher<Item> {
  /** `onRoom` is called once there is room for another item, at once as a rule. */
  add(item: Item, onRoom: () => void): void;
  /** Items that wait or are being worked on. */
  readonly held: number;
  /** Takes nothing more, gives up what waits and resolves when no batch is under way. */
  stop(): Promise<void>;
}

/** Builds a batcher. */
export function createBatcher<Item>(parts: BatcherParts<Item>): Batcher<Item> {
  const waiting: Item[] = [];
  const blocked: (() => void)[] = [];
  let underWay = 0;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const release = (): void => {
    while (blocked.length > 0 && waiting.length + underWay < parts.maxHeld) blocked.shift()?.();
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0 && !isStopped) {
      const batch = waiting.splice(0, parts.maxBatch);
      underWay = batch.length;
      await parts.work(batch);
      underWay = 0;
      release();
    }
  };
  const start = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    running ??= run().finally(() => {
      running = null;
    });
  };
  return {
    get held() {
      return waiting.length + underWay;
    },
    add(item, onRoom) {
      if (isStopped) return;
      waiting.push(item);
      // While a batch is under way the next one gathers by itself.
      if (waiting.length >= parts.maxBatch) start();
      else if (!running) timer ??= setTimeout(start, parts.waitMs);
      if (waiting.length + underWay < parts.maxHeld) onRoom();
      else blocked.push(onRoom);
    },
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      timer = null;
      waiting.length = 0;
      blocked.length = 0;
      await running;
    },
  };
}
