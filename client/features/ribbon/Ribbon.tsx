import { useTranslation } from 'react-i18next';
import { toZoneOffsetMs } from '#shared/rules/calendar.ts';
import { StatusMark } from '../../components/StatusMark.tsx';
import { phoneQuery, useMediaQuery } from '../../hooks/useMediaQuery.ts';
import { useMinute } from '../../hooks/useNow.ts';
import { formatDay, formatTime } from '../../lib/clock.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import {
  selectEvents,
  selectIsCut,
  selectLastFrameAt,
  selectPastAt,
  useLive,
} from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './Ribbon.module.css';
import { toLabelled } from './ribbonLabels.ts';

const hourMs = 3_600_000;
const spanMs = 24 * hourMs;
const tickHours = 3;
/** Characters of a label that fill the ribbon of a wall, and of a phone. */
const charsWide = { wall: 212, phone: 46 } as const;

/** The last 24 hours, now (or the instant that is shown) at the right edge: night, hours, events. What the screen did not hear is hatched. */
export function Ribbon() {
  const { t } = useTranslation();
  const { zone } = useCatalogue().catalogue.region;
  const language = useViewStore((state) => state.language);
  const events = useLive(selectEvents);
  const isCut = useLive(selectIsCut);
  const pastAt = useLive(selectPastAt);
  const lastFrameAt = useLive(selectLastFrameAt);
  // One step a minute: the ribbon does not crawl.
  const now = useMinute();
  const from = now - spanMs;
  const toPercent = (at: number) => `${((at - from) / spanMs) * 100}%`;
  const isPhone = useMediaQuery(phoneQuery);
  const shown = toLabelled(events, { from, now, charsWide: charsWide[isPhone ? 'phone' : 'wall'] });
  return (
    <section className={styles.ribbon} aria-label={t('ribbon.title')}>
      <div className={styles.track}>
        {toNights(from, now, zone).map(([start, end]) => (
          <span
            key={start}
            className={styles.night}
            style={{ left: toPercent(start), right: `${100 - ((end - from) / spanMs) * 100}%` }}
          />
        ))}
        {isCut && lastFrameAt !== null && (
          <span
            className={styles.unheard}
            style={{ left: toPercent(Math.max(from, lastFrameAt)), right: 0 }}
          />
        )}
      </div>
      {toTicks(from, now, zone).map((at) => (
        <span
          key={at}
          className={styles.tick}
          style={{ left: toPercent(at) }}
          data-midnight={isMidnight(at, zone) || undefined}
        >
          {formatTime(at, zone)}
          {isMidnight(at, zone) && <b className={styles.day}> {formatDay(at, zone, language)}</b>}
        </span>
      ))}
      <span className={styles.now}>{pastAt === null ? t('ribbon.now') : formatTime(pastAt, zone)}</span>
      <ol>
        {shown.map(({ event, share, isLate }) => (
          <li
            key={event.id}
            className={styles.event}
            style={{ left: toPercent(event.startsAt), '--share': share } as React.CSSProperties}
            data-late={isLate || undefined}
          >
            <span className={styles.mark}>
              <StatusMark status={event.kind === 'warning' && event.state === 'active' ? 'watch' : 'quiet'} />
            </span>
            <span className={share > 0 ? styles.label : 'visually-hidden'} title={event.title}>
              {event.origin === 'simulated' &&
                !event.title.includes(t('tile.simulated')) &&
                `${t('tile.simulated')} · `}
              {event.title}
            </span>
          </li>
        ))}
      </ol>
      {shown.length === 0 && <p className={styles.quiet}>{t('ribbon.none')}</p>}
    </section>
  );
}

function isMidnight(at: number, zone: string): boolean {
  return (at + toZoneOffsetMs(at, zone)) % spanMs === 0;
}

function toTicks(from: number, now: number, zone: string): number[] {
  const offset = toZoneOffsetMs(now, zone);
  const step = tickHours * hourMs;
  const first = Math.ceil((from + offset) / step) * step - offset;
  const ticks: number[] = [];
  for (let at = first; at < now - hourMs * 0.8; at += step) ticks.push(at);
  return ticks;
}

/** 18.00 to 06.00 in the region's zone, cut to the span. */
function toNights(from: number, now: number, zone: string): (readonly [number, number])[] {
  const offset = toZoneOffsetMs(now, zone);
  const firstDay = Math.floor((from + offset) / spanMs) * spanMs - offset;
  const nights: (readonly [number, number])[] = [];
  for (let day = firstDay - spanMs; day < now; day += spanMs) {
    const start = Math.max(from, day + 18 * hourMs);
    const end = Math.min(now, day + 30 * hourMs);
    if (end > start) nights.push([start, end]);
  }
  return nights;
}
