import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionItem } from '#shared/model/agreement.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import { toDaysBetween, toItemState } from '#shared/rules/agreement.ts';
import { FigureNow } from '../../components/desk/FigureNow.tsx';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { toDateText } from '../../lib/desk/format.ts';
import styles from './agreements.module.css';

const tones: Readonly<Record<ReturnType<typeof toItemState>, Tone>> = {
  open: 'info',
  late: 'bad',
  done: 'good',
  dropped: 'plain',
};

interface ItemRowProps {
  readonly item: ActionItem;
  readonly today: string;
  readonly figures: readonly OfficialFigure[];
  /** Evidence, below what was promised. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** One promise: how it stands, what it is, who owns it, and the figure that it is to move. */
export function ItemRow({ item, today, figures, children, actions }: ItemRowProps) {
  const { t } = useTranslation('agreement');
  const names = useNames();
  const state = toItemState(item, today);
  const figure = figures.find(({ indicator }) => indicator === item.indicator);
  return (
    <li className={styles['item']} data-state={state}>
      <div className={styles['state']}>
        <Tag tone={tones[state]}>{t(`items.state.${state}`)}</Tag>
        <ItemDay item={item} state={state} today={today} />
        {item.simulated ? <Tag tone="watch">{t('official:simulated')}</Tag> : null}
      </div>
      <div className={styles['what']}>
        <p>{item.text}</p>
        <p>{item.agency === null ? item.party : names.agencyName(item.agency)}</p>
        {item.milestone === null ? null : (
          <p className="quiet">
            {t('items.milestone')}: {item.milestone}
          </p>
        )}
        {item.programme === null ? null : (
          <p className="quiet">
            {t('items.programme')}: {item.programme}
          </p>
        )}
        {figure ? (
          <p>
            <span className="quiet">{names.indicatorName(figure.indicator)}: </span>
            <FigureNow figure={figure} />
          </p>
        ) : null}
        {item.doneNote === null ? null : <p>{item.doneNote}</p>}
        {item.dropped === null ? null : <p className="quiet">{item.dropped}</p>}
        {children}
      </div>
      {actions ? <div className={styles['actions']}>{actions}</div> : null}
    </li>
  );
}

interface ItemDayProps {
  readonly item: ActionItem;
  readonly state: ReturnType<typeof toItemState>;
  readonly today: string;
}

function ItemDay({ item, state, today }: ItemDayProps) {
  const { t } = useTranslation('agreement');
  if (state === 'done' && item.doneOn !== null)
    return <span>{t('items.doneAt', { day: toDateText(item.doneOn) })}</span>;
  return (
    <>
      <span>{t('items.due', { day: toDateText(item.dueOn) })}</span>
      {state === 'late' ? <span>{t('items.lateBy', { days: toDaysBetween(item.dueOn, today) })}</span> : null}
    </>
  );
}
