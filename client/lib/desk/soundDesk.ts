import { noSounds, planSound, type Saying, type SoundAlarm } from './soundPlan.ts';

/** Needs of `createSoundDesk`. Instants are monotonic milliseconds of this page. */
export interface SoundDeskParts {
  readonly now: () => number;
  /** True once the browser lets the page sound. */
  readonly isReady: () => boolean;
  /** False in a tab that leaves the speaking to another: it only keeps count, so that it can take over without saying all again. */
  readonly isSpeaker: () => boolean;
  readonly mutedUntil: () => number | null;
  readonly say: (saying: Saying) => Promise<unknown>;
}

/** Says what the plan wants said, one thing at a time. */
export interface SoundDesk {
  /** Takes the alarms as they stand. */
  take(alarms: readonly SoundAlarm[]): void;
  /** Somebody is at the console. */
  touch(): void;
  /** Looks again: the page may sound now, or the mute changed. */
  look(): void;
  /** Holds announcements while something else sounds. */
  hold(work: () => Promise<void>): Promise<void>;
  stop(): void;
}

/** Builds the desk. Nothing is planned before the page may sound: what waits until then is still news. */
export function createSoundDesk(parts: SoundDeskParts): SoundDesk {
  let memory = noSounds;
  let alarms: readonly SoundAlarm[] | null = null;
  let touchedAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let isStopped = false;
  const hold = async (work: () => Promise<unknown>): Promise<void> => {
    isBusy = true;
    await work().catch(() => undefined);
    isBusy = false;
    look();
  };
  const look = (): void => {
    clearTimeout(timer);
    if (isStopped || isBusy || alarms === null || !parts.isReady()) return;
    const now = parts.now();
    const step = planSound(memory, { alarms, now, touchedAt, mutedUntil: parts.mutedUntil() });
    memory = step.memory;
    const { say, nextAt } = step;
    if (say && parts.isSpeaker()) void hold(() => parts.say(say));
    else if (nextAt !== null) timer = setTimeout(look, Math.max(0, nextAt - now));
  };
  return {
    take(next) {
      alarms = next;
      look();
    },
    touch() {
      touchedAt = parts.now();
      look();
    },
    look,
    hold,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
