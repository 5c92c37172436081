import type { ImportCandidate, PreviewKind, PreviewRow } from '#shared/model/importFile.ts';

/** What is stored about the series of a candidate. */
export interface KnownFigures {
  /** The value at the candidate's own instant. */
  readonly old: PreviewRow['old'];
  /** The latest value of the series, whatever its instant. */
  readonly latest: PreviewRow['latest'];
  /** True where the value is so unlike the ones before that a reason is asked for. */
  readonly isOdd: boolean;
}

/** Puts a candidate beside what is stored. What changes nothing asks for nothing, however odd. */
export function toPreviewRow(candidate: ImportCandidate, { old, latest, isOdd }: KnownFigures): PreviewRow {
  return { ...candidate, kind: toKind(candidate, { old, latest, isOdd }), old, latest };
}

function toKind({ value, observedAt }: ImportCandidate, { old, latest, isOdd }: KnownFigures): PreviewKind {
  if (old && old.value === value) return 'same';
  if (isOdd) return 'odd';
  if (old) return 'changed';
  return latest && latest.observedAt > observedAt ? 'late' : 'new';
}
