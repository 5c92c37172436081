import type { HealthLevel } from '#shared/model/health.ts';

/** What goes out every minute, so that somebody else notices when it no longer does. */
export interface HeartbeatBody {
  readonly state: HealthLevel;
  readonly version: string;
  readonly region: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/**
 * `sent` the last one arrived · `failing` the other end does not take it · `withheld` none went out because this server cannot store ·
 * `waiting` none was due yet.
 */
export interface HeartbeatState {
  readonly kind: 'not-set' | 'waiting' | 'sent' | 'failing' | 'withheld';
  readonly sentAt: number | null;
  readonly fault: string | null;
}

/** Needs of `createHeartbeat`. */
export interface HeartbeatParts {
  /** Null where no address is set. Rejects when the other end did not take it. */
  readonly send: ((body: HeartbeatBody) => Promise<void>) | null;
  /** True when a real write succeeds now. */
  readonly canStore: () => Promise<boolean>;
  readonly describe: () => Omit<HeartbeatBody, 'at'>;
  readonly now: () => number;
}

/** The heartbeat to the outside. */
export interface Heartbeat {
  /** One turn; never rejects. While one is under way, a further one is the same. */
  beat(): Promise<void>;
  state(): HeartbeatState;
}

const maxFaultChars = 120;

/** Builds the heartbeat: silence is the message, so it is sent by a server that can store and by no other. */
export function createHeartbeat({ send, canStore, describe, now }: HeartbeatParts): Heartbeat {
  let state: HeartbeatState = { kind: send ? 'waiting' : 'not-set', sentAt: null, fault: null };
  let underWay: Promise<void> | null = null;
  const turn = async (): Promise<void> => {
    if (!send) return;
    if (!(await canStore())) {
      state = { ...state, kind: 'withheld', fault: null };
      return;
    }
    try {
      await send({ ...describe(), at: new Date(now()).toISOString() });
      state = { kind: 'sent', sentAt: now(), fault: null };
    } catch (error) {
      const fault = (error instanceof Error ? error.message : String(error)).slice(0, maxFaultChars);
      state = { ...state, kind: 'failing', fault };
    }
  };
  return {
    beat() {
      underWay ??= turn().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    state: () => state,
  };
}
