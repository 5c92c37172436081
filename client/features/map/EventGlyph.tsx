import type { ReactElement } from 'react';
import type { MarkedEvent } from './eventMarks.ts';

interface Props {
  readonly event: Pick<MarkedEvent, 'kind' | 'title' | 'magnitude'>;
  /** Middle of the mark in the drawing it stands in. */
  readonly at: readonly [number, number];
  readonly sizePx: number;
  /** Number that ties the mark to its line in a list; null draws the sign of its kind. */
  readonly text: string | null;
}

const signs: Record<MarkedEvent['kind'], string> = {
  warning: '!',
  'flood-report': '≈',
  quake: '•',
  alarm: '!',
};

/** Mark of an event: triangle for a warning, disc for a flood report, rings for a quake, diamond for an alarm. Shape says the kind, colour only adds to it. */
export function EventGlyph({ event, at: [x, y], sizePx, text }: Props): ReactElement {
  const half = sizePx / 2;
  const word = text ?? signs[event.kind];
  const isTriangle = event.kind === 'warning';
  return (
    <g className={`map-mark map-mark-${event.kind}`} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <title>{event.title}</title>
      {isTriangle && (
        <path
          d={`M0 ${-half * 1.15}L${half * 1.15} ${half * 0.85}H${-half * 1.15}Z`}
          strokeLinejoin="round"
        />
      )}
      {event.kind === 'alarm' && (
        <path d={`M0 ${-half * 1.2}L${half * 1.2} 0L0 ${half * 1.2}L${-half * 1.2} 0Z`} />
      )}
      {event.kind === 'flood-report' && <circle r={half * 0.9} />}
      {event.kind === 'quake' && (
        <>
          <circle className="map-mark-wave" r={half * 0.9 + (event.magnitude ?? 1) * sizePx * 0.16} />
          <circle r={half * 0.9} />
        </>
      )}
      <text y={isTriangle ? half * 0.28 : 0} fontSize={sizePx * (isTriangle ? 0.58 : 0.66)}>
        {word}
      </text>
    </g>
  );
}
