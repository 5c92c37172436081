import { describe, expect, it } from 'vitest';
import { type RegionEvent, regionEventSchema } from '#shared/model/regionEvent.ts';
import {
  createPetabencana,
  toFloodSeverity,
} from '../../../../server/feeds/petabencana/createPetabencana.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';
import { readSample } from '../../../support/standIn.ts';

const sample = readSample('petabencana_reports.json');
const now = () => Date.parse('2026-02-20T03:00:00Z');

async function poll(body: string) {
  return await createPetabencana().poll(buildFeedContext({ now, answer: () => body }));
}

describe('PetaBencana reports', () => {
  it('makes valid events with depth and the kecamatan of the point, newest first', async () => {
    const { events } = await poll(sample);
    expect(events.map((event) => event.floodDepthCm)).toEqual([40, 65]);
    for (const event of events) {
      expect(regionEventSchema.safeParse(event).error).toBeUndefined();
      expect(event.areas).toHaveLength(1);
      expect(event.areas[0]).toMatch(/^32\.16\.\d{2}$/);
    }
  });

  it('keeps Kota Bekasi and other disasters out', async () => {
    expect((await poll(sample.replaceAll('"3216"', '"3275"'))).events).toEqual([]);
    expect(
      (await poll(sample.replaceAll('"disaster_type": "flood"', '"disaster_type": "fire"'))).events,
    ).toEqual([]);
  });

  it("makes the public's text plain and leaves markup as text", async () => {
    const { events } = await poll(sample.replace('Contoh laporan', '<b>air</b>\\u0000\\u202e naik'));
    expect(events.find((event) => event.floodDepthCm === 65)?.text).toBe('<b>air</b> naik');
  });

  it('counts what it cannot read and stays partial', async () => {
    const broken = sample.replace('"2026-02-20T02:10:11.000Z"', '"kemarin"');
    expect(await poll(broken)).toMatchObject({
      partial: '1 laporan tidak terbaca',
      events: [{ floodDepthCm: 40 }],
    });
  });

  it('ends a report after a day', async () => {
    const later = () => Date.parse('2026-02-22T03:00:00Z');
    const batch = await createPetabencana().poll(buildFeedContext({ now: later, answer: () => sample }));
    expect(batch.events.map((event) => event.state)).toEqual(['ended', 'ended']);
  });

  it('ends a report by its own rule while the source is silent, as long as the region says', () => {
    const feed = createPetabencana();
    const report = { id: 'petabencana-1', startsAt: now() } as RegionEvent;
    const hasEndedAfter = (hours: number, params = {}) =>
      feed.hasEnded?.(report, buildFeedContext({ now: () => now() + hours * 3_600_000, params }));
    expect([hasEndedAfter(23.9), hasEndedAfter(24), hasEndedAfter(24, { activeHours: 48 })]).toEqual([
      false,
      true,
      false,
    ]);
    expect(feed.hasEnded?.({ ...report, id: 'bmkg-quake-1' }, buildFeedContext())).toBe(false);
  });

  it('counts a report of tomorrow as unread', async () => {
    const ahead = sample.replace('"2026-02-20T02:10:11.000Z"', '"2026-02-21T02:10:11.000Z"');
    expect(await poll(ahead)).toMatchObject({ partial: '1 laporan tidak terbaca' });
  });

  it('rates by depth', () => {
    expect([null, 20, 65, 170].map(toFloodSeverity)).toEqual(['unknown', 'minor', 'moderate', 'severe']);
  });
});
