import { useTranslation } from 'react-i18next';
import { ClockInput } from '../../components/desk/ClockInput.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { TimeSlider } from '../../components/TimeSlider.tsx';
import { toAlarmMarks } from '../../connection/past/alarmMarks.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import type { WallFrame } from '../../hooks/desk/useWallFrame.ts';
import { formatTime, formatTimeExact } from '../../lib/clock.ts';
import type { DaySpan } from '../../lib/day.ts';
import { toDayKey, toDayText, toInstantText } from '../../lib/desk/format.ts';
import { toFieldInstant } from '../../lib/desk/zonedTime.ts';
import { playSpeeds } from '../../stores/timeStore.ts';
import styles from './DeskTime.module.css';
import { timeSteps } from './timeSteps.ts';
import type { useDayAlarms } from './useDayAlarms.ts';

interface ControlsProps {
  readonly frame: WallFrame;
  /** Instant that is shown or asked for, epoch milliseconds. */
  readonly at: number;
  readonly now: number;
  readonly span: DaySpan;
  readonly alarms: ReturnType<typeof useDayAlarms>;
}

/** Day, time, slider, steps and play: all of it steers the wall in the page. */
export function DeskTimeControls({ frame, at, now, span, alarms }: ControlsProps) {
  const { t } = useTranslation('time');
  const { zone, zoneLabel } = useZone();
  const isLive = !frame.shown || (frame.shown.pastAt === null && frame.shown.wantedAt === null);
  const words = `${toDayText(new Date(at).toISOString(), zone)} ${formatTimeExact(at, zone)} ${zoneLabel}`;
  const go = (to: number): void => frame.send({ do: 'go', at: to });
  return (
    <section className="card stack" aria-label={t('control')}>
      <DayFields {...{ at, now, go }} keptSince={frame.shown?.keptSince ?? null} />
      <TimeSlider
        label={t('slider')}
        span={span}
        value={at}
        valueText={isLive ? t('live') : words}
        marks={toAlarmMarks(alarms.data?.items ?? [], span.from)}
        toHour={(hour) => formatTime(hour, zone)}
        onGo={go}
      />
      <div className={styles['row']}>
        <Steps {...{ at, now, go }} isLate={false} />
        <Play frame={frame} />
        <Steps {...{ at, now, go }} isLate />
        <Speeds frame={frame} />
      </div>
      <div className={styles['row']}>
        <Said frame={frame} isLive={isLive} words={words} />
        <button
          type="button"
          {...(isLive ? {} : { 'data-kind': 'main' })}
          disabled={isLive}
          onClick={() => frame.send({ do: 'present' })}
        >
          {t('toLive')}
        </button>
      </div>
    </section>
  );
}

interface MoveProps {
  readonly at: number;
  readonly now: number;
  readonly go: (at: number) => void;
}

function DayFields({ at, now, go, keptSince }: MoveProps & { readonly keptSince: number | null }) {
  const { t } = useTranslation('time');
  const { zone, zoneLabel } = useZone();
  const clock = formatTime(at, zone).replace('.', ':');
  const day = toDayKey(at, zone);
  const jump = (toDay: string, toClock: string): void => {
    const to = toFieldInstant(`${toDay}T${toClock}`, zone);
    if (to !== null) go(to);
  };
  return (
    <div className={styles['fields']}>
      <Field
        label={t('day')}
        hint={keptSince === null ? undefined : t('keptSince', { time: toInstantText(keptSince, zone) })}
      >
        {(ids) => (
          <input
            {...ids}
            type="date"
            value={day}
            max={toDayKey(now, zone)}
            {...(keptSince === null ? {} : { min: toDayKey(keptSince, zone) })}
            onChange={(event) => jump(event.target.value, clock)}
          />
        )}
      </Field>
      <Field label={t('clock', { zone: zoneLabel })}>
        {(ids) => <ClockInput {...ids} value={clock} onChange={(next) => next && jump(day, next)} />}
      </Field>
    </div>
  );
}

function Steps({ at, now, go, isLate }: MoveProps & { readonly isLate: boolean }) {
  const { t } = useTranslation('time');
  return timeSteps
    .filter(({ ms }) => ms > 0 === isLate)
    .map(({ key, sign, ms }) => (
      <button key={ms} type="button" disabled={isLate && at + 1_000 >= now} onClick={() => go(at + ms)}>
        {t(`step.${key}`, { sign })}
      </button>
    ));
}

function Play({ frame: { shown, send } }: Pick<ControlsProps, 'frame'>) {
  const { t } = useTranslation('time');
  const isPlaying = shown?.isPlaying ?? false;
  const speed = shown?.speed ?? 60;
  return (
    <button type="button" onClick={() => send(isPlaying ? { do: 'pause' } : { do: 'play', speed })}>
      <span aria-hidden="true">{isPlaying ? '❚❚' : '▶'}</span> {t(isPlaying ? 'pause' : 'play')}
    </button>
  );
}

function Speeds({ frame: { shown, send } }: Pick<ControlsProps, 'frame'>) {
  const { t } = useTranslation('time');
  const isPlaying = shown?.isPlaying ?? false;
  const speed = shown?.speed ?? 60;
  return (
    <fieldset className={styles['speeds']}>
      <legend className="visually-hidden">{t('speed')}</legend>
      {playSpeeds.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === speed}
          onClick={() => send(isPlaying ? { do: 'play', speed: one } : { do: 'speed', speed: one })}
        >
          {one}×
        </button>
      ))}
    </fieldset>
  );
}

interface SaidProps {
  readonly frame: WallFrame;
  readonly isLive: boolean;
  readonly words: string;
}

function Said({ frame: { shown }, isLive, words }: SaidProps) {
  const { t } = useTranslation('time');
  const { zone } = useZone();
  if (!shown) return <p role="status">{t('wait')}</p>;
  if (shown.fault) {
    return (
      <Message tone="bad">
        <p>{t(`fault.${shown.fault}`)}</p>
      </Message>
    );
  }
  return (
    <p role="status" className={styles['said']} data-past={!isLive || undefined}>
      {isLive ? t('isLive') : t('isPast', { time: words })}
      {shown.wantedAt !== null && ` · ${t('loading', { time: formatTimeExact(shown.wantedAt, zone) })}`}
    </p>
  );
}
