import { describe, expect, it } from 'vitest';
import { createDayClock, toRainStrength } from '../../../../server/demo/dayClock.ts';
import { createScenario, scenarioMoments } from '../../../../server/demo/scenario.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

const region = loadRegion('server/regions/bekasi');
const startedAt = Date.parse('2026-11-23T01:00:00Z');
const { minuteAt } = createDayClock(startedAt, 60);

function build(seed: number) {
  const kecamatan = region.areas.filter((area) => area.level === 'kecamatan');
  return createScenario({ code: '32.16', kecamatan, indicator: (id) => region.indicator(id) }, seed);
}

function playSeconds(seed: number, seconds: number) {
  const scenario = build(seed);
  return Array.from({ length: seconds }, (_, second) =>
    scenario.buildSecond(second, startedAt + second * 1_000, minuteAt),
  );
}

describe('demo scenario', () => {
  it('is the same for the same seed and another for another', () => {
    expect(playSeconds(1, 60)).toEqual(playSeconds(1, 60));
    expect(playSeconds(1, 60)).not.toEqual(playSeconds(2, 60));
  });

  it("says of every reading that it is simulated and stays in the indicator's range, agency and levels", () => {
    const calls = [...build(7).buildPast(startedAt, minuteAt), ...playSeconds(7, 200).flat()];
    for (const { agency, readings } of calls) {
      expect(readings.length).toBeLessThanOrEqual(5_000);
      for (const reading of readings) {
        const indicator = region.indicator(reading.indicator);
        expect(indicator?.agency).toBe(agency);
        expect(indicator?.levels).toContain(reading.area === '32.16' ? 'regency' : 'kecamatan');
        expect(reading.origin).toBe('simulated');
        expect(reading.note).toContain('SIMULASI');
        expect(reading.value).toBeGreaterThanOrEqual(indicator?.range?.min ?? -Infinity);
        expect(reading.value).toBeLessThanOrEqual(indicator?.range?.max ?? Infinity);
      }
    }
  });

  it('gives every pillar something alive', () => {
    const readings = playSeconds(3, 40).flatMap((calls) => calls.flatMap((call) => call.readings));
    const pillars = new Set(readings.map((reading) => region.indicator(reading.indicator)?.pillar));
    expect(pillars.size).toBe(6);
  });

  it('lets one river sensor die and the others live on', () => {
    const seconds = playSeconds(3, scenarioMoments.sensorDiesAt * 3);
    const areasIn = (from: number, to: number) =>
      new Set(
        seconds
          .slice(from, to)
          .flatMap((calls) => calls.flatMap((call) => call.readings))
          .filter((reading) => reading.indicator === 'environment-river-level')
          .map((reading) => reading.area),
      );
    const before = areasIn(0, scenarioMoments.sensorDiesAt);
    const after = areasIn(scenarioMoments.sensorDiesAt, seconds.length);
    expect(before.size - after.size).toBe(1);
  });

  it('has one river sensor that fell silent before the start, long enough to be late', () => {
    const past = build(3)
      .buildPast(startedAt, minuteAt)
      .flatMap((call) => call.readings)
      .filter((reading) => reading.indicator === 'environment-river-level');
    const newest = new Map(past.map((reading) => [reading.area, Date.parse(reading.observedAt)]));
    const ages = [...newest.values()].map((at) => (startedAt - at) / 60_000).sort((a, b) => b - a);
    expect(ages).toHaveLength(8);
    expect(ages[0]).toBeGreaterThanOrEqual(scenarioMoments.sensorSilentMinutes);
    expect(ages[1]).toBeLessThanOrEqual(11);
    const silent = [...newest].find(([, at]) => startedAt - at > 90 * 60_000)?.[0];
    const spoken = playSeconds(3, 60).flatMap((calls) => calls.flatMap((call) => call.readings));
    expect(spoken.some((r) => r.indicator === 'environment-river-level' && r.area === silent)).toBe(false);
  });

  it('corrects a value in a call that follows the value', () => {
    const calls = playSeconds(3, 60)[scenarioMoments.correctionAt] ?? [];
    const ofBeds = calls
      .flatMap((call) => call.readings)
      .filter((r) => r.indicator === 'living-bed-occupancy');
    expect(ofBeds.map((reading) => reading.correction)).toEqual([undefined, true]);
    expect(ofBeds[0]?.observedAt).toBe(ofBeds[1]?.observedAt);
    expect(ofBeds[0]?.value).not.toBe(ofBeds[1]?.value);
  });

  it('has one agency whose only value is days old', () => {
    const past = build(3)
      .buildPast(startedAt, minuteAt)
      .flatMap((call) => call.readings);
    const rice = past.filter((reading) => reading.indicator === 'economy-rice-price');
    expect(rice.map((reading) => startedAt - Date.parse(reading.observedAt))).toEqual([5 * 86_400_000]);
    expect(past.every((reading) => Date.parse(reading.observedAt) < startedAt)).toBe(true);
  });

  it('leaves out what another region does not have', () => {
    const bare = createScenario({ code: '99.01', kecamatan: [], indicator: () => undefined }, 1);
    expect(bare.agencies).toEqual([]);
    expect(bare.buildPast(startedAt, minuteAt)).toEqual([]);
    expect(bare.buildSecond(25, startedAt, minuteAt)).toEqual([]);
  });

  it('rains in the afternoon of the simulated day only', () => {
    expect(toRainStrength(9 * 60)).toBe(0);
    expect(toRainStrength(15.5 * 60)).toBe(1);
    expect(createDayClock(startedAt, 60).minuteAt(startedAt + 60_000)).toBe(8 * 60);
  });
});
