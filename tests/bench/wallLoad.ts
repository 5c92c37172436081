import { type PushedReading, pushReadings } from '../support/api.ts';
import { pause } from '../support/pause.ts';

/** Series of the load: two indicators of one agency in every kecamatan and the regency, and a third in twelve of them. */
export const loadAgency = 'dlh';
export const mappedIndicator = 'environment-pm25';
const region = '32.16';
export const kecamatan = Array.from(
  { length: 23 },
  (_, index) => `${region}.${String(index + 1).padStart(2, '0')}`,
);
const series = [
  ...[region, ...kecamatan].map((area) => ({ indicator: mappedIndicator, area })),
  ...[region, ...kecamatan].map((area) => ({ indicator: 'environment-ispu', area })),
  ...kecamatan.slice(0, 12).map((area) => ({ indicator: 'environment-pm25-estimate', area })),
];
const batch = 20;
const everyMs = 100;

/** One value of every series named, as a sensor would send it now. */
function buildReadings(
  wanted: readonly { readonly indicator: string; readonly area: string }[],
  turn: number,
): PushedReading[] {
  const observedAt = new Date().toISOString();
  return wanted.map((one, index) => ({ ...one, value: ((turn * 37 + index * 11) % 1_500) / 10, observedAt }));
}

/** Pushes 200 values a second in batches of 20, series after series; returns what ends it and tells the rate that was taken. */
export function startLoad(url: string, token: string): () => Promise<number> {
  let isStopped = false;
  let taken = 0;
  const startedAt = performance.now();
  const run = async (): Promise<void> => {
    for (let turn = 0; !isStopped; turn += 1) {
      const from = (turn * batch) % series.length;
      const { status } = await pushReadings(
        url,
        token,
        buildReadings(series.slice(from, from + batch), turn),
      );
      if (status === 201) taken += batch;
      await pause(Math.max(0, startedAt + (turn + 1) * everyMs - performance.now()));
    }
  };
  const running = run();
  return async () => {
    isStopped = true;
    await running;
    return (taken * 1_000) / (performance.now() - startedAt);
  };
}
