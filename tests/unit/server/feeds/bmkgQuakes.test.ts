import { describe, expect, it } from 'vitest';
import { regionEventSchema } from '#shared/model/regionEvent.ts';
import { createBmkgQuakes, toQuakeSeverity } from '../../../../server/feeds/bmkgQuakes/createBmkgQuakes.ts';
import { mergeQuakes, parseQuakes, toPoint } from '../../../../server/feeds/bmkgQuakes/parseQuakes.ts';
import { FeedError } from '../../../../server/feeds/feed.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';
import { readSample } from '../../../support/standIn.ts';

function answer(url: string): string {
  return readSample(`bmkg_${url.split('/').at(-1) ?? ''}`);
}

describe('BMKG quakes', () => {
  it('reads a single object and a list alike, turning texts into numbers and lat,lon around', () => {
    const { quakes } = parseQuakes(readSample('bmkg_autogempa.json'), 'autogempa');
    expect(quakes).toHaveLength(1);
    expect(quakes[0]).toMatchObject({
      point: [135.55, -3.48],
      magnitude: 3.6,
      depthKm: 5,
      felt: 'II-III Nabire',
    });
    expect(parseQuakes(readSample('bmkg_gempaterkini.json'), 'terkini').quakes).toHaveLength(2);
  });

  it('merges lists by instant and point, keeping what each alone knows', () => {
    const [quake] = parseQuakes(readSample('bmkg_autogempa.json'), 'autogempa').quakes;
    if (!quake) throw new Error('sample without quake');
    const merged = mergeQuakes([[{ ...quake, felt: null }], [{ ...quake, potential: null }]]);
    expect(merged).toEqual([quake]);
  });

  it('leaves out an entry it cannot read and counts it', () => {
    const body = readSample('bmkg_gempaterkini.json').replace('-8.90,110.21', 'di laut');
    expect(parseQuakes(body, 'terkini')).toMatchObject({ quakes: [{ magnitude: 5.6 }], unread: 1 });
  });

  it.each(['1,2,3', '', '-95,10', 'a,b', '5'])('takes %j for no point', (text) => {
    expect(toPoint(text)).toBeNull();
  });

  it('rates by magnitude, distance and whether it was felt here', () => {
    expect(toQuakeSeverity(7.4, 150, false)).toBe('extreme');
    expect(toQuakeSeverity(6.1, 150, false)).toBe('severe');
    expect(toQuakeSeverity(5.2, 120, false)).toBe('moderate');
    expect(toQuakeSeverity(4.1, 60, true)).toBe('moderate');
    expect(toQuakeSeverity(6.5, 2_000, false)).toBe('minor');
  });

  it('makes valid events of all three lists with distance and felt text', async () => {
    const batch = await createBmkgQuakes().poll(buildFeedContext({ answer }));
    expect(batch.partial).toBeNull();
    expect(batch.events).toHaveLength(5);
    for (const event of batch.events) expect(regionEventSchema.safeParse(event).error).toBeUndefined();
    const sumur = batch.events.find((event) => event.felt?.includes('Sumur'));
    expect(sumur?.distanceKm).toBeGreaterThan(180);
    expect(sumur?.distanceKm).toBeLessThan(210);
    expect(batch.events.find((event) => event.felt?.includes('Nabire'))?.state).toBe('ended');
  });

  it('is partial when one list fails and fails when all do', async () => {
    const failing = (url: string) => {
      if (!url.endsWith('autogempa.json')) throw new FeedError('http', 'HTTP 500', 500);
      return answer(url);
    };
    const batch = await createBmkgQuakes().poll(buildFeedContext({ answer: failing }));
    expect(batch.events).toHaveLength(1);
    expect(batch.partial).toBe('tanpa gempaterkini.json, gempadirasakan.json');
    const dead = buildFeedContext({ answer: () => '{"Infogempa":{}}' });
    await expect(createBmkgQuakes().poll(dead)).rejects.toMatchObject({ code: 'invalid' });
  });
});
