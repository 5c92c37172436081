import type { Alarm, AlarmRule } from '#shared/model/alarm.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import type { ReadingStore } from '../readings/readingStore.ts';
import type { LimitWatch } from './watchLimits.ts';

/** Needs of `rememberPast`. */
export interface RememberParts extends Pick<ReadingStore, 'readHistory'> {
  readonly limits: Pick<LimitWatch, 'remember'>;
  readonly rules: readonly AlarmRule[];
  readonly indicator: (id: string) => Indicator | undefined;
  /** The present of every series. */
  readonly present: readonly Pick<LiveRecord, 'indicator' | 'area' | 'observedAt'>[];
  /** What was open at the last stop. */
  readonly open: readonly Alarm[];
  /** Told of each series that counts anew. */
  readonly onError: (error: unknown, series: { readonly indicator: string; readonly area: string }) => void;
}

/** Reads at a time: as many as PostgreSQL has connections; what waits for one longer than 5 s is refused. */
const lanes = 4;
/** After so many refusals in a row storage is not asked on: the start waits for this. */
const mostRefused = 2 * lanes;

/** Enough values of a series to take up the counting of any rule. */
const maxPoints = 1_000;

/**
 * Gives the limits what they had counted before the stop: a monthly figure would otherwise count anew after each start. A series that
 * cannot be read costs no other one its count; rejects where storage refuses one after another.
 */
export async function rememberPast(parts: RememberParts): Promise<void> {
  const { limits, readHistory, onError } = parts;
  const rest = listWanted(parts).values();
  let refused = 0;
  const lane = async (): Promise<void> => {
    for (const { indicator, area, from, to } of rest) {
      try {
        const { points } = await readHistory({ indicator, area, from, to, maxPoints });
        limits.remember({ indicator, area, points });
        if (refused < mostRefused) refused = 0;
      } catch (error) {
        onError(error, { indicator, area });
        refused += 1;
      }
      if (refused >= mostRefused) return;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (refused >= mostRefused) throw new Error(`storage refused ${refused} series one after another`);
}

/** The series whose past a rule needs, and from when on. */
function listWanted(parts: RememberParts) {
  const spans = listSpans(parts);
  const open = new Set(parts.open.map(({ indicator, area }) => `${indicator}|${area}`));
  return parts.present.flatMap(({ indicator, area, observedAt: to }) => {
    const span = spans.get(indicator);
    if (!span || !(span.isCounting || open.has(`${indicator}|${area}`))) return [];
    return [{ indicator, area, from: to - span.ms, to }];
  });
}

interface Span {
  readonly ms: number;
  /** False where the first value raises and returns at once: then only what is open has to be known. */
  readonly isCounting: boolean;
}

/** How far back the rules of each indicator look. */
function listSpans({ rules, indicator: find }: RememberParts): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const { condition } of rules) {
    const indicator = condition.kind === 'limit' && find(condition.indicator);
    if (condition.kind !== 'limit' || !indicator) continue;
    const delayMs = Math.max(condition.delaySeconds, condition.clearSeconds) * 1_000;
    const ms = Math.max(delayMs, condition.count * toApproximateMs(indicator.cadence)) * 2;
    const known = spans.get(indicator.id) ?? { ms: 0, isCounting: false };
    spans.set(indicator.id, {
      ms: Math.max(ms, known.ms),
      isCounting: known.isCounting || condition.count > 1 || delayMs > 0,
    });
  }
  return spans;
}
