import { useTranslation } from 'react-i18next';
import type { OfficialFigure } from '#shared/model/official.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toPeriodText, toValueText } from '../../lib/desk/format.ts';
import { FreshnessMark } from '../FreshnessMark.tsx';
import { Tag } from './Message.tsx';
import styles from './official.module.css';

/** A figure with its unit, its period and its age; absent is said, never zero. */
export function FigureNow({ figure }: { readonly figure: OfficialFigure }) {
  const { t } = useTranslation('official');
  const { zone } = useZone();
  const { indicator: find } = useNames();
  const indicator = find(figure.indicator);
  const { value, observedAt, freshness, origin, verification } = figure;
  if (value === null || observedAt === null) return <span className="quiet">{t('figure.none')}</span>;
  const day = indicator ? toPeriodText(new Date(observedAt).toISOString(), indicator.cadence, zone) : '';
  return (
    <span className={styles['figure']} data-old={freshness === 'late' || undefined}>
      <strong>{toValueText(value, indicator)}</strong>
      <small>
        {t('figure.at', { day })} · <FreshnessMark freshness={freshness} />
        {t(`figure.${freshness}`)}
        {verification === 'verified' || verification === null ? '' : ` · ${t(`figure.${verification}`)}`}
      </small>
      {origin === 'simulated' ? <Tag tone="watch">{t('simulated')}</Tag> : null}
    </span>
  );
}
