import { describe, expect, it } from 'vitest';
import { createBmkgForecast } from '../../../../server/feeds/bmkgForecast/createBmkgForecast.ts';
import {
  parseForecast,
  selectCurrentStep,
  sumNextDay,
} from '../../../../server/feeds/bmkgForecast/parseForecast.ts';
import { FeedError } from '../../../../server/feeds/feed.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';
import { readSample } from '../../../support/standIn.ts';

const sample = readSample('bmkg_prakiraan_32.16.09.2001.json');
const now = Date.parse('2026-09-24T08:30:00Z');

describe('BMKG forecast', () => {
  it('reads steps of all local days in time order and the analysis time as UTC', () => {
    const forecast = parseForecast(sample);
    expect(new Date(forecast.analysedAt).toISOString()).toBe('2026-09-24T00:00:00.000Z');
    expect(forecast.steps.length).toBeGreaterThan(8);
    expect(forecast.steps[0]).toEqual({
      startsAt: Date.parse('2026-09-24T07:00:00Z'),
      temperatureC: 32,
      humidityPercent: 59,
      rainMm: 0,
    });
    const starts = forecast.steps.map((step) => step.startsAt);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  it('takes the step that holds now and none when all lie ahead', () => {
    const forecast = parseForecast(sample);
    expect(selectCurrentStep(forecast, now)?.startsAt).toBe(Date.parse('2026-09-24T07:00:00Z'));
    expect(selectCurrentStep(forecast, Date.parse('2026-09-24T06:00:00Z'))).toBeNull();
    expect(selectCurrentStep(forecast, Date.parse('2026-10-24T06:00:00Z'))).toBeNull();
  });

  it('sums exactly the eight steps of the next 24 hours', () => {
    const forecast = parseForecast(sample);
    const expected = forecast.steps.slice(0, 8).reduce((sum, step) => sum + (step.rainMm ?? 0), 0);
    expect(sumNextDay(forecast, now)?.rainMm).toBeCloseTo(expected, 1);
  });

  it('gives no sum when the steps do not cover a day or one has no rain figure', () => {
    const { analysedAt, steps } = parseForecast(sample);
    expect(sumNextDay({ analysedAt, steps: steps.slice(0, 5) }, now)).toBeNull();
    const holed = steps.map((step, index) => (index === 2 ? { ...step, rainMm: null } : step));
    expect(sumNextDay({ analysedAt, steps: holed }, now)).toBeNull();
  });

  it.each(['', '[]', '{"data":[]}', '{"data":[{"cuaca":[[]]}]}', '<html>'])(
    'refuses %j as invalid',
    (body) => {
      expect(() => parseForecast(body)).toThrow(FeedError);
    },
  );

  it('brings three estimated readings for each of the 23 kecamatan, none ahead of now', async () => {
    const context = buildFeedContext({ now: () => now, answer: () => sample });
    const batch = await createBmkgForecast().poll(context);
    expect(batch.partial).toBeNull();
    expect(batch.readings).toHaveLength(69);
    expect(new Set(batch.readings.map((reading) => reading.area)).size).toBe(23);
    for (const reading of batch.readings) {
      expect(reading.origin).toBe('estimated');
      expect(reading.observedAt).toBeLessThanOrEqual(now);
    }
  });

  it('never rewrites an instant that a series already has', async () => {
    const lastObservedAt = () => now;
    const context = buildFeedContext({ now: () => now, answer: () => sample, lastObservedAt });
    expect((await createBmkgForecast().poll(context)).readings).toEqual([]);
  });

  it('asks the next village when BMKG does not know one, and says which kecamatan are missing', async () => {
    const asked: string[] = [];
    const answer = (url: string) => {
      asked.push(url);
      const isUnknown = url.endsWith('32.16.09.2001') || url.includes('32.16.01.');
      if (isUnknown) throw new FeedError('http', 'HTTP 404', 404);
      return sample;
    };
    const batch = await createBmkgForecast().poll(buildFeedContext({ now: () => now, answer }));
    expect(asked.some((url) => url.endsWith('32.16.09.2002'))).toBe(true);
    expect(batch.readings.some((reading) => reading.area === '32.16.09')).toBe(true);
    expect(batch.readings.some((reading) => reading.area === '32.16.01')).toBe(false);
    expect(batch.partial).toBe('22 dari 23 kecamatan; kurang Tarumajaya');
  });

  it('gives up after three places when the source is down', async () => {
    let asked = 0;
    const answer = () => {
      asked += 1;
      throw new FeedError('timeout', 'BMKG');
    };
    await expect(createBmkgForecast().poll(buildFeedContext({ answer }))).rejects.toMatchObject({
      code: 'timeout',
    });
    expect(asked).toBe(3);
  });

  it('asks the villages that the region pack names', async () => {
    const asked: string[] = [];
    const answer = (url: string) => {
      asked.push(url);
      return sample;
    };
    const params = { villages: ['32.16.09.2004'] };
    await createBmkgForecast().poll(buildFeedContext({ now: () => now, answer, params }));
    expect(asked).toContain('https://api.bmkg.go.id/publik/prakiraan-cuaca?adm4=32.16.09.2004');
  });
});
