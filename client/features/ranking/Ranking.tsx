import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useMinute, useTicking } from '../../hooks/useNow.ts';
import { toDurationWords } from '../../lib/age.ts';
import { formatFigure, formatWithUnit } from '../../lib/format.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { liveStore } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { type AreaRanking, type RankedArea, rankAreas, type UnrankedArea } from './rankAreas.ts';
import './ranking.css';

interface Props {
  readonly indicatorId: string;
  readonly selectedArea: string | null;
  readonly onSelectArea: (area: string) => void;
  /** Rows printed; the rest is counted at the foot. */
  readonly maxRows?: number;
  /** Closer rows in two columns, so that all areas of a region stand on one screen. */
  readonly isDense?: boolean;
}

/** Kecamatan by value, highest first, with the limit as a line; then those whose value is old, then those without one. */
export function Ranking({
  indicatorId,
  selectedArea,
  onSelectArea,
  maxRows = 10,
  isDense = false,
}: Props): ReactElement | null {
  const { t } = useTranslation('map');
  const { indicators } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const indicator = indicators.get(indicatorId);
  const ranking = useRanking(indicator);
  if (!indicator || !ranking) return null;
  if (!indicator.levels.includes('kecamatan')) return <p className="ranking-empty">{t('regencyOnly')}</p>;
  const { rows, old, none, limit } = ranking;
  const shown = rows.slice(0, maxRows);
  const rest = [...old, ...none].slice(0, maxRows - shown.length);
  const unit = formatFigure(0, indicator, language).unit;
  const limitWords = limit && t('rankingLimit', { value: formatWithUnit(limit.value, indicator, language) });
  return (
    <section className="ranking" data-dense={isDense} aria-label={t('rankingTitle')}>
      <h3 className="ranking-title">{t('rankingTitle')}</h3>
      <p className="ranking-sub">{[unit, limitWords].filter(Boolean).join(' · ')}</p>
      {rows.length + old.length === 0 && <p className="ranking-empty">{t('rankingEmpty')}</p>}
      <ol className="ranking-rows">
        {shown.map((row) => (
          <RankingRow
            key={row.code}
            {...{ row, indicator, onSelectArea }}
            limitShare={limit?.share ?? null}
            isSelected={row.code === selectedArea}
          />
        ))}
        {rest.map((row) => (
          <RestRow
            key={row.code}
            {...{ row, indicator, onSelectArea }}
            isSelected={row.code === selectedArea}
          />
        ))}
      </ol>
      <RankingFoot {...{ ranking, maxRows }} />
    </section>
  );
}

/** The ranking once a second; the same object until a row would read otherwise. */
function useRanking(indicator: Indicator | undefined): AreaRanking | null {
  const { catalogue } = useCatalogue();
  const compute = useMemo(() => {
    const { areas, region } = catalogue;
    let kept: { readonly key: string; readonly ranking: AreaRanking } | null = null;
    return (now: number): AreaRanking | null => {
      if (!indicator) return null;
      const { records } = liveStore.getState();
      const lookup = records.get.bind(records);
      const ranking = rankAreas({ areas, indicator, lookup, now, zone: region.zone });
      const key = JSON.stringify(ranking);
      if (kept?.key !== key) kept = { key, ranking };
      return kept.ranking;
    };
  }, [catalogue, indicator]);
  return useTicking(compute);
}

interface RowProps<Row> {
  readonly row: Row;
  readonly indicator: Indicator;
  readonly isSelected: boolean;
  readonly onSelectArea: (area: string) => void;
}

function RankingRow(props: RowProps<RankedArea> & { readonly limitShare: number | null }): ReactElement {
  const { row, indicator, limitShare, isSelected, onSelectArea } = props;
  const { t } = useTranslation();
  const language = useViewStore((view) => view.language);
  const isAbnormal = row.status === 'watch' || row.status === 'bad';
  return (
    <li>
      <button
        type="button"
        className="ranking-row"
        data-status={row.status}
        data-area={row.code}
        aria-pressed={isSelected}
        onClick={() => onSelectArea(row.code)}
      >
        <span className="ranking-place">{row.place}</span>
        <span className="ranking-name">{row.name}</span>
        <span className="ranking-track" aria-hidden="true">
          <span className="ranking-bar" style={{ width: `${row.share * 100}%` }} />
          {limitShare !== null && <span className="ranking-limit" style={{ left: `${limitShare * 100}%` }} />}
        </span>
        <span className="ranking-value">
          {isAbnormal && (
            <>
              <StatusMark status={row.status} />
              <span className="ranking-spoken">{t(`status.${row.status}`)} </span>
            </>
          )}
          {formatFigure(row.value, indicator, language).digits}
        </span>
      </button>
    </li>
  );
}

function RestRow({ row, indicator, isSelected, onSelectArea }: RowProps<UnrankedArea>): ReactElement {
  const { t } = useTranslation('map');
  const language = useViewStore((view) => view.language);
  const now = useMinute();
  const { value, observedAt } = row;
  return (
    <li>
      <button
        type="button"
        className="ranking-row"
        data-state={value === null ? 'none' : 'old'}
        data-area={row.code}
        aria-pressed={isSelected}
        onClick={() => onSelectArea(row.code)}
      >
        <span className="ranking-swatch" aria-hidden="true" />
        <span className="ranking-name">{row.name}</span>
        <span className="ranking-rest">
          {value === null ? t('noData') : toDurationWords(now - (observedAt ?? 0), language)}
        </span>
        {value !== null && (
          <span className="ranking-value">{formatFigure(value, indicator, language).digits}</span>
        )}
      </button>
    </li>
  );
}

interface FootProps {
  readonly ranking: AreaRanking;
  readonly maxRows: number;
}

/** Counts what found no room above. */
function RankingFoot({ ranking, maxRows }: FootProps): ReactElement | null {
  const { t } = useTranslation('map');
  let room = maxRows;
  const left = [ranking.rows, ranking.old, ranking.none].map(({ length }) => {
    const hidden = Math.max(0, length - Math.max(0, room));
    room -= length;
    return hidden;
  });
  const keys = ['rankingOthers', 'rankingOld', 'rankingNone'];
  const parts = keys.flatMap((key, index) => (left[index] ? [t(key, { count: left[index] })] : []));
  return parts.length === 0 ? null : <p className="ranking-foot">{parts.join(' · ')}</p>;
}
