import { useTranslation } from 'react-i18next';
import type { Alarm } from '#shared/model/alarm.ts';
import { toAlarmText } from '#shared/rules/alarmText.ts';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useMediaQuery, wideQuery } from '../../hooks/useMediaQuery.ts';
import { useNow } from '../../hooks/useNow.ts';
import { toAgeWords } from '../../lib/age.ts';
import { toAlarmPlace } from '../../lib/alarmPlace.ts';
import { cx } from '../../lib/cx.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { isWaiting, listOpenAlarms } from '../../lib/openAlarms.ts';
import { severityMarks } from '../../lib/severityMarks.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectAlarms, selectFeeds, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './AlarmBoard.module.css';

/** Rows that fit above the ribbon; three screens hold two columns. */
const rowsOfColumn = 14;

/** All open alarms, those that wait for somebody first; what is held back is counted, never left out in silence. */
export function AlarmBoard() {
  const { t } = useTranslation();
  const alarms = useLive(selectAlarms);
  const isWide = useMediaQuery(wideQuery);
  const open = listOpenAlarms(alarms);
  const room = rowsOfColumn * (isWide ? 2 : 1);
  const shown = open.slice(0, open.length > room ? room - 1 : room);
  const count = (state: Alarm['state']): number => alarms.filter((alarm) => alarm.state === state).length;
  const held = { shelved: count('shelved'), suppressed: count('suppressed'), out: count('out-of-service') };
  return (
    <main className={styles.board} data-scene="alarm" aria-labelledby="alarm-title">
      <h3 id="alarm-title" className={styles.title}>
        {t('alarmBoard.title')} <b>{open.length}</b>
        {held.shelved + held.suppressed + held.out > 0 && (
          <span className={styles.held}>{t('alarmBoard.held', held)}</span>
        )}
      </h3>
      {open.length === 0 && (
        <p className={styles.none}>
          {t('alarmBoard.none')}
          <small>{t('alarmBoard.since')}</small>
        </p>
      )}
      <ol className={styles.rows}>
        {shown.map((alarm) => (
          <Row key={alarm.id} alarm={alarm} />
        ))}
      </ol>
      {open.length > shown.length && (
        <p className={styles.more}>{t('alarmBoard.more', { count: open.length - shown.length })}</p>
      )}
    </main>
  );
}

function Row({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useTranslation();
  const now = useNow();
  const language = useViewStore((state) => state.language);
  const place = usePlace(alarm);
  const value = useValue(alarm);
  const { severity, state, priority, count, name } = alarm;
  const text = toAlarmText(alarm, language);
  return (
    <li className={cx(styles.row, styles[severity], isWaiting(alarm) && styles.waiting)}>
      <span className={styles.mark}>
        <StatusMark status={severityMarks[severity]} />
      </span>
      <span className={styles.name}>
        {alarm.simulated && !(text ?? name[language]).includes(t('tile.simulated')) && (
          <em>{t('tile.simulated')} </em>
        )}
        {text ?? name[language]}
        {text !== null && <small>{name[language]}</small>}
      </span>
      <span className={styles.place}>{place}</span>
      <span className={styles.value}>{value}</span>
      <span className={styles.age}>{toAgeWords(now - alarm.raisedAt, language)}</span>
      <span className={styles.state}>
        <b>{t(`alarmBoard.state.${state}`)}</b>
        <small>
          {t(`alarmBoard.priority.${priority}`)}
          {count > 1 && ` · ${t('alarmBoard.again', { count })}`}
          {alarm.escalatedAt !== null && ` · ${t('alarmBoard.escalated')}`}
        </small>
      </span>
    </li>
  );
}

function usePlace(alarm: Alarm): string {
  const { t } = useTranslation();
  const { areas, agencies } = useCatalogue();
  const feeds = useLive(selectFeeds);
  const { kind, victims } = alarm;
  const affected =
    kind === 'silence' && victims.length > 1 ? t('attention.victims', { count: victims.length }) : '';
  return [toAlarmPlace(alarm, { areas, agencies, feeds }), affected].filter(Boolean).join(' · ');
}

function useValue({ indicator: id, value, limit }: Alarm): string {
  const { t } = useTranslation();
  const { indicators } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const indicator = id === null ? undefined : indicators.get(id);
  if (!indicator) return '';
  if (value === null) return indicator.shortName[language];
  const bound =
    limit === null
      ? ''
      : ` (${t('alarmBoard.limit', { limit: formatWithUnit(limit, indicator, language) })})`;
  return `${formatWithUnit(value, indicator, language)}${bound}`;
}
