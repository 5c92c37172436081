import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import type { RegionFigure } from '#shared/rules/regionFigure.ts';
import { Sparkline } from '../../components/Sparkline.tsx';
import { Tile } from '../../components/Tile.tsx';
import { useTrend } from '../../hooks/useTrend.ts';
import { toAgeText } from '../../lib/tileText.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';

interface FigureTileProps {
  readonly entry: RegionFigure;
  readonly now: number;
  readonly zone: string;
  readonly language: Language;
  readonly isWide?: boolean;
}

/** A tile is drawn again when its words change, not with every tick: most ages turn once a minute. */
function hasSameWords(a: FigureTileProps, b: FigureTileProps): boolean {
  const [from, to] = [a.entry.from, b.entry.from];
  return (
    a.entry.figure === b.entry.figure &&
    from.kind === to.kind &&
    ('area' in from ? from.area : undefined) === ('area' in to ? to.area : undefined) &&
    ('count' in from ? from.count : undefined) === ('count' in to ? to.count : undefined) &&
    a.zone === b.zone &&
    a.language === b.language &&
    a.isWide === b.isWide &&
    toAgeText(a.entry.figure, a.now, a.zone, a.language) ===
      toAgeText(b.entry.figure, b.now, b.zone, b.language)
  );
}

/** A tile with its owner, its trend and, on wide walls, its line over time. */
export const FigureTile = memo(DrawnTile, hasSameWords);

function DrawnTile({ entry, now, zone, language, isWide = false }: FigureTileProps) {
  const { t } = useTranslation();
  const { agencies, areas } = useCatalogue();
  const { figure, from } = entry;
  const { indicator } = figure;
  const history = useTrend(figure, entry.from.kind === 'own');
  const remark =
    from.kind === 'max' || from.kind === 'one'
      ? t(from.kind === 'max' ? 'tile.highest' : 'tile.only', {
          area: areas.get(from.area)?.name ?? from.area,
        })
      : from.kind === 'own'
        ? undefined
        : t(isWide ? `tile.${from.kind}` : `tile.${from.kind}Short`, { count: from.count });
  return (
    <Tile
      figure={figure}
      now={now}
      zone={zone}
      language={language}
      owner={agencies.get(indicator.agency)?.abbreviation ?? indicator.agency}
      trend={history.trend}
      remark={remark}
      isWide={isWide}
      aside={isWide && history.points.length > 1 ? <Sparkline points={history.points} /> : undefined}
    />
  );
}
