import { describe, expect, it } from 'vitest';
import { createOpenMeteo, selectHour } from '../../../../server/feeds/openMeteo/createOpenMeteo.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';
import { readSample } from '../../../support/standIn.ts';

function answer(url: string): string {
  const isAir = url.includes('air-quality');
  const body = readSample(isAir ? 'openmeteo_air_quality.json' : 'openmeteo_forecast.json');
  return `[${Array.from({ length: 23 }, () => body).join(',')}]`;
}

describe('Open-Meteo', () => {
  it('reads local hours without offset in the zone of the answer', () => {
    const now = Date.parse('2026-09-24T08:30:00Z');
    expect(selectHour(['2026-09-24T15:00', '2026-09-24T16:00'], [2.1, 6.8], 25_200, now)).toEqual({
      at: Date.parse('2026-09-24T08:00:00Z'),
      value: 2.1,
    });
    expect(selectHour(['2026-09-24T15:00'], [null], 25_200, now)).toBeNull();
  });

  it('brings rain and PM2.5 for each kecamatan in two calls, called estimated and a model', async () => {
    const asked: string[] = [];
    const spy = (url: string) => {
      asked.push(url);
      return answer(url);
    };
    const { readings } = await createOpenMeteo().poll(buildFeedContext({ answer: spy }));
    expect(asked).toHaveLength(2);
    expect(readings).toHaveLength(46);
    for (const reading of readings) {
      expect(reading.origin).toBe('estimated');
      expect(reading.note).toContain('model');
    }
  });

  it('says nothing again while the model has no newer hour', async () => {
    const lastObservedAt = () => Date.parse('2026-09-24T07:00:00Z');
    const context = buildFeedContext({ answer, lastObservedAt });
    expect((await createOpenMeteo().poll(context)).readings).toEqual([]);
  });
});
