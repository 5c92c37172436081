import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import type { ScaleClass } from './choropleth.ts';
import { toLimitWords } from './legendFacts.ts';

interface Props {
  readonly classes: readonly ScaleClass[];
  readonly indicator: Indicator;
  readonly language: Language;
}

/** Classes of the scale from the highest, then what hatch and dots mean. */
export function ScaleList({ classes, indicator, language }: Props): ReactElement {
  const { t } = useTranslation('map');
  return (
    <ul className="map-legend-scale">
      {classes.toReversed().map((step) => (
        <li key={`${step.colour}${step.min}`}>
          <span className="map-swatch" style={{ background: step.colour }} />
          <span>
            <span className="map-legend-limit">{toLimitWords(step, indicator, language)}</span>
            {step.label && <span className="map-legend-class">{step.label[language]}</span>}
          </span>
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
  );
}
