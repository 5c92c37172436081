import { useTranslation } from 'react-i18next';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useTicking } from '../../hooks/useNow.ts';
import { toDurationWords } from '../../lib/age.ts';
import { formatTime } from '../../lib/clock.ts';
import { isOpen } from '../../lib/desk/alarmOrder.ts';
import { toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './AlarmList.module.css';
import { PriorityMark, StateSign } from './AlarmMarks.tsx';
import { toAlarmValue, toName, toNote, toUnmarked, toWhereOrRegion } from './alarmWords.ts';

interface AlarmRowProps {
  readonly alarm: AlarmDetail;
  readonly isCursor: boolean;
  readonly isPicked: boolean;
  /** Reached by the tab key. */
  readonly isStop: boolean;
  readonly onOpen: () => void;
  readonly onPick: () => void;
}

/** Id of a row's element. */
export function toRowId(id: string): string {
  return `alarm ${id}`;
}

/** One alarm in one line; a screen reader gets it as one sentence. */
export function AlarmRow({ alarm, isCursor, isPicked, isStop, onOpen, onPick }: AlarmRowProps) {
  const { t } = useTranslation('alarm');
  const names = useNames();
  const age = useTicking((now) => toDurationWords(now - alarm.raisedAt, deskLanguage()));
  const { priority, severity, state, limit, indicator, count, victims, assignee } = alarm;
  const name = toUnmarked(toName(alarm), alarm);
  const note = toUnmarked(toNote(alarm, names), alarm);
  const value = toAlarmValue(alarm, names, t);
  const limitText =
    limit === null
      ? ''
      : t('limit', { limit: toValueText(limit, indicator ? names.indicator(indicator) : undefined) });
  // The words of a link or a wall begin with its name.
  const isNamed = alarm.kind === 'silence' && note !== '';
  const isCalm = !isOpen(alarm);
  return (
    <div
      id={toRowId(alarm.id)}
      className={styles['row']}
      role="option"
      aria-selected={isPicked}
      tabIndex={isStop ? 0 : -1}
      data-cursor={isCursor || undefined}
      data-picked={isPicked || undefined}
      data-waits={state === 'unacknowledged' ? priority : undefined}
      data-calm={isCalm || undefined}
      data-named={isNamed || undefined}
      onFocus={onOpen}
    >
      <span
        className={styles['pick']}
        data-pick
        data-on={isPicked || undefined}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onPick();
        }}
      />
      <span className={styles['state']}>
        <StateSign state={state} /> {t(`stateShort.${state}`)}
      </span>
      <span className={styles['priority']}>
        <PriorityMark priority={priority} isCalm={isCalm} /> {t(`priority.${priority}`)}
      </span>
      <span className={styles['severity']}>{t(`severity.${severity}`)}</span>
      <span className={styles['name']}>
        <strong>{name}</strong>
        {alarm.simulated ? <em className={styles['simulated']}>{t('simulated')}</em> : null}
        <Marks alarm={alarm} />
        {note ? <small>{note}</small> : null}
      </span>
      {isNamed ? null : (
        <>
          <span className={styles['where']}>{toWhereOrRegion(alarm, names, t)}</span>
          <span className={styles['value']}>
            {value}
            {limitText ? <small> {limitText}</small> : null}
          </span>
        </>
      )}
      <span className={styles['age']}>{age}</span>
      <span className={styles['count']}>{count > 1 ? t('times', { count }) : ''}</span>
      <span className={styles['victims']}>
        {victims.length > 0 ? t('victims', { count: victims.length }) : ''}
      </span>
      <span className={styles['assignee']}>{assignee?.name ?? ''}</span>
    </div>
  );
}

/** Until when it is shelved, and that it was escalated. */
function Marks({ alarm: { shelvedUntil, escalatedAt } }: { readonly alarm: AlarmDetail }) {
  const { t } = useTranslation('alarm');
  const { zone } = useZone();
  return (
    <>
      {shelvedUntil === null ? null : (
        <span className={styles['note']}>{t('until', { time: formatTime(shelvedUntil, zone) })}</span>
      )}
      {escalatedAt === null ? null : (
        <span className={styles['note']}>▲ {t('escalated', { time: formatTime(escalatedAt, zone) })}</span>
      )}
    </>
  );
}
