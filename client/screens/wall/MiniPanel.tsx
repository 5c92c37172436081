import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { toFigure } from '#shared/rules/figure.ts';
import { MiniMap } from '../../features/map/MiniMap.tsx';
import { type AreaRanking, type RankedArea, rankAreas } from '../../features/ranking/rankAreas.ts';
import { useNow } from '../../hooks/useNow.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { toAgeText, toShortSource } from '../../lib/tileText.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { liveStore } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './MiniPanel.module.css';

interface MiniPanelProps {
  readonly indicatorId: string;
}

/** Small map of a pillar with what it shows: name, how many kecamatan, the highest and the lowest, age and source. */
export function MiniPanel({ indicatorId }: MiniPanelProps) {
  const { catalogue, indicators } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const now = useNow();
  const indicator = indicators.get(indicatorId);
  const ranking = useMemo(() => {
    if (!indicator) return null;
    const { records } = liveStore.getState();
    const { zone } = catalogue.region;
    return rankAreas({ areas: catalogue.areas, indicator, lookup: (key) => records.get(key), now, zone });
  }, [catalogue, indicator, now]);
  if (!indicator || !ranking) return null;
  return (
    <section className={styles.mini} aria-label={indicator.name[language]}>
      <div className={styles.map}>
        <MiniMap indicatorId={indicatorId} />
      </div>
      <div className={styles.words}>
        <h4 className={styles.name}>{indicator.name[language]}</h4>
        <Extremes indicator={indicator} ranking={ranking} />
        <Coverage indicator={indicator} ranking={ranking} />
        <Source indicator={indicator} now={now} />
      </div>
    </section>
  );
}

interface RankingProps {
  readonly indicator: Indicator;
  readonly ranking: AreaRanking;
}

function Extremes({ indicator, ranking }: RankingProps) {
  const { t } = useTranslation();
  const highest = ranking.rows[0];
  const lowest = ranking.rows.at(-1);
  if (!highest || !lowest) return null;
  const isOne = highest.value === lowest.value;
  return (
    <>
      <Extreme row={highest} indicator={indicator} word={isOne ? '' : t('mini.highest')} />
      {!isOne && <Extreme row={lowest} indicator={indicator} word={t('mini.lowest')} />}
    </>
  );
}

function Extreme({ row, indicator, word }: { row: RankedArea; indicator: Indicator; word: string }) {
  const language = useViewStore((state) => state.language);
  return (
    <p className={styles.extreme}>
      <b>{formatWithUnit(row.value, indicator, language)}</b>
      <span>
        {word} {row.name}
      </span>
    </p>
  );
}

function Coverage({ indicator, ranking }: RankingProps) {
  const { t } = useTranslation();
  const { agencies } = useCatalogue();
  const { rows } = ranking;
  const [old, none] = [ranking.old.length, ranking.none.length];
  const total = rows.length + old + none;
  if (rows.length + old === 0) {
    const agency = agencies.get(indicator.agency)?.abbreviation ?? indicator.agency;
    return (
      <>
        <p>{t('mini.empty')}</p>
        <p>{t('tile.owner', { agency })}</p>
      </>
    );
  }
  return (
    <>
      <p>{t('mini.coverage', { count: rows.length, total })}</p>
      <p>
        {[old > 0 && t('mini.old', { count: old }), none > 0 && t('mini.none', { count: none })]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

/** Age and source of the newest value on the map. */
function Source({ indicator, now }: { readonly indicator: Indicator; readonly now: number }) {
  const { t } = useTranslation();
  const { catalogue } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const { records, feeds } = liveStore.getState();
  const { zone } = catalogue.region;
  let newest = null;
  for (const { code, level } of catalogue.areas) {
    const record = level === 'kecamatan' ? records.get(toSeriesKey(indicator.id, code)) : undefined;
    if (record && (!newest || record.observedAt > newest.observedAt)) newest = record;
  }
  if (!newest) return null;
  const figure = toFigure({ indicator, area: newest.area, record: newest, feeds, now, zone });
  const words = [
    newest.origin === 'simulated' ? t('tile.simulated') : '',
    newest.origin === 'estimated' ? t('tile.estimated') : '',
    figure.downFeed ? t('tile.sourceDown') : '',
  ].filter(Boolean);
  return (
    <>
      {words.length > 0 && <p className={styles.strong}>{words.join(' · ')}</p>}
      <p className={styles.source} title={newest.source.label}>
        {toAgeText(figure, now, zone, language)} · {toShortSource(newest.source.label)}
      </p>
    </>
  );
}
