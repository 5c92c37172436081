import type { LiveRecord } from '../model/reading.ts';
import type { DecidedFigure } from '../model/session.ts';

/** What a decision keeps of the figure in view; a value that was rejected is none. */
export function toDecidedFigure(
  { indicator, area }: Pick<DecidedFigure, 'indicator' | 'area'>,
  record: LiveRecord | undefined,
): DecidedFigure {
  if (!record || record.value === null || record.quality === 'bad')
    return { indicator, area, value: null, observedAt: null, origin: null };
  const { value, observedAt, origin, period, quality, verification } = record;
  const kept = { indicator, area, value, observedAt, origin, quality, verification };
  return period === undefined ? kept : { ...kept, period };
}
