import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { toAgeWords } from '../../lib/age.ts';
import { formatNumber } from '../../lib/format.ts';
import type { Choropleth, ScaleClass } from './choropleth.ts';

interface Props {
  readonly indicator: Indicator;
  readonly choropleth: Choropleth;
  readonly language: Language;
  readonly now: number;
}

/** Title, unit, age, source and scale of the choropleth, as text beside the map. */
export function MapLegend({ indicator, choropleth, language, now }: Props): ReactElement {
  const { t } = useTranslation('map');
  const records = [...choropleth.states.values()].flatMap(({ record }) => (record ? [record] : []));
  const newest = records.reduce<(typeof records)[number] | null>(
    (best, record) => (best && best.observedAt >= record.observedAt ? best : record),
    null,
  );
  const origins = new Set(records.map(({ origin }) => origin));
  const unit = language === 'id' ? indicator.unit : indicator.unitEn;
  return (
    <div className="map-legend">
      <div>
        <h3 className="map-legend-title">{indicator.name[language]}</h3>
        <p>{unit}</p>
        {newest ? (
          <>
            <p>{newest.period ?? toAgeWords(now - newest.observedAt, language)}</p>
            <p>{newest.source.label}</p>
          </>
        ) : (
          <p>{t('notOnMap')}</p>
        )}
        {origins.has('estimated') && <p className="map-legend-word">{t('estimated')}</p>}
        {origins.has('simulated') && <p className="map-legend-word">{t('simulated')}</p>}
      </div>
      <ul className="map-legend-scale">
        {[...choropleth.classes].reverse().map((step) => (
          <li key={`${step.colour}${step.min}`}>
            <span className="map-swatch" style={{ background: step.colour }} />
            <span className="map-legend-limit">{toLimit(step, indicator, language)}</span>
            <span>{step.label?.[language] ?? ''}</span>
          </li>
        ))}
        <li>
          <span className="map-swatch map-swatch-none" />
          <span>{t('noData')}</span>
        </li>
        <li>
          <span className="map-swatch map-swatch-old" />
          <span>{t('oldData')}</span>
        </li>
      </ul>
    </div>
  );
}

function toLimit(step: ScaleClass, indicator: Indicator, language: Language): string {
  const format = (value: number): string =>
    formatNumber(value, Number.isInteger(value) ? 0 : Math.max(1, indicator.decimals), language);
  if (step.min !== null) return format(step.min);
  return step.max === null ? '' : `< ${format(step.max)}`;
}
