import { type Figure, isCurrent } from '#shared/rules/figure.ts';
import type { RegionFigure } from '#shared/rules/regionFigure.ts';

/** How the regency's figures stand: every figure is in exactly one of the counts but `total`. */
export interface FigureCounts {
  /** Fresh or due, with a value that counts. */
  readonly current: number;
  readonly late: number;
  /** Never had a value. */
  readonly none: number;
  /** Had one that was refused as bad. */
  readonly rejected: number;
  readonly total: number;
}

/** Counts figures by what can be said of them now. */
export function countFigures(figures: readonly RegionFigure[]): FigureCounts {
  let current = 0;
  let late = 0;
  let none = 0;
  for (const { figure } of figures) {
    if (figure.record === null) none += 1;
    else if (figure.freshness === 'late') late += 1;
    else if (isCurrent(figure)) current += 1;
  }
  const total = figures.length;
  return { current, late, none, rejected: total - current - late - none, total };
}

/** Several areas beyond the limit of one indicator, or one. */
export interface BeyondGroup {
  /** The one that stands for the group: worst first, newest among equals. */
  readonly lead: Figure;
  readonly figures: readonly Figure[];
}

/** From this many areas on, one line speaks for all of them: one cause must not raise fifty lines. */
const groupFrom = 3;

/** Puts areas that are beyond the limit of the same indicator together; few stay apart. Keeps the order of the leads. */
export function groupBeyond(beyond: readonly Figure[]): BeyondGroup[] {
  const byIndicator = new Map<string, Figure[]>();
  for (const figure of beyond) {
    const { id } = figure.indicator;
    byIndicator.set(id, [...(byIndicator.get(id) ?? []), figure]);
  }
  return [...byIndicator.values()].flatMap((figures) =>
    figures.length >= groupFrom
      ? [{ lead: toWorst(figures), figures }]
      : figures.map((figure) => ({ lead: figure, figures: [figure] })),
  );
}

function toWorst(figures: readonly Figure[]): Figure {
  const isWorse = (a: Figure, b: Figure): boolean => {
    if (a.status !== b.status) return a.status === 'bad';
    const higher = (a.value ?? 0) > (b.value ?? 0);
    return a.indicator.direction === 'higher' ? (a.value ?? 0) < (b.value ?? 0) : higher;
  };
  return figures.reduce((worst, figure) => (isWorse(figure, worst) ? figure : worst));
}
