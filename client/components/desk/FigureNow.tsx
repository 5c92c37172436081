import { useTranslation } from 'react-i18next';
import type { OfficialFigure } from '#shared/model/official.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useFigurePeriod } from '../../hooks/desk/useFigurePeriod.ts';
import { toValueText } from '../../lib/desk/format.ts';
import { listQualifiers } from '../../lib/figureQualifiers.ts';
import { FreshnessMark } from '../FreshnessMark.tsx';
import { Tag } from './Message.tsx';
import styles from './official.module.css';

/** A figure with its unit, its period and its age; absent is said, never zero. */
export function FigureNow({ figure }: { readonly figure: OfficialFigure }) {
  const { t } = useTranslation('official');
  const toPeriod = useFigurePeriod();
  const { indicator: find } = useNames();
  const indicator = find(figure.indicator);
  const { value, observedAt, freshness, origin } = figure;
  if (value === null || observedAt === null) return <span className="quiet">{t('figure.none')}</span>;
  return (
    <span className={styles['figure']} data-old={freshness === 'late' || undefined}>
      <strong>{toValueText(value, indicator)}</strong>
      <small>
        {toPeriod(figure)} · <FreshnessMark freshness={freshness} />
        {t(`figure.${freshness}`)}
        {listQualifiers(figure).map((qualifier) => ` · ${t(`figure.${qualifier}`)}`)}
      </small>
      {origin === 'simulated' ? <Tag tone="watch">{t('simulated')}</Tag> : null}
    </span>
  );
}
