import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import type { Choropleth } from './choropleth.ts';
import { LegendHead } from './LegendHead.tsx';
import { toCoverage } from './legendFacts.ts';
import { ScaleList } from './ScaleList.tsx';
import { useChoropleth } from './useChoropleth.ts';
import './map.css';

interface Props {
  readonly indicatorId: string | null;
}

/** Beside the large map: what it shows, how much of the region it covers, its classes and who set them. */
export function MapFacts({ indicatorId }: Props): ReactElement | null {
  const { indicators } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const indicator = (indicatorId && indicators.get(indicatorId)) || null;
  const hasAreas = indicator?.levels.includes('kecamatan') ?? false;
  const choropleth = useChoropleth(hasAreas ? indicatorId : null);
  if (!indicator) return null;
  return (
    <section className="map-facts" aria-label={indicator.name[language]}>
      <LegendHead {...{ indicator, choropleth }} />
      <RegencyValue indicator={indicator} />
      {hasAreas && <CoverageLine choropleth={choropleth} />}
      {hasAreas && <ScaleList classes={choropleth.classes} {...{ indicator, language }} />}
      {hasAreas && <ClassSource {...{ indicator, choropleth }} />}
    </section>
  );
}

/** The figure of the whole regency, where there is one: the map shows its parts. */
function RegencyValue({ indicator }: { readonly indicator: Indicator }): ReactElement | null {
  const { t } = useTranslation('map');
  const { catalogue } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const key = toSeriesKey(indicator.id, catalogue.region.code);
  const record = useLive((live) => live.records.get(key) ?? null);
  if (!record || record.value === null || record.quality === 'bad') return null;
  const value = formatWithUnit(record.value, indicator, language);
  return (
    <p className="map-facts-regency">
      <strong>{t('regencyValue', { value })}</strong>{' '}
      {[record.period, record.source.label].filter(Boolean).join(' · ')}
    </p>
  );
}

function CoverageLine({ choropleth }: { readonly choropleth: Choropleth }): ReactElement {
  const { t } = useTranslation('map');
  const { current, old, none, total } = toCoverage(choropleth.states.values());
  const rest = [
    old > 0 ? t('coverageOld', { count: old }) : '',
    none > 0 ? t('coverageNone', { count: none }) : '',
  ];
  return (
    <p>
      <strong>{t('coverage', { count: current, total })}</strong>
      {rest.filter(Boolean).map((part) => ` · ${part}`)}
    </p>
  );
}

/** Who set the limits of the classes: the source of the threshold, or the spread of the values themselves. */
function ClassSource({
  indicator,
  choropleth,
}: {
  readonly indicator: Indicator;
  readonly choropleth: Choropleth;
}): ReactElement | null {
  const { t } = useTranslation('map');
  const { classes, states } = choropleth;
  if (classes.length === 0) return null;
  const { thresholds } = indicator;
  if (thresholds && classes.some(({ label }) => label !== null)) {
    const key = thresholds.confidence === 'low' ? 'classBandsUnsure' : 'classBands';
    return <p>{t(key, { source: thresholds.source })}</p>;
  }
  const { current, old } = toCoverage(states.values());
  if (classes.length === 1) return <p>{t('classSingle')}</p>;
  return <p>{t('classQuantiles', { count: classes.length, total: current + old })}</p>;
}
