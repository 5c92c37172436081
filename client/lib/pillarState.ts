import type { Figure } from '#shared/rules/figure.ts';
import { isCurrent } from '#shared/rules/figure.ts';
import type { RegionFigure } from '#shared/rules/regionFigure.ts';
import type { PillarScore } from '#shared/rules/score.ts';

/** What most wants attention in a pillar, and why. */
export interface Wanting {
  readonly kind: 'status' | 'ratio' | 'late' | 'none';
  readonly figure: Figure;
  /** Ratio to target of kind `ratio`. */
  readonly ratio: number | null;
}

/** The worst indicator by name: bad, then watch, then furthest below target, then longest late, then never sent. */
export function findWanting(figures: readonly RegionFigure[], score: PillarScore): Wanting | null {
  const all = figures.map(({ figure }) => figure);
  for (const status of ['bad', 'watch'] as const) {
    const found = all.find((figure) => figure.status === status);
    if (found) return { kind: 'status', figure: found, ratio: null };
  }
  const lowest = score.ratios[0];
  const lowFigure =
    lowest && lowest.ratio < 1 ? all.find((figure) => figure.indicator.id === lowest.id) : null;
  if (lowest && lowFigure) return { kind: 'ratio', figure: lowFigure, ratio: lowest.ratio };
  let oldest: Figure | null = null;
  for (const figure of all) {
    if (figure.freshness !== 'late' || !figure.record) continue;
    if (!oldest?.record || figure.record.observedAt < oldest.record.observedAt) oldest = figure;
  }
  if (oldest) return { kind: 'late', figure: oldest, ratio: null };
  const missing = all.find((figure) => figure.freshness === 'none');
  return missing ? { kind: 'none', figure: missing, ratio: null } : null;
}

/** Orders a pillar's figures for its key cells: headline first, then other current ones, then the rest. */
export function toKeyFigures(
  figures: readonly RegionFigure[],
  headline: readonly string[],
  count: number,
): RegionFigure[] {
  const rank = ({ figure }: RegionFigure): number => {
    const place = headline.indexOf(figure.indicator.id);
    if (place >= 0) return place;
    if (isCurrent(figure)) return 100;
    return figure.record ? 200 : 300;
  };
  return [...figures].sort((a, b) => rank(a) - rank(b)).slice(0, count);
}
