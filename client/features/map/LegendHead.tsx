import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { useNow } from '../../hooks/useNow.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectFeeds, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import type { Choropleth } from './choropleth.ts';
import { listRecords, listSources, toPeriodWords } from './legendFacts.ts';

interface Props {
  readonly indicator: Indicator;
  readonly choropleth: Choropleth;
}

/** What the map shows: name, unit, time, source, and what a reader must not take it for. */
export function LegendHead({ indicator, choropleth }: Props): ReactElement {
  const { t } = useTranslation('map');
  const { catalogue } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const feeds = useLive(selectFeeds);
  const now = useNow();
  const records = listRecords(choropleth);
  const origins = new Set(records.map(({ origin }) => origin));
  const down = feeds.find(({ indicators, state }) => state === 'down' && indicators.includes(indicator.id));
  const unit = language === 'id' ? indicator.unit : indicator.unitEn;
  const hasAreas = indicator.levels.includes('kecamatan');
  const { zone } = catalogue.region;
  return (
    <div>
      <h3 className="map-legend-title">{indicator.name[language]}</h3>
      <p>{unit}</p>
      {records.length > 0 && <p>{toPeriodWords(records, { now, zone, language })}</p>}
      {records.length > 0 && <p>{listSources(records).join('; ')}</p>}
      {records.length === 0 && <p>{t(hasAreas ? 'notOnMap' : 'regencyOnly')}</p>}
      {origins.has('estimated') && <p className="map-legend-word">{t('estimated')}</p>}
      {origins.has('simulated') && <p className="map-legend-word">{t('simulated')}</p>}
      {down && <p className="map-legend-word">{t('sourceDown', { name: down.name })}</p>}
    </div>
  );
}
