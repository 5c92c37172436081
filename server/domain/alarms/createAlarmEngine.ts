import type { ConditionWatch } from './condition.ts';
import type { AlarmBook } from './createAlarmBook.ts';
import type { AlarmRules } from './createAlarmRules.ts';
import { reconcile } from './reconcile.ts';
import type { LimitWatch, WatchedValue } from './watchLimits.ts';

/** Needs of `createAlarmEngine`. */
export interface AlarmEngineParts {
  readonly book: AlarmBook;
  readonly rules: Pick<AlarmRules, 'rule' | 'isOutOfService'>;
  readonly limits: LimitWatch;
  readonly watches: readonly ConditionWatch[];
  readonly now: () => number;
  /** Told of the first fault in a row. */
  readonly onError: (error: unknown) => void;
  /** How often everything is looked at. Milliseconds. */
  readonly everyMs?: number;
}

/** Evaluates alarms for as long as it runs. */
export interface AlarmEngine {
  /** Takes what moved the present, and looks soon where a limit tells something else. */
  take(values: readonly WatchedValue[]): void;
  /** Looks soon, a single time for all who ask within a moment. */
  lookSoon(): void;
  /** Looks at everything now; resolves when what came of it is durable. */
  evaluate(): Promise<void>;
  /** When it last looked without a fault, epoch milliseconds: what a dead-man watch goes by (F25). */
  readonly lastEvaluatedAt: number;
  /** Resolves when no look is under way any more. */
  stop(): Promise<void>;
}

const usualEveryMs = 1_000;
/** What comes in within this time is looked at together. Milliseconds. */
const gatherMs = 50;

/** Builds the engine and starts its clock. One evaluation runs at a time; what storage refused is found again by the next. */
export function createAlarmEngine(parts: AlarmEngineParts): AlarmEngine {
  const { book, rules, limits, watches, now, onError } = parts;
  let lastEvaluatedAt = now();
  let running: Promise<void> | null = null;
  let soon: NodeJS.Timeout | null = null;
  let isFaulty = false;
  const look = async (): Promise<void> => {
    await book.apply((at) => {
      const conditions = [limits, ...watches].flatMap((watch) => watch.list(at));
      return reconcile({
        open: book.list(),
        conditions,
        rule: rules.rule,
        isOutOfService: rules.isOutOfService,
      });
    }, null);
    lastEvaluatedAt = now();
  };
  const evaluate = (): Promise<void> => {
    running ??= look().finally(() => {
      running = null;
    });
    return running;
  };
  const evaluateSafely = (): void =>
    void evaluate().then(
      () => {
        isFaulty = false;
      },
      (error: unknown) => {
        // It is tried again each second: the log must not be what fills the disk.
        if (!isFaulty) onError(error);
        isFaulty = true;
      },
    );
  const lookSoon = (): void => {
    soon ??= setTimeout(() => {
      soon = null;
      evaluateSafely();
    }, gatherMs);
  };
  const timer = setInterval(evaluateSafely, parts.everyMs ?? usualEveryMs);
  return {
    evaluate,
    lookSoon,
    take(values) {
      // Most values change nothing: a look for each would cost more than all else here.
      if (limits.take(values, now())) lookSoon();
    },
    get lastEvaluatedAt() {
      return lastEvaluatedAt;
    },
    async stop() {
      clearInterval(timer);
      if (soon) clearTimeout(soon);
      await running?.catch(() => undefined);
    },
  };
}
