import { useEffect, useRef, useState } from 'react';
import { cx } from '../lib/cx.ts';
import type { DaySpan } from '../lib/day.ts';
import styles from './TimeSlider.module.css';

/** Something that happened, to be seen on the day. */
interface SliderMark {
  readonly id: string;
  readonly at: number;
  readonly isHigh: boolean;
}

interface TimeSliderProps {
  readonly label: string;
  readonly span: DaySpan;
  readonly value: number;
  /** The value in words. */
  readonly valueText: string;
  readonly marks: readonly SliderMark[];
  /** Hours printed below, `06.00`. */
  readonly toHour: (at: number) => string;
  readonly onGo: (at: number) => void;
}

const minuteMs = 60_000;
const tickMs = 3 * 3_600_000;
/** While it is dragged, the screen is asked to follow at most this often. Milliseconds. */
const followMs = 150;

/** A day to slide over in minutes, with a mark for each alarm that was raised. */
export function TimeSlider({ label, span, value, valueText, marks, toHour, onGo }: TimeSliderProps) {
  const [dragged, drag] = useDragged(value, onGo);
  const { from, to } = span;
  const toShare = (at: number): string => `${((at - from) / Math.max(1, to - from)) * 100}%`;
  const ticks: number[] = [];
  for (let at = from; at <= to; at += tickMs) ticks.push(at);
  return (
    <div className={styles.slider}>
      <div className={styles.marks} aria-hidden="true">
        {marks.map(({ id, at, isHigh }) => (
          <span
            key={`${id} ${at}`}
            className={cx(styles.mark, isHigh && styles.high)}
            style={{ left: toShare(at) }}
          />
        ))}
      </div>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={valueText}
        min={from}
        max={to}
        step={minuteMs}
        value={Math.min(to, Math.max(from, dragged))}
        onChange={(event) => drag(Number(event.target.value))}
      />
      <div className={styles.hours} aria-hidden="true">
        {ticks.map((at) => (
          <span key={at} className={styles.hour} style={{ left: toShare(at) }}>
            {toHour(at)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Where the thumb is: at once where it is dragged to, until the screen has followed. */
function useDragged(value: number, onGo: (at: number) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen has followed
  useEffect(() => setDragged(null), [value]);
  const drag = (at: number): void => {
    setDragged(at);
    latest.current = at;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      onGo(latest.current);
    }, followMs);
  };
  return [dragged ?? value, drag] as const;
}
