import { expect, it } from 'vitest';
import type { Indicator } from '#shared/model/indicator.ts';
import type { History } from '../../../../client/connection/history.ts';
import { listChartNotes } from '../../../../client/features/charts/chartNotes.ts';
import { toDrawnHistory } from '../../../../client/features/charts/drawnHistory.ts';

const hourly = { cadence: 'PT1H', periodAnchor: 'end', decimals: 0, scale: 'none', unit: 'mm', breaks: [] };
const history: History = {
  unit: 'mm',
  points: [
    [1_000, 10],
    [5_000, 18],
  ],
  ...{ gaps: [], bad: [], restated: [], provisional: [], origins: [] },
  downsampled: false,
};

function noteOf(isWhole: boolean, more: Partial<Indicator> = {}) {
  const indicator = { ...hourly, ...more } as unknown as Indicator;
  const items = [{ from: 3_000, to: 4_000, state: 'unacknowledged', severity: 'major' } as const];
  const drawn = toDrawnHistory({
    ...{ history, indicator },
    ...{ zone: 'Asia/Jakarta', origin: 'measured' },
    alarms: { isWhole, items },
  });
  return listChartNotes(drawn, indicator, 'id').find(({ key }) => key === 'noteAlarmsSince');
}

it('says before when times in alarm are not known', () => {
  expect(noteOf(false)).toMatchObject({ values: { at: '1 Jan 1970 07.00' }, isStrong: true });
  expect(noteOf(true)).toBeUndefined();
  expect(noteOf(false, { cadence: 'P1Y' })).toBeUndefined();
});
