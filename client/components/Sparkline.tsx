import { type ReactElement, useMemo } from 'react';
import { toSparkline } from './sparklinePath.ts';

interface Props {
  /** `[epoch milliseconds, value]` in order of time; null is a gap. */
  readonly points: readonly (readonly [number, number | null])[];
  /** Says the line in words; without it the line is decoration beside a figure that says it. */
  readonly label?: string;
}

const box = { width: 200, height: 44, pad: 5 } as const;

/** Small line of the recent past with gaps left open and a dot at the end. Fills the width it is given. */
export function Sparkline({ points, label }: Props): ReactElement {
  const { path, last } = useMemo(() => toSparkline(points, box), [points]);
  const line = (
    <>
      <path
        d={path}
        fill="none"
        stroke="var(--text-3)"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last && <circle cx={last[0]} cy={last[1]} r="4" fill="var(--text-1)" />}
    </>
  );
  const viewBox = `0 0 ${box.width} ${box.height}`;
  if (!label) {
    return (
      <svg className="sparkline" viewBox={viewBox} width="100%" aria-hidden="true">
        {line}
      </svg>
    );
  }
  return (
    <svg className="sparkline" viewBox={viewBox} width="100%" role="img" aria-label={label}>
      {line}
    </svg>
  );
}
