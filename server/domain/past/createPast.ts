import type { Indicator } from '#shared/model/indicator.ts';
import type { Situation } from '#shared/model/situation.ts';
import { maxLiveEvents } from '#shared/protocol/limits.ts';
import { compareRaised } from '#shared/rules/alarmOrder.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import type { RetentionPolicy } from '../store.ts';
import type { PastReader, PastRecord } from './pastReader.ts';

/** Needs of `createPast`. */
export interface PastParts {
  readonly reader: Pick<PastReader, 'readPast' | 'findPastSince'>;
  readonly epoch: string;
  readonly indicator: (id: string) => Indicator | undefined;
  readonly retention: RetentionPolicy;
  readonly now: () => number;
}

/** The whole situation at an instant. */
export interface PastView {
  /** `seq` bounds it further, to what a screen had when it reported that number. */
  at(at: number, seq?: number): Promise<Situation>;
  /** Instant from which everything is whole, epoch milliseconds: by the policy of keeping, and by when the past began to be kept. */
  keptSince(): Promise<number>;
}

const dayMs = 86_400_000;

/** Builds the view over what is kept. */
export function createPast(parts: PastParts): PastView {
  const { secondsDays, minutesDays, alarmDays } = parts.retention;
  // The situation is whole only as long as the first of its parts is kept.
  const keptDays = Math.min(secondsDays, minutesDays, alarmDays);
  let since: number | null = null;
  const keptSince = async (): Promise<number> => {
    // Asked until it is there; what is let go later is let go by the days of keeping.
    since ??= await parts.reader.findPastSince();
    const now = parts.now();
    // Where nothing was ever kept, nothing before now can be told.
    return Math.max(now - keptDays * dayMs, since ?? now);
  };
  return {
    keptSince,
    async at(at, seq) {
      const past = await parts.reader.readPast({
        at,
        events: maxLiveEvents,
        ...(seq === undefined ? {} : { seq }),
      });
      return {
        at,
        epoch: parts.epoch,
        seq: past.seq,
        keptSince: await keptSince(),
        records: past.records.map((one) => toRecord(one, parts)),
        events: [...past.events],
        feeds: [...past.links],
        alarms: past.alarms.map(({ alarm }) => alarm).sort(compareRaised),
      };
    },
  };
}

/** A corrected value carries what it replaced for as long as its indicator says. */
function toRecord({ record, wasValue }: PastRecord, { indicator }: PastParts): Situation['records'][number] {
  const known = indicator(record.indicator);
  if (wasValue === undefined || !known) return record;
  return {
    ...record,
    was: { value: wasValue, until: record.recordedAt + toApproximateMs(known.restatedFor) },
  };
}
