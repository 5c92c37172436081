import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionEventSchema } from '#shared/model/regionEvent.ts';
import { FeedError } from '../../../../server/feeds/feed.ts';
import { createFeeds } from '../../../../server/feeds/feedList.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';
import { readSample } from '../../../support/standIn.ts';

const now = () => Date.parse('2026-09-24T07:25:00Z');
const base = buildFeedContext({ now });

/** Answers of a feed from one text for what it asks last: lists of addresses stay whole, so that the text is reached. */
const sampleOf: Readonly<Record<string, string>> = {
  'bmkg-forecast': 'bmkg_prakiraan_32.16.09.2001.json',
  'bmkg-nowcast': 'bmkg_cap_CJB20260924001_alert.xml',
  'bmkg-quakes': 'bmkg_gempadirasakan.json',
  petabencana: 'petabencana_reports.json',
  'open-meteo': 'openmeteo_forecast.json',
};

/** A new feed each time: some remember what they have read. */
async function poll(id: string, text: string) {
  const getText = async (url: string) =>
    url.endsWith('/nowcast/id') ? readSample('bmkg_nowcast_rss.xml') : text;
  const region = { ...base.region, kecamatan: base.region.kecamatan.slice(0, 1) };
  const feed = createFeeds().find((candidate) => candidate.id === id);
  if (!feed) throw new Error(`no feed ${id}`);
  return await feed.poll({ ...base, region, http: { ...base.http, getText } });
}

/** A poll either says what is wrong or brings what may be shown; nothing else. */
async function expectHarmless(id: string, text: string): Promise<void> {
  try {
    const { events, readings } = await poll(id, text);
    for (const event of events) {
      expect(regionEventSchema.safeParse(event).error).toBeUndefined();
      if (event.kind !== 'warning') expect(event.startsAt).toBeLessThanOrEqual(now() + 600_000);
    }
    for (const reading of readings) {
      expect(Number.isFinite(reading.value)).toBe(true);
      expect(reading.observedAt).toBeLessThanOrEqual(now());
    }
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    expect(error.detail).not.toMatch(/node_modules|\/home|\/tmp/);
  }
}

const junk = fc.constantFrom(
  'null',
  '""',
  '-1',
  '1e309',
  '[]',
  '{}',
  '"9999-12-31T00:00:00Z"',
  'true',
  '"\\u0000"',
);

describe.each(createFeeds().map((feed) => feed.id))('%s on bad input', (id) => {
  const sample = readSample(sampleOf[id] ?? '');

  it('names the fault of a text that ends early, wherever it ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sample.length - 2), (length) => expectHarmless(id, sample.slice(0, length))),
      { numRuns: 60 },
    );
  });

  it('shows nothing untrue when any value of the answer is another', async () => {
    const values = [...sample.matchAll(/(?<=: ?)("[^"]*"|-?\d+(\.\d+)?|null)|(?<=>)[^<>]+(?=<)/g)];
    await fc.assert(
      fc.asyncProperty(fc.nat(values.length - 1), junk, async (index, text) => {
        const at = values[index]?.index ?? 0;
        const length = values[index]?.[0].length ?? 0;
        await expectHarmless(id, sample.slice(0, at) + text + sample.slice(at + length));
      }),
      { numRuns: 120 },
    );
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '"text"',
    '<!doctype html><html><body>Sedang dipelihara</body></html>',
    '<html><body><p>Sedang dipelihara</p></body></html>',
    '{"__proto__":{"polluted":1}}',
    '['.repeat(20_000),
  ])('refuses %j as invalid, or says what is missing', async (text) => {
    try {
      const batch = await poll(id, text.slice(0, 30_000));
      expect(batch.events).toEqual([]);
      expect(batch.readings).toEqual([]);
      expect(batch.partial).not.toBeNull();
    } catch (error) {
      expect(error).toBeInstanceOf(FeedError);
      expect((error as FeedError).code).toBe('invalid');
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
