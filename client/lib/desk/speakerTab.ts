/** Whether this tab speaks; `pending` until the browser said. */
export type SpeakerRole = 'pending' | 'speaker' | 'other';

/** Which tab speaks, and that somebody is at another. */
export interface SpeakerTab {
  role(): SpeakerRole;
  /** Tells the other tabs that somebody is here. */
  touch(): void;
  stop(): void;
}

const name = 'simpul.suara';
/** Keys come faster than the other tabs need to know. Milliseconds. */
const tellMs = 1_000;

/**
 * Joins the tabs of this browser: one of them speaks, and the next one takes over when it closes. A browser without locks (pages
 * that do not come by TLS have none) lets each tab speak: twice is better than not at all.
 */
export function joinTabs(parts: { readonly onChange: () => void; readonly onTouch: () => void }): SpeakerTab {
  // Typed as always there; it is not.
  const locks = navigator.locks as LockManager | undefined;
  let role: SpeakerRole = locks === undefined ? 'speaker' : 'pending';
  let release: () => void = () => undefined;
  const abort = new AbortController();
  const become = (next: SpeakerRole): void => {
    role = next;
    parts.onChange();
  };
  /** Keeps the lock until the stop. */
  const speak = (): Promise<void> => {
    if (abort.signal.aborted) return Promise.resolve();
    become('speaker');
    return new Promise((resolve) => {
      release = resolve;
    });
  };
  const ask = async (held: LockManager): Promise<void> => {
    const isMine = await held.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await speak();
      return lock !== null;
    });
    if (isMine || abort.signal.aborted) return;
    become('other');
    await held.request(name, { signal: abort.signal }, speak);
  };
  // A browser that refuses leaves the speaking to each tab.
  if (locks) ask(locks).catch(() => (abort.signal.aborted ? undefined : become('speaker')));
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  if (channel) channel.onmessage = parts.onTouch;
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    role: () => role,
    touch() {
      const now = performance.now();
      if (now - toldAt < tellMs) return;
      toldAt = now;
      channel?.postMessage('touch');
    },
    stop() {
      abort.abort();
      release();
      channel?.close();
    },
  };
}
