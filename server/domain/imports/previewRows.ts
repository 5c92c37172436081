import type { ImportCandidate, PreviewKind, PreviewRow } from '#shared/model/importFile.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { ReadingStore, StandingValue } from '../readings/readingStore.ts';

/** What a preview is made from. */
export interface PreviewSource {
  readonly store: Pick<ReadingStore, 'findNewest'>;
  /** The present of a series. */
  readonly presentOf: (indicator: string, area: string) => LiveRecord | undefined;
  /** True for a value that asks for a reason, judged by the latest value of its series. */
  readonly isOdd: (candidate: ImportCandidate, latest: number | null) => boolean;
}

const chunk = 500;

/** Sets each proposed value against what stands. */
export async function buildPreview(
  candidates: readonly ImportCandidate[],
  source: PreviewSource,
): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = [];
  for (let start = 0; start < candidates.length; start += chunk) {
    const part = candidates.slice(start, start + chunk);
    const standing = await source.store.findNewest(part);
    for (const [index, candidate] of part.entries()) {
      rows.push(toRow(candidate, standing[index] ?? null, source));
    }
  }
  return rows;
}

function toRow(
  candidate: ImportCandidate,
  standing: StandingValue | null,
  source: PreviewSource,
): PreviewRow {
  const present = source.presentOf(candidate.indicator, candidate.area);
  // A value that was turned down stands for nothing.
  const isGood = standing !== null && standing.quality !== 'bad';
  const other = present && present.observedAt !== candidate.observedAt ? present : undefined;
  return {
    ...candidate,
    kind: toKind(candidate, isGood ? standing : null, { present, source }),
    old: isGood ? { value: standing.value, recordedAt: standing.recordedAt } : null,
    latest: other ? { value: other.value, observedAt: other.observedAt } : null,
  };
}

function toKind(
  candidate: ImportCandidate,
  standing: StandingValue | null,
  { present, source }: { present: LiveRecord | undefined; source: PreviewSource },
): PreviewKind {
  if (standing?.value === candidate.value) return 'same';
  const latest = present && present.quality !== 'bad' ? present.value : null;
  if (source.isOdd(candidate, standing ? standing.value : latest)) return 'odd';
  if (standing) return 'changed';
  return present && present.observedAt > candidate.observedAt ? 'late' : 'new';
}

/** How many rows there are of each kind. */
export function countKinds(rows: readonly PreviewRow[]): Record<PreviewKind, number> {
  const counts: Record<PreviewKind, number> = { new: 0, same: 0, changed: 0, late: 0, odd: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return counts;
}
