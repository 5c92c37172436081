import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { useNow } from '../../hooks/useNow.ts';
import { formatFigure, formatWithUnit } from '../../lib/format.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { liveStore } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { type AreaRanking, type RankedArea, rankAreas } from './rankAreas.ts';
import './ranking.css';

interface Props {
  readonly indicatorId: string;
  readonly selectedArea: string | null;
  readonly onSelectArea: (area: string) => void;
  /** Rows printed; the rest is counted at the foot. */
  readonly maxRows?: number;
}

/** Kecamatan by value, highest first, with the limit as a line; the keyboard's way to an area of the map. */
export function Ranking({
  indicatorId,
  selectedArea,
  onSelectArea,
  maxRows = 10,
}: Props): ReactElement | null {
  const { t } = useTranslation('map');
  const { catalogue, indicators } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const now = useNow();
  const indicator = indicators.get(indicatorId);
  const ranking = useMemo(() => {
    if (!indicator) return null;
    const { records } = liveStore.getState();
    const { zone } = catalogue.region;
    return rankAreas({ areas: catalogue.areas, indicator, lookup: (key) => records.get(key), now, zone });
  }, [catalogue, indicator, now]);
  if (!indicator || !ranking) return null;
  const shown = ranking.rows.slice(0, maxRows);
  const limit = ranking.limit;
  const unit = formatFigure(0, indicator, language).unit;
  return (
    <section className="ranking" aria-label={t('rankingTitle')}>
      <h3 className="ranking-title">{t('rankingTitle')}</h3>
      <p className="ranking-sub">
        {unit}
        {limit &&
          `${unit && ' · '}${t('rankingLimit', { value: formatWithUnit(limit.value, indicator, language) })}`}
      </p>
      {shown.length === 0 && <p className="ranking-empty">{t('rankingEmpty')}</p>}
      <ol className="ranking-rows">
        {shown.map((row, index) => (
          <RankingRow
            key={row.code}
            {...{ row, indicator, onSelectArea }}
            place={index + 1}
            limitShare={limit?.share ?? null}
            isSelected={row.code === selectedArea}
          />
        ))}
      </ol>
      <RankingFoot ranking={ranking} shown={shown.length} />
    </section>
  );
}

interface RowProps {
  readonly row: RankedArea;
  readonly place: number;
  readonly indicator: Indicator;
  readonly limitShare: number | null;
  readonly isSelected: boolean;
  readonly onSelectArea: (area: string) => void;
}

function RankingRow({ row, place, indicator, limitShare, isSelected, onSelectArea }: RowProps): ReactElement {
  const { t } = useTranslation();
  const language = useViewStore((view) => view.language);
  const isAbnormal = row.status === 'watch' || row.status === 'bad';
  return (
    <li>
      <button
        type="button"
        className="ranking-row"
        data-status={row.status}
        aria-pressed={isSelected}
        onClick={() => onSelectArea(row.code)}
      >
        <span className="ranking-place">{place}</span>
        <span className="ranking-name">{row.name}</span>
        <span className="ranking-track" aria-hidden="true">
          <span className="ranking-bar" style={{ width: `${row.share * 100}%` }} />
          {limitShare !== null && <span className="ranking-limit" style={{ left: `${limitShare * 100}%` }} />}
        </span>
        <span className="ranking-value">
          {isAbnormal && <StatusMark status={row.status} label={t(`status.${row.status}`)} />}
          {formatFigure(row.value, indicator, language).digits}
        </span>
      </button>
    </li>
  );
}

function StatusMark({ status, label }: { readonly status: string; readonly label: string }): ReactElement {
  return (
    <svg className="ranking-mark" viewBox="0 0 20 20" role="img" aria-label={label}>
      {status === 'watch' ? (
        <path d="M10 3 18 17H2Z" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinejoin="round" />
      ) : (
        <path d="M10 1 19 10 10 19 1 10Z" fill="currentColor" />
      )}
    </svg>
  );
}

function RankingFoot({
  ranking,
  shown,
}: {
  readonly ranking: AreaRanking;
  readonly shown: number;
}): ReactElement {
  const { t } = useTranslation('map');
  const others = ranking.rows.length - shown;
  const parts = [
    others > 0 ? t('rankingOthers', { count: others }) : '',
    ranking.old > 0 ? t('rankingOld', { count: ranking.old }) : '',
    ranking.none > 0 ? t('rankingNone', { count: ranking.none }) : '',
  ];
  return <p className="ranking-foot">{parts.filter(Boolean).join(' · ')}</p>;
}
