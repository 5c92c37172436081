/**
 * `checking`: a picture is there, but nothing yet shows that it moves. `unproven`: pictures come from a host that lets no page compare
 * them. `frozen`: the same picture again and again. Only `live` may look live.
 */
export type CameraPhase = 'starting' | 'checking' | 'live' | 'unproven' | 'frozen' | 'dead';

/** What a screen knows of a camera. Instants are epoch milliseconds. */
export interface CameraState {
  readonly phase: CameraPhase;
  /** Start of the first try. */
  readonly startedAt: number;
  /** Last sign that the picture moved, or its first reading; null for never. */
  readonly frameAt: number | null;
  /** Last answer of whatever kind; null for none. */
  readonly heardAt: number | null;
  /** Since when it is frozen or dead; null where it never was anything else. */
  readonly since: number | null;
  /** Unchanged readings in a row. */
  readonly same: number;
  /** Failed tries in a row. */
  readonly failures: number;
  /** True where what it gives is a recording with an end. */
  readonly isRecording: boolean;
}

/**
 * What happened: the picture moved; it came for the first time, unchanged, or where nobody may compare it; a stream plays, but what may
 * be old; a try failed; time passed.
 */
export interface CameraSignal {
  readonly kind: 'moved' | 'first' | 'same' | 'opaque' | 'playing' | 'fail' | 'recording' | 'tick';
  readonly at: number;
}

/** Bounds that differ with the kind of camera. */
export interface CameraLimits {
  /** Silence after which a camera is dead. Milliseconds. */
  readonly silentMs: number;
  /** Failed tries in a row after which it is dead. */
  readonly failures: number;
}

/** Unchanged readings after which a picture is called frozen. */
const sameLimit = 5;

/** Streams are dead after ten seconds without progress; snapshots after two failures, or three readings without an answer. */
export function toCameraLimits(refreshSeconds: number | null): CameraLimits {
  if (refreshSeconds === null) return { silentMs: 10_000, failures: 1 };
  return { silentMs: Math.max(25_000, refreshSeconds * 3_000), failures: 2 };
}

/** A camera that is tried for the first time. */
export function startCamera(at: number): CameraState {
  return {
    phase: 'starting',
    startedAt: at,
    frameAt: null,
    heardAt: null,
    since: null,
    same: 0,
    failures: 0,
    isRecording: false,
  };
}

/** The state after a signal; the same object where nothing changed. Pure. */
export function stepCamera(state: CameraState, signal: CameraSignal, limits: CameraLimits): CameraState {
  const { at } = signal;
  switch (signal.kind) {
    case 'moved':
      return { ...toHeard(state, at), phase: 'live', frameAt: at, since: null, same: 0 };
    case 'first':
      return { ...toHeard(state, at), phase: 'checking', frameAt: at, since: null, same: 0 };
    case 'opaque':
      return { ...toHeard(state, at), phase: 'unproven', frameAt: at, since: null };
    case 'playing':
      // An encoder that stopped leaves seconds behind, which play again with every try.
      return state.phase === 'dead' ? state : { ...state, heardAt: at, phase: toPlaying(state.phase) };
    case 'same':
      return takeSame(state, at);
    case 'recording':
      return { ...die(state, at), isRecording: true, failures: state.failures + 1 };
    case 'fail': {
      const failed = { ...state, failures: state.failures + 1 };
      return failed.failures >= limits.failures ? die(failed, at) : failed;
    }
    case 'tick':
      return isSilent(state, at, limits) ? die(state, at) : state;
  }
}

const firstRetryMs = 2_000;
const lastRetryMs = 60_000;

/** Pause before the next try after so many failures in a row. Milliseconds. */
export function toRetryMs(failures: number): number {
  return Math.min(lastRetryMs, firstRetryMs * 2 ** Math.max(0, Math.min(10, failures - 1)));
}

function toPlaying(phase: CameraPhase): CameraPhase {
  return phase === 'starting' ? 'checking' : phase;
}

function toHeard(state: CameraState, at: number): CameraState {
  return { ...state, heardAt: at, failures: 0, isRecording: false };
}

function takeSame(state: CameraState, at: number): CameraState {
  const same = state.same + 1;
  const heard = { ...toHeard(state, at), same };
  if (same >= sameLimit) return { ...heard, phase: 'frozen', since: state.frameAt };
  return state.phase === 'dead' ? { ...heard, phase: 'checking', since: null } : heard;
}

/** Dead since its last picture; a frozen one since it stopped to answer. */
function die(state: CameraState, at: number): CameraState {
  if (state.phase === 'dead') return state;
  const since = state.phase === 'frozen' ? at : state.frameAt;
  return { ...state, phase: 'dead', since };
}

function isSilent(
  { phase, heardAt, startedAt }: CameraState,
  at: number,
  { silentMs }: CameraLimits,
): boolean {
  return phase !== 'dead' && at - (heardAt ?? startedAt) > silentMs;
}
