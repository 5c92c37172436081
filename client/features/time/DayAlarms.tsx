import { useTranslation } from 'react-i18next';
import type { AlarmHistory } from '#shared/model/situation.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { formatTimeExact } from '../../lib/clock.ts';
import { toWhere } from '../../lib/desk/alarmWhere.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './DeskTime.module.css';
import type { useDayAlarms } from './useDayAlarms.ts';

interface DayAlarmsProps {
  readonly alarms: ReturnType<typeof useDayAlarms>;
  /** Instant that is shown, epoch milliseconds. */
  readonly at: number;
  readonly onGo: (at: number) => void;
}

type Item = AlarmHistory['items'][number];

/** Lines shown at once: those nearest to the instant. */
const mostLines = 60;

/** What happened to the alarms of a day, in order; each line leads to its instant. */
export function DayAlarms({ alarms, at, onGo }: DayAlarmsProps) {
  const { t } = useTranslation('time');
  return (
    <section className="card stack" data-tight>
      <h2>{t('events.title')}</h2>
      <Answer query={alarms}>
        {({ items, isWhole }) => {
          const shown = toNearest(items, at);
          return (
            <>
              {items.length === 0 ? <p className="quiet">{t('events.none')}</p> : null}
              {isWhole ? null : <p className="quiet">{t('events.more')}</p>}
              {shown.length < items.length ? (
                <p className="quiet">{t('events.part', { count: shown.length, total: items.length })}</p>
              ) : null}
              <ol className={styles['events']}>
                {shown.map((item) => (
                  <Line key={`${item.id} ${item.from}`} item={item} isPast={item.from <= at} onGo={onGo} />
                ))}
              </ol>
            </>
          );
        }}
      </Answer>
    </section>
  );
}

function Line({ item, isPast, onGo }: { item: Item; isPast: boolean; onGo: (at: number) => void }) {
  const { t } = useTranslation('time');
  const { zone } = useZone();
  const names = useNames();
  return (
    <li data-later={!isPast || undefined}>
      <button type="button" data-kind="quiet" title={t('events.go')} onClick={() => onGo(item.from)}>
        {formatTimeExact(item.from, zone)}
      </button>
      <span>
        {item.name[deskLanguage()]} {toWhere(item, names, (count) => t('alarm:areas', { count }))} ·{' '}
        {t(`alarm:state.${item.state}`)}
      </span>
    </li>
  );
}

/** The lines around an instant: most of them before it, as it tells what led there. */
export function toNearest(items: readonly Item[], at: number, most = mostLines): readonly Item[] {
  const next = items.findIndex(({ from }) => from > at);
  const end = Math.min(items.length, (next < 0 ? items.length : next) + Math.floor(most / 4));
  const start = Math.max(0, end - most);
  return items.slice(start, start + most);
}
