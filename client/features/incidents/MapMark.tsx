import styles from './incidents.module.css';

/** What a mark stands for; each has a shape of its own. */
export type MarkKind = 'here' | 'other' | 'camera';

interface MapMarkProps {
  readonly kind: MarkKind;
  readonly at: readonly [number, number];
  /** Extent of the drawing in its own units; marks keep their size on screen. */
  readonly size: number;
  readonly title?: string;
}

const shapes = {
  here: 'M0-9 9 0 0 9-9 0Z',
  other: 'M0-6.5 6.5 0 0 6.5-6.5 0Z',
  camera: 'M-6-4h8v2.5l4-2.5v8l-4-2.5v2.5h-8Z',
} as const;

/** A mark on a map: a diamond for the incident, a hollow one for others, a camera for cameras. */
export function MapMark({ kind, at: [x, y], size, title }: MapMarkProps) {
  return (
    <g transform={`translate(${x} ${y}) scale(${size / 320})`} className={styles['mark']} data-kind={kind}>
      {title ? <title>{title}</title> : null}
      <path d={shapes[kind]} />
    </g>
  );
}
