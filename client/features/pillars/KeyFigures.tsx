import type { RegionFigure } from '#shared/rules/regionFigure.ts';
import { useNow } from '../../hooks/useNow.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { FigureTile } from './FigureTile.tsx';

interface KeyFiguresProps {
  readonly figures: readonly RegionFigure[];
  readonly isWide: boolean;
}

/** One tile for each figure. */
export function KeyFigures({ figures, isWide }: KeyFiguresProps) {
  const { zone } = useCatalogue().catalogue.region;
  const language = useViewStore((state) => state.language);
  const now = useNow();
  return figures.map((entry) => (
    <FigureTile key={entry.figure.indicator.id} {...{ entry, now, zone, language, isWide }} />
  ));
}
