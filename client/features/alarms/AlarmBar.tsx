import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import { alarmPriorities } from '#shared/model/lists.ts';
import { useAlarms } from '../../hooks/desk/useAlarms.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTime } from '../../lib/clock.ts';
import { createNews } from '../../lib/desk/alarmNews.ts';
import { countOpen } from '../../lib/desk/alarmOrder.ts';
import styles from './AlarmBar.module.css';
import { PriorityMark } from './AlarmMarks.tsx';
import { toName } from './alarmWords.ts';
import { SoundChip } from './SoundChip.tsx';
import { useAlarmSound } from './useAlarmSound.ts';

/** What waits for somebody, in sight on every page of the console, with the state of its sound. */
export function AlarmBar() {
  const { t } = useTranslation('alarm');
  const { zone } = useZone();
  const { query, items, oldSince } = useAlarms();
  const isKnown = query.data !== undefined;
  const sound = useAlarmSound(isKnown ? items : null);
  const counts = countOpen(items);
  return (
    <div className={styles['bar']} data-old={oldSince !== null || undefined}>
      <Link className={styles['counts']} to="/console">
        <span className="visually-hidden">{t(isKnown ? 'bar.label' : 'bar.unknown')}:</span>
        {alarmPriorities.map((priority) => (
          <span
            key={priority}
            className={styles['count']}
            data-priority={priority}
            data-none={counts[priority] === 0 || undefined}
          >
            <PriorityMark priority={priority} isCalm={counts[priority] === 0} />
            <strong>{isKnown ? counts[priority] : '–'}</strong> {t(`priority.${priority}`)}
          </span>
        ))}
        {oldSince === null ? null : (
          <span className={styles['old']}>{t('bar.old', { time: formatTime(oldSince, zone) })}</span>
        )}
      </Link>
      <SoundChip sound={sound} />
      <News items={isKnown ? items : null} />
    </div>
  );
}

/** Tells screen readers of new alarms, at most once in five seconds (WCAG 4.1.3). */
function News({ items }: { readonly items: readonly AlarmDetail[] | null }) {
  const { t } = useTranslation('alarm');
  const [text, setText] = useState('');
  const latest = useRef(t);
  latest.current = t;
  const [news] = useState(() =>
    createNews((fresh: readonly AlarmDetail[]) => {
      const [first] = fresh;
      if (!first) return;
      const name = toName(first);
      setText(
        fresh.length === 1
          ? latest.current('news.one', { name })
          : latest.current('news.many', { count: fresh.length, name }),
      );
    }),
  );
  useEffect(() => {
    if (items) news.take(items);
  }, [items, news]);
  useEffect(() => news.stop, [news]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
}
