import { useTranslation } from 'react-i18next';
import type { QueueItem } from '#shared/model/verification.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toPeriodText, toTimeText, toValueText } from '../../lib/desk/format.ts';
import styles from './Queue.module.css';

interface QueueRowProps {
  readonly item: QueueItem;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onTrail: () => void;
}

/** One figure that waits: what it says, what it replaces, who sent it and who looked. */
export function QueueRow({ item, isChosen, onChoose, onTrail }: QueueRowProps) {
  const { t } = useTranslation('board');
  const { zone } = useZone();
  const names = useNames();
  const indicator = names.indicator(item.indicator);
  const name = names.indicatorName(item.indicator);
  const area = names.areaName(item.area);
  const period = indicator ? toPeriodText(item.observedAt, indicator.cadence, zone) : item.period;
  return (
    <li className={styles['item']} data-chosen={isChosen || undefined}>
      <label className={styles['pick']}>
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={t('verification.select', { indicator: name, area, period })}
          onChange={(event) => onChoose(event.target.checked)}
        />
      </label>
      <div className={styles['body']}>
        <div>
          <h2 className="small">{name}</h2>
          <p>
            {area} · {period}
          </p>
          <p className="quiet">
            {names.agencyName(item.agency)} ·{' '}
            {t('verification.sent', { by: item.by, time: toTimeText(item.recordedAt, zone) })}
          </p>
          {item.note ? <p className="quiet">“{item.note}”</p> : null}
        </div>
        <div>
          <p className={styles['value']}>{toValueText(item.value, indicator)}</p>
          <p className="quiet">
            {item.previous === null
              ? t('verification.noBefore')
              : t('verification.before', { value: toValueText(item.previous, indicator) })}
          </p>
          <div className="row">
            <Tag tone={item.held ? 'watch' : 'plain'}>
              {t(item.held ? 'verification.held' : 'verification.shown')}
            </Tag>
            {item.stepsNeeded > 1 ? (
              <Tag tone="info">
                {item.steps[0] ? t('verification.first', { by: item.steps[0].by }) : t('verification.two')}
              </Tag>
            ) : null}
          </div>
        </div>
        <button
          type="button"
          aria-label={t('verification.trailOf', { indicator: name, area, period })}
          onClick={onTrail}
        >
          {t('input:form.trail')}
        </button>
      </div>
    </li>
  );
}
