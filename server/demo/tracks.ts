import { toHill, toRainStrength } from './dayClock.ts';

/** How one indicator behaves over a day. All values are made up; the note of every reading says so. */
export interface Track {
  readonly indicator: string;
  /** Number of kecamatan it is simulated in; 0 is the regency as a whole. */
  readonly places: number;
  /** Seconds of real time between two values of a series. */
  readonly everySeconds: number;
  /** Distance of the values that fill the past at the start, minutes, and how many. */
  readonly pastStepMinutes: number;
  readonly pastSteps: number;
  readonly decimals: number;
  /** Value at a minute of the day; `bias` in [0, 1) belongs to the place, `noise` in [-1, 1) to the moment. */
  value(minute: number, bias: number, noise: number): number;
}

/** Simulated indicators: empty slots and live ones of the region pack. */
export const tracks: readonly Track[] = [
  {
    indicator: 'governance-lapor-answers',
    places: 0,
    everySeconds: 5,
    pastStepMinutes: 60,
    pastSteps: 24,
    decimals: 1,
    value: (minute, _bias, noise) =>
      78 - 14 * toHill(minute, 9 * 60, 120) + 8 * toHill(minute, 15 * 60, 240) + noise,
  },
  {
    indicator: 'branding-events',
    places: 12,
    everySeconds: 30,
    pastStepMinutes: 360,
    pastSteps: 4,
    decimals: 0,
    value: (minute, bias) => 2 + bias * 9 + (minute > 19 * 60 ? 1 : 0),
  },
  {
    indicator: 'branding-visitors',
    places: 0,
    everySeconds: 5,
    pastStepMinutes: 60,
    pastSteps: 24,
    decimals: 0,
    value: (minute, _bias, noise) => 41_000 + minute * 3 + noise * 20,
  },
  {
    indicator: 'economy-umkm-new',
    places: 23,
    everySeconds: 20,
    pastStepMinutes: 240,
    pastSteps: 6,
    decimals: 0,
    value: (minute, bias) => 8 + bias * 30 + Math.floor(toHill(minute, 11 * 60, 240) * 4),
  },
  {
    indicator: 'living-fire-response',
    places: 23,
    everySeconds: 8,
    pastStepMinutes: 60,
    pastSteps: 24,
    decimals: 1,
    value: (minute, bias, noise) => 9 + bias * 6 + 7 * toRainStrength(minute) + noise * 1.2,
  },
  {
    indicator: 'living-bed-occupancy',
    places: 0,
    everySeconds: 4,
    pastStepMinutes: 60,
    pastSteps: 48,
    decimals: 1,
    value: (minute, _bias, noise) => 68 + 12 * toHill(minute, 13 * 60, 420) + noise * 0.8,
  },
  {
    indicator: 'society-school-participation',
    places: 23,
    everySeconds: 30,
    pastStepMinutes: 360,
    pastSteps: 4,
    decimals: 1,
    value: (_minute, bias, noise) => 86 + bias * 12 + noise * 0.1,
  },
  {
    indicator: 'environment-pm25',
    places: 10,
    everySeconds: 3,
    pastStepMinutes: 60,
    pastSteps: 48,
    decimals: 1,
    value: (minute, bias, noise) =>
      28 + bias * 18 + 22 * toHill(minute, 7.5 * 60, 180) - 12 * toRainStrength(minute) + noise * 2,
  },
  {
    indicator: 'environment-river-level',
    places: 8,
    everySeconds: 2,
    pastStepMinutes: 10,
    pastSteps: 144,
    decimals: 0,
    value: (minute, bias, noise) => 90 + bias * 60 + 170 * toHill(minute, 16.5 * 60, 240) + noise * 3,
  },
  {
    indicator: 'environment-waste-landfill',
    places: 0,
    everySeconds: 6,
    pastStepMinutes: 60,
    pastSteps: 24,
    decimals: 0,
    value: (minute, _bias, noise) => 300 + 420 * Math.min(1, Math.max(0, (minute - 300) / 900)) + noise * 2,
  },
];
