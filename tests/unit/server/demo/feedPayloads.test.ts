import { describe, expect, it } from 'vitest';
import * as payloads from '../../../../server/demo/feedPayloads.ts';
import { createFeeds } from '../../../../server/feeds/feedList.ts';
import { markEvent } from '../../../../server/feeds/markFigures.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';

const startedAt = Date.parse('2026-11-23T01:00:00Z');
const now = startedAt + 120_000;
const base = buildFeedContext();
const world: payloads.FeedWorld = {
  seed: 5,
  startedAt,
  speed: 60,
  from: 7 * 60,
  places: base.region.shapes.map((shape) => ({
    code: shape.code,
    name: shape.name,
    point: shape.polygons[0]?.[0]?.[0] ?? [107.1, -6.2],
  })),
  bpsCode: '3216',
};

function answer(url: string): string {
  const name = url.split('/').at(-1) ?? '';
  if (url.includes('prakiraan-cuaca')) return payloads.buildForecast(world, name.split('=')[1] ?? '', now);
  if (url.includes('TEWS')) return payloads.buildQuakes(world, name, now);
  if (url.endsWith('_alert.xml')) return payloads.buildWarning(world, name) ?? '';
  if (url.includes('nowcast')) return payloads.buildWarningList(world, now);
  return payloads.buildFloodReports(world, now);
}

describe('simulated public feeds', () => {
  it.each(['bmkg-forecast', 'bmkg-nowcast', 'bmkg-quakes', 'petabencana'])(
    'are read whole by the feed %s and marked as simulated',
    async (id) => {
      const feed = createFeeds().find((candidate) => candidate.id === id);
      const context = {
        ...buildFeedContext({ answer, acceptExercises: true }),
        now: () => now,
      };
      const batch = await feed?.poll(context);
      expect(batch?.partial).toBeNull();
      expect((batch?.readings.length ?? 0) + (batch?.events.length ?? 0)).toBeGreaterThan(0);
      for (const event of (batch?.events ?? []).map((one) => markEvent(one, 'demo'))) {
        expect(event.origin).toBe('simulated');
        expect(`${event.title} ${event.text ?? ''}`).toContain('SIMULASI');
      }
    },
  );

  it('say the same of the same instant twice', () => {
    expect(payloads.buildFloodReports(world, now)).toBe(payloads.buildFloodReports(world, now));
    expect(payloads.buildForecast(world, '32.16.09.2001', now)).toBe(
      payloads.buildForecast(world, '32.16.09.2001', now),
    );
  });

  it('never show a simulated warning on a real wall: it is an exercise', async () => {
    const feed = createFeeds().find((candidate) => candidate.id === 'bmkg-nowcast');
    const batch = await feed?.poll({ ...buildFeedContext({ answer }), now: () => now });
    expect(batch?.events).toEqual([]);
  });

  it('warn from before the desks open until the rain is over, every simulated day anew', () => {
    const at = (minutes: number) => startedAt + (minutes - 420) * 1_000;
    const files = (now: number) =>
      [...payloads.buildWarningList(world, now).matchAll(/CJBSIMULASI_-?\d+[ab]_alert\.xml/g)].map(
        ([name]) => name,
      );
    expect(files(at(400))).toEqual(['CJBSIMULASI_-1a_alert.xml', 'CJBSIMULASI_-1b_alert.xml']);
    expect(files(at(420))[0]).toBe('CJBSIMULASI_0a_alert.xml');
    expect(files(at(779))).not.toContain('CJBSIMULASI_0b_alert.xml');
    expect(files(at(780))).toContain('CJBSIMULASI_0b_alert.xml');
    expect(files(at(1_440 + 420))[0]).toBe('CJBSIMULASI_1a_alert.xml');
    const text = payloads.buildWarning(world, 'CJBSIMULASI_0a_alert.xml') ?? '';
    expect(text).toContain(`<sent>${new Date(at(405)).toISOString()}</sent>`);
    expect(text).toContain(`<expires>${new Date(at(810)).toISOString()}</expires>`);
    const graver = payloads.buildWarning(world, 'CJBSIMULASI_0b_alert.xml') ?? '';
    expect(graver).toContain(`<expires>${new Date(at(1_110)).toISOString()}</expires>`);
    expect(graver).toContain('<severity>Severe</severity>');
    expect(payloads.buildWarning(world, '../secret')).toBeNull();
  });

  it('report floods in the simulated afternoon, eight places and never more, however long the demo runs', () => {
    const reportsAt = (minutes: number) =>
      JSON.parse(payloads.buildFloodReports(world, startedAt + (minutes - 420) * 1_000)).result.features as {
        properties: { pkey: string; created_at: string };
      }[];
    const newest = (minutes: number) =>
      Math.max(...reportsAt(minutes).map(({ properties }) => Date.parse(properties.created_at)));
    expect(newest(869)).toBe(startedAt + (870 + 7 * 20 - 1_440 - 420) * 1_000);
    expect(newest(870)).toBe(startedAt + (870 - 420) * 1_000);
    for (const day of [0, 1, 50]) {
      const keys = reportsAt(day * 1_440 + 1_439).map(({ properties }) => properties.pkey);
      expect(keys).toHaveLength(8);
      expect(keys).toEqual(reportsAt(1_439).map(({ properties }) => properties.pkey));
    }
  });
});
