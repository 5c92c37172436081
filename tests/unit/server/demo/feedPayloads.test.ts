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
  if (url.endsWith('_alert.xml')) return payloads.buildWarning(world);
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
});
