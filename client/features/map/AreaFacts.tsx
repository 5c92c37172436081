import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure } from '#shared/rules/figure.ts';
import { FreshnessMark } from '../../components/FreshnessMark.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { toAgeWords } from '../../lib/age.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { toQualifiers } from '../../lib/tileText.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectFeeds, selectRecords, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { selectAreaFigures } from './areaFigures.ts';
import './map.css';

interface Props {
  readonly area: string | null;
  readonly maxRows: number;
  readonly onClose: () => void;
}

/** All figures of the chosen kecamatan with their age and state; without a choice, how to make one. */
export function AreaFacts({ area, maxRows, onClose }: Props): ReactElement {
  const { t } = useTranslation('map');
  const { areas } = useCatalogue();
  const figures = useAreaFigures(area);
  if (area === null) return <p className="map-area-hint">{t('areaHint')}</p>;
  const shown = figures.slice(0, maxRows);
  const title = t('areaTitle', { area: areas.get(area)?.name ?? area });
  return (
    <section className="map-area-facts" aria-label={title}>
      <h3 className="map-legend-title">
        {title}{' '}
        <button type="button" onClick={onClose}>
          {t('areaClose')}
        </button>
      </h3>
      {figures.length === 0 && <p>{t('areaEmpty')}</p>}
      <ul>
        {shown.map((figure) => (
          <FigureRow key={figure.indicator.id} figure={figure} />
        ))}
      </ul>
      {figures.length > shown.length && <p>{t('areaMore', { count: figures.length - shown.length })}</p>}
    </section>
  );
}

function useAreaFigures(area: string | null): readonly Figure[] {
  const { catalogue, indicators } = useCatalogue();
  const records = useLive(selectRecords);
  const feeds = useLive(selectFeeds);
  const now = useNow();
  return useMemo(
    () =>
      area === null
        ? []
        : selectAreaFigures({ area, indicators, records, feeds, now, zone: catalogue.region.zone }),
    [area, indicators, records, feeds, now, catalogue],
  );
}

function FigureRow({ figure }: { readonly figure: Figure }): ReactElement {
  const { t } = useTranslation();
  const language = useViewStore((view) => view.language);
  const now = useNow();
  const { indicator, record, value, freshness, status } = figure;
  const age = record ? (record.period ?? toAgeWords(now - record.observedAt, language)) : '';
  const words = toQualifiers(figure, t, language).map(({ text }) => text);
  return (
    <li className="map-area-figure" data-freshness={freshness}>
      <span>{indicator.shortName[language]}</span>
      <strong>
        <StatusMark status={status} /> {value === null ? '–' : formatWithUnit(value, indicator, language)}
      </strong>
      <span>
        <FreshnessMark freshness={freshness} /> {[age, ...words].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
}
