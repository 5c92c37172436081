/** One row of the table: ours beside its reference, both medians of the same run. */
export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly reference: number;
  /** `atLeast` or `atMost` this ratio of ours to the reference; `atMostOwn` bounds our own figure, in its unit. */
  readonly bound:
    | { readonly kind: 'atLeast' | 'atMost'; readonly ratio: number }
    | { readonly kind: 'atMostOwn'; readonly value: number };
  readonly note?: string;
}

export function toMedian(values: readonly number[]): number {
  return toQuantile(values, 0.5);
}

/** Quantile by nearest rank; NaN of an empty list. */
export function toQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs both in turn `rounds` times, the order swapped each time, and gives the medians. Each hears which round it is. */
export async function interleave(
  rounds: number,
  ours: (round: number) => Promise<number>,
  reference: (round: number) => Promise<number>,
): Promise<{ ours: number; reference: number }> {
  const figures = { ours: [] as number[], reference: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    if (isOursFirst) figures.ours.push(await ours(round));
    figures.reference.push(await reference(round));
    if (!isOursFirst) figures.ours.push(await ours(round));
  }
  return { ours: toMedian(figures.ours), reference: toMedian(figures.reference) };
}

function toShort(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 1000 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(3)));
}

function isMet({ ours, reference, bound }: Comparison): boolean {
  if (bound.kind === 'atMostOwn') return ours <= bound.value;
  const ratio = ours / reference;
  return bound.kind === 'atLeast' ? ratio >= bound.ratio : ratio <= bound.ratio;
}

function toWanted({ bound, unit }: Comparison): string {
  if (bound.kind === 'atMostOwn') return `≤ ${toShort(bound.value)} ${unit}`;
  return `${bound.kind === 'atLeast' ? '≥' : '≤'} ${bound.ratio}`;
}

/** The table as it goes into the README. */
export function toTable(rows: readonly Comparison[]): string {
  const lines = rows.map((row) => {
    const ratio = toShort(row.ours / row.reference);
    const cells = [row.name, toShort(row.ours), toShort(row.reference), row.unit, ratio, toWanted(row)];
    return `| ${[...cells, isMet(row) ? 'yes' : 'no', row.note ?? ''].join(' | ')} |`;
  });
  return [
    '| what | ours | reference | unit | ratio | wanted | met | reference is |',
    '| --- | ---: | ---: | --- | ---: | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
