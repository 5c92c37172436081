import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TimeSlider } from '../../components/TimeSlider.tsx';
import { pastControl } from '../../connection/past/pastControl.ts';
import { useRealNow } from '../../hooks/useNow.ts';
import { formatLongDate, formatTime, formatTimeExact } from '../../lib/clock.ts';
import { cx } from '../../lib/cx.ts';
import { toDaySpan } from '../../lib/day.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { showPresent } from '../../stores/conductor.ts';
import { selectPastAt, useLive } from '../../stores/liveStore.ts';
import { playSpeeds, timeStore, useTime } from '../../stores/timeStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './TimeBar.module.css';
import { type TimeStep, timeSteps } from './timeSteps.ts';
import { useAlarmMarks } from './useAlarmMarks.ts';

/** The controls of time at the foot of the wall: the day with its alarms, steps, play and the way back. */
export function TimeBar() {
  const { t } = useTranslation('time');
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    bar.current?.querySelector<HTMLElement>('input[type="range"]')?.focus();
  }, []);
  const now = useRealNow();
  const pastAt = useLive(selectPastAt);
  const wantedAt = useTime((state) => state.wantedAt);
  const at = wantedAt ?? pastAt ?? now;
  return (
    <section ref={bar} className={styles.bar} aria-label={t('bar')} data-time-bar>
      <Day at={at} now={now} isLive={wantedAt === null && pastAt === null} />
      <div className={styles.row}>
        <Steps at={at} now={now} places={timeSteps.filter(({ ms }) => ms < 0)} />
        <Play />
        <Steps at={at} now={now} places={timeSteps.filter(({ ms }) => ms > 0)} />
        <Status />
        <button
          type="button"
          className={styles.live}
          onClick={showPresent}
          disabled={pastAt === null && wantedAt === null}
        >
          {t('live')} <kbd>L</kbd>
        </button>
        <button type="button" onClick={() => timeStore.setState({ isBarOpen: false })}>
          {t('close')} <kbd>W</kbd>
        </button>
      </div>
    </section>
  );
}

interface DayProps {
  readonly at: number;
  readonly now: number;
  readonly isLive: boolean;
}

function Day({ at, now, isLive }: DayProps) {
  const { t } = useTranslation('time');
  const language = useViewStore((state) => state.language);
  const { zone, zoneLabel } = useCatalogue().catalogue.region;
  const span = toDaySpan(at, now, zone);
  const { marks, hasFailed } = useAlarmMarks(span);
  const words = `${formatLongDate(at, zone, language)} ${formatTime(at, zone)} ${zoneLabel}`;
  return (
    <div className={styles.day}>
      <p className={styles.words}>
        <b>{isLive ? t('sliderNow') : words}</b>
        <span>{hasFailed ? t('noMarks') : t('marks', { count: marks.length })}</span>
      </p>
      <TimeSlider
        label={t('slider')}
        span={span}
        value={at}
        valueText={isLive ? t('sliderNow') : words}
        marks={marks}
        toHour={(hour) => formatTime(hour, zone)}
        onGo={(to) => pastControl.goTo(to)}
      />
    </div>
  );
}

interface StepsProps {
  readonly at: number;
  readonly now: number;
  readonly places: readonly TimeStep[];
}

function Steps({ at, now, places }: StepsProps) {
  const { t } = useTranslation('time');
  return (
    <div className={styles.group}>
      {places.map(({ key, sign, ms }) => (
        <button
          key={ms}
          type="button"
          disabled={ms > 0 && at + 1_000 >= now}
          onClick={() => pastControl.goTo(at + ms)}
        >
          {t(key, { sign })}
        </button>
      ))}
    </div>
  );
}

function Play() {
  const { t } = useTranslation('time');
  const isPlaying = useTime((state) => state.isPlaying);
  const speed = useTime((state) => state.speed);
  return (
    <div className={styles.group}>
      <button
        type="button"
        className={styles.play}
        onClick={() => (isPlaying ? pastControl.pause() : pastControl.play(speed))}
      >
        <span aria-hidden="true">{isPlaying ? '❚❚' : '▶'}</span> {t(isPlaying ? 'pause' : 'play')}
      </button>
      <fieldset className={styles.speeds}>
        <legend className="visually-hidden">{t('speed')}</legend>
        {playSpeeds.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === speed}
            className={cx(one === speed && styles.chosen)}
            onClick={() => (isPlaying ? pastControl.play(one) : timeStore.setState({ speed: one }))}
          >
            {one}×
          </button>
        ))}
      </fieldset>
    </div>
  );
}

/** What is under way, or why it is not shown. */
function Status() {
  const { t } = useTranslation('time');
  const { zone } = useCatalogue().catalogue.region;
  const pastAt = useLive(selectPastAt);
  const fault = useTime((state) => state.fault);
  const wantedAt = useTime((state) => state.wantedAt);
  const shown = pastAt === null ? t('shownPresent') : formatTimeExact(pastAt, zone);
  return (
    <p className={cx(styles.status, fault && styles.fault)} role="status">
      {fault
        ? `▲ ${t(`fault.${fault}`, { shown })}`
        : wantedAt !== null && t('loading', { time: formatTimeExact(wantedAt, zone) })}
    </p>
  );
}
