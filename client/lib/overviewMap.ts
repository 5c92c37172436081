import type { LiveRecord } from '#shared/model/reading.ts';

/** The first of the candidates that has a value in any kecamatan; the first of all where none has. */
export function toMapIndicator(candidates: readonly string[], records: Iterable<LiveRecord>): string | null {
  const withData = new Set<string>();
  for (const record of records) {
    if (record.area.length === 8 && record.value !== null && record.quality !== 'bad')
      withData.add(record.indicator);
  }
  return candidates.find((id) => withData.has(id)) ?? null;
}
