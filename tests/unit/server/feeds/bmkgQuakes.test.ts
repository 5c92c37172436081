import { describe, expect, it } from 'vitest';
import { regionEventSchema } from '#shared/model/regionEvent.ts';
import { createBmkgQuakes, toQuakeSeverity } from '../../../../server/feeds/bmkgQuakes/createBmkgQuakes.ts';
import { mergeQuakes, parseQuakes, toPoint } from '../../../../server/feeds/bmkgQuakes/parseQuakes.ts';
import { FeedError } from '../../../../server/feeds/feed.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';
import { readSample } from '../../../support/standIn.ts';

const now = Date.parse('2026-09-24T07:25:00Z');

function answer(url: string): string {
  return readSample(`bmkg_${url.split('/').at(-1) ?? ''}`);
}

describe('BMKG quakes', () => {
  it('reads a single object and a list alike, turning texts into numbers and lat,lon around', () => {
    const { quakes } = parseQuakes(readSample('bmkg_autogempa.json'), 'autogempa', now);
    expect(quakes).toHaveLength(1);
    expect(quakes[0]).toMatchObject({
      point: [135.55, -3.48],
      magnitude: 3.6,
      depthKm: 5,
      felt: 'II-III Nabire',
    });
    expect(parseQuakes(readSample('bmkg_gempaterkini.json'), 'terkini', now).quakes).toHaveLength(2);
  });

  it('merges lists by instant and point, keeping what each alone knows', () => {
    const [quake] = parseQuakes(readSample('bmkg_autogempa.json'), 'autogempa', now).quakes;
    if (!quake) throw new Error('sample without quake');
    const merged = mergeQuakes([[{ ...quake, felt: null }], [{ ...quake, potential: null }]]);
    expect(merged).toEqual([quake]);
  });

  it('knows a quake again whose second and place BMKG corrected, and no other', () => {
    const [quake] = parseQuakes(readSample('bmkg_autogempa.json'), 'autogempa', now).quakes;
    if (!quake) throw new Error('sample without quake');
    const corrected = { ...quake, id: 'x', happenedAt: quake.happenedAt + 3_000, magnitude: 3.8 };
    expect(mergeQuakes([[quake], [corrected]])).toEqual([quake]);
    const later = { ...quake, id: 'y', happenedAt: quake.happenedAt + 60_000 };
    const elsewhere = { ...quake, id: 'z', point: [107, -7] as const };
    expect(mergeQuakes([[quake], [later], [elsewhere]])).toHaveLength(3);
  });

  it('keeps the id of a quake that it corrects later', async () => {
    const first = await createBmkgQuakes().poll(buildFeedContext({ answer }));
    const moved = (url: string) => answer(url).replaceAll('13:42:16', '13:42:19');
    const again = await createBmkgQuakes().poll(
      buildFeedContext({ answer: moved, knownEvents: () => first.events }),
    );
    expect(again.events.map((event) => event.id).sort()).toEqual(
      first.events.map((event) => event.id).sort(),
    );
  });

  it('leaves out a quake of tomorrow and one beyond any magnitude', () => {
    const body = readSample('bmkg_autogempa.json');
    const early = Date.parse('2026-09-12T13:00:00Z');
    expect(parseQuakes(body, 'autogempa', early)).toEqual({ quakes: [], unread: 1 });
    expect(parseQuakes(body.replace('"3.6"', '"36"'), 'autogempa', now).unread).toBe(1);
  });

  it.each([
    ['II Bekasi, III Karawang', true],
    ['III Kab. Bekasi', true],
    ['II Kota Bekasi', false],
    ['II Kota Bekasi, II Bekasi', true],
    ['II-III Nabire', false],
  ])('felt at %s concerns the regency: %s', async (felt, isHere) => {
    const far = (url: string) =>
      answer(url).replace('II-III Nabire', felt).replaceAll('"Magnitude": "3.6"', '"Magnitude": "4.0"');
    const { events } = await createBmkgQuakes().poll(buildFeedContext({ answer: far }));
    const quake = events.find((event) => event.felt === felt);
    expect(quake?.areas).toEqual(isHere ? ['32.16'] : []);
    expect(quake?.severity).toBe(isHere ? 'moderate' : 'minor');
  });

  it('ends a quake after a day, although no list names it any more', async () => {
    const [quake] = (await createBmkgQuakes().poll(buildFeedContext({ answer }))).events;
    if (!quake) throw new Error('no quake');
    const at = (ms: number) => buildFeedContext({ now: () => quake.startsAt + ms });
    const { hasEnded } = createBmkgQuakes();
    expect([hasEnded?.(quake, at(86_399_999)), hasEnded?.(quake, at(86_400_000))]).toEqual([false, true]);
    expect(hasEnded?.({ ...quake, id: 'petabencana-1' }, at(86_400_000))).toBe(false);
  });

  it('leaves out an entry it cannot read and counts it', () => {
    const body = readSample('bmkg_gempaterkini.json').replace('-8.90,110.21', 'di laut');
    expect(parseQuakes(body, 'terkini', now)).toMatchObject({ quakes: [{ magnitude: 5.6 }], unread: 1 });
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
