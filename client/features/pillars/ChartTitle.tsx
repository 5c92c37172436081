import { useTranslation } from 'react-i18next';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { toFigure } from '#shared/rules/figure.ts';
import { FreshnessMark } from '../../components/FreshnessMark.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { toAgeText, toShortSource } from '../../lib/tileText.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectFeeds, selectRecords, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './ChartTitle.module.css';

interface ChartTitleProps {
  readonly indicatorId: string;
  readonly area: string;
}

/** Name of a history with its area, unit, age and source: a line without them says nothing that can be checked. */
export function ChartTitle({ indicatorId, area }: ChartTitleProps) {
  const { t } = useTranslation();
  const { indicators, areas, catalogue } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const record = useLive(selectRecords).get(toSeriesKey(indicatorId, area)) ?? null;
  const feeds = useLive(selectFeeds);
  const now = useNow();
  const indicator = indicators.get(indicatorId);
  if (!indicator) return null;
  const { zone, code } = catalogue.region;
  const figure = toFigure({ indicator, area, record, feeds, now, zone });
  const place = area === code ? '' : `, ${areas.get(area)?.name ?? area}`;
  const words = {
    late: t('tile.late'),
    due: t('tile.waiting'),
    fresh: '',
    none: '',
  } as const;
  return (
    <header className={styles.title}>
      <h3 className={styles.name}>
        {indicator.name[language]}
        {place}
      </h3>
      {record && (
        <p className={styles.source} title={record.source.label}>
          {figure.freshness !== 'fresh' && <FreshnessMark freshness={figure.freshness} />}
          {[
            language === 'id' ? indicator.unit : indicator.unitEn,
            toAgeText(figure, now, zone, language),
            words[figure.freshness],
            record.origin === 'simulated' ? t('tile.simulated') : '',
            record.origin === 'estimated' ? t('tile.estimated') : '',
            toShortSource(record.source.label),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </header>
  );
}
