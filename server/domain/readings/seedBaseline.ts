import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Origin, Quality, Verification } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import type { StreamWriter } from '../live/createStreamWriter.ts';
import type { NewReading } from './readingStore.ts';

/** A published figure of the region pack. */
export interface BaselineReading {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly value: number | null;
  /** Epoch milliseconds. */
  readonly observedAt: number;
  readonly period?: string | undefined;
  readonly origin: Origin;
  readonly quality: Quality;
  readonly verification: Verification;
  readonly source: Source;
  readonly note?: string | undefined;
}

/** Needs of `seedBaseline`. */
export interface SeedParts {
  readonly writer: Pick<StreamWriter, 'append'>;
  readonly baseline: readonly BaselineReading[];
  readonly indicator: (id: IndicatorId) => Indicator | undefined;
  readonly now: () => number;
}

const chunk = 2_000;

/** Brings the pack's figures in through the same door as everything else; what is there already is a duplicate. Returns how many were new. */
export async function seedBaseline({ writer, baseline, indicator, now }: SeedParts): Promise<number> {
  let recorded = 0;
  for (const readings of groupBySource(baseline).values()) {
    for (let start = 0; start < readings.length; start += chunk) {
      const part = readings.slice(start, start + chunk);
      const [first] = part;
      if (!first) continue;
      const result = await writer.append({
        readings: part.map((reading) => toNewReading(reading, indicator(reading.indicator))),
        source: first.source,
        receivedAt: now(),
        actor: 'system:pack',
      });
      recorded += result.recorded;
    }
  }
  return recorded;
}

function groupBySource(baseline: readonly BaselineReading[]): Map<string, BaselineReading[]> {
  const groups = new Map<string, BaselineReading[]>();
  for (const reading of baseline) {
    const key = JSON.stringify(reading.source);
    const group = groups.get(key);
    if (group) group.push(reading);
    else groups.set(key, [reading]);
  }
  return groups;
}

function toNewReading(reading: BaselineReading, indicator: Indicator | undefined): NewReading {
  return {
    indicator: reading.indicator,
    area: reading.area,
    value: reading.value,
    observedAt: reading.observedAt,
    origin: reading.origin,
    quality: reading.quality,
    verification: reading.verification === 'provisional' ? 'provisional' : 'verified',
    ...(reading.period ? { period: reading.period } : {}),
    ...(reading.note ? { note: reading.note } : {}),
    correction: false,
    restatedForMs: indicator ? toApproximateMs(indicator.restatedFor) : 0,
  };
}
