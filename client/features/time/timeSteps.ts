const minuteMs = 60_000;

/** One step through time. */
export interface TimeStep {
  readonly key: 'hour' | 'tenMinutes' | 'minute';
  readonly sign: '−' | '+';
  readonly ms: number;
}

/** Steps of the controls, earliest first. Milliseconds. */
export const timeSteps: readonly TimeStep[] = [
  { key: 'hour', sign: '−', ms: -60 * minuteMs },
  { key: 'tenMinutes', sign: '−', ms: -10 * minuteMs },
  { key: 'minute', sign: '−', ms: -minuteMs },
  { key: 'minute', sign: '+', ms: minuteMs },
  { key: 'tenMinutes', sign: '+', ms: 10 * minuteMs },
  { key: 'hour', sign: '+', ms: 60 * minuteMs },
];
