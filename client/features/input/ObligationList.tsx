import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Obligation } from '#shared/model/obligation.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Message, Tag, type Tone } from '../../components/desk/Message.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toDayText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './Obligations.module.css';

const tones: Readonly<Record<Obligation['state'], Tone>> = {
  late: 'bad',
  'due-soon': 'watch',
  open: 'plain',
  done: 'good',
  'done-late': 'good',
};
const order: readonly Obligation['state'][] = ['late', 'due-soon', 'open', 'done-late', 'done'];

/** All periods of one indicator, the newest first. */
interface Group {
  readonly indicator: string;
  readonly items: readonly Obligation[];
  /** The state that is most urgent among them. */
  readonly state: Obligation['state'];
}

function toGroups(items: readonly Obligation[]): readonly Group[] {
  const byIndicator = new Map<string, Obligation[]>();
  for (const item of items)
    byIndicator.set(item.indicator, [...(byIndicator.get(item.indicator) ?? []), item]);
  const groups = [...byIndicator].map(([indicator, all]): Group => {
    const sorted = all.sort((a, b) => b.dueAt.localeCompare(a.dueAt));
    const state = order.find((one) => sorted.some((item) => item.state === one)) ?? 'open';
    return { indicator, items: sorted, state };
  });
  return groups.sort(
    (a, b) =>
      order.indexOf(a.state) - order.indexOf(b.state) ||
      (b.items[0]?.dueAt ?? '').localeCompare(a.items[0]?.dueAt ?? ''),
  );
}

interface ObligationListProps {
  readonly items: readonly Obligation[];
  readonly withoutCalendar: boolean;
}

/** What an agency owes: the most urgent first, what is whole folded away. */
export function ObligationList({ items, withoutCalendar }: ObligationListProps) {
  const { t } = useTranslation('input');
  if (items.length === 0) return <Empty>{t('nothing')}</Empty>;
  const open = toGroups(items.filter(({ state }) => !state.startsWith('done')));
  const done = toGroups(items.filter(({ state }) => state.startsWith('done')));
  return (
    <>
      {withoutCalendar ? <Message tone="info">{t('withoutCalendar')}</Message> : null}
      <section className="stack">
        <h2>{t('openTitle')}</h2>
        {open.length === 0 ? <Message tone="good">{t('allDone')}</Message> : <Groups groups={open} />}
      </section>
      {done.length > 0 ? (
        <details className={styles['done']}>
          <summary>
            {t('doneTitle')} ({done.reduce((sum, group) => sum + group.items.length, 0)})
          </summary>
          <Groups groups={done} />
        </details>
      ) : null}
    </>
  );
}

/** What is more than this is folded away: the newest is what one comes for. */
const shownPeriods = 2;

function Groups({ groups }: { readonly groups: readonly Group[] }) {
  const { t } = useTranslation('input');
  const names = useNames();
  return (
    <ul className="stack" data-tight>
      {groups.map(({ indicator, items, state }) => (
        <li key={indicator} className={styles['group']} data-state={state}>
          <h3>{names.indicatorName(indicator)}</h3>
          <Items items={items.slice(0, shownPeriods)} />
          {items.length > shownPeriods ? (
            <details>
              <summary>{t('older', { count: items.length - shownPeriods })}</summary>
              <Items items={items.slice(shownPeriods)} />
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Items({ items }: { readonly items: readonly Obligation[] }) {
  return (
    <ul>
      {items.map((item) => (
        <Item key={item.period} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { readonly item: Obligation }) {
  const { t } = useTranslation('input');
  const { zone } = useZone();
  const names = useNames();
  const { indicator, period, label, state, dueAt, received, areas, lateDays } = item;
  const name = names.indicatorName(indicator);
  const periodText = label[deskLanguage()];
  const isDone = state.startsWith('done');
  return (
    <li className={styles['item']}>
      <div>
        <p className="strong">{periodText}</p>
        <p className="quiet">{t('due', { day: toDayText(dueAt, zone) })}</p>
      </div>
      <div className={`stack ${styles['how']}`} data-tight>
        <div className="row" data-apart>
          <Tag tone={tones[state]}>{t(`state.${state}`, { count: lateDays })}</Tag>
          <span className="quiet">{t('received', { received, areas })}</span>
        </div>
        <div className={styles['meter']}>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect width={areas > 0 ? (100 * received) / areas : 0} height="6" />
          </svg>
        </div>
      </div>
      <Link
        className="button"
        data-kind={isDone ? undefined : 'main'}
        to={`/input/isi/${indicator}/${period}`}
        aria-label={`${t(isDone ? 'see' : 'fill')}: ${name}, ${periodText}`}
      >
        {t(isDone ? 'see' : 'fill')}
      </Link>
    </li>
  );
}
