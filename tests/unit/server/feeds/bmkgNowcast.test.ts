import { describe, expect, it } from 'vitest';
import { regionEventSchema } from '#shared/model/regionEvent.ts';
import { createBmkgNowcast } from '../../../../server/feeds/bmkgNowcast/createBmkgNowcast.ts';
import { parseCap, parseCapRing, parseNowcastList } from '../../../../server/feeds/bmkgNowcast/parseCap.ts';
import { type FeedContext, FeedError } from '../../../../server/feeds/feed.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';
import { readSample } from '../../../support/standIn.ts';

const rss = readSample('bmkg_nowcast_rss.xml');
const cap = readSample('bmkg_cap_CJB20260924001_alert.xml');
const id = 'bmkg-nowcast-2.49.0.1.360.0.2026.09.24.07.32.001';

async function pollWith(files: Record<string, string>, overrides: Partial<FeedContext> = {}) {
  const links = Object.keys(files)
    .map((name) => `<item><link>https://www.bmkg.go.id/alerts/nowcast/id/${name}</link></item>`)
    .join('');
  const list = `<rss version="2.0"><channel><title>Peringatan</title>${links}</channel></rss>`;
  const answer = (url: string) => files[url.split('/').at(-1) ?? ''] ?? list;
  return await createBmkgNowcast().poll(buildFeedContext({ answer, ...overrides }));
}

function variant(identifier: string, msgType: string, references: string): string {
  return cap
    .replace('.32.001</identifier>', `.32.${identifier}</identifier>`)
    .replace('>Alert<', `>${msgType}<`)
    .replace('<scope>', `<references>${references}</references><scope>`);
}

const reference = 'cuaca.ekstrem@bmkg.go.id,2.49.0.1.360.0.2026.09.24.07.32.001,2026-09-24T14:15:00+07:00';

describe('BMKG weather warnings', () => {
  it('reads the addresses of the list, and an empty list as none', () => {
    expect(parseNowcastList(rss)).toEqual([
      'https://www.bmkg.go.id/alerts/nowcast/id/CJB20260924001_alert.xml',
    ]);
    expect(parseNowcastList('<rss><channel><title>x</title></channel></rss>')).toEqual([]);
  });

  it('turns lat,lon of CAP into longitude, latitude', () => {
    expect(parseCap(cap).rings[0]?.[0]).toEqual([107.13, -6.25]);
    expect(parseCapRing('1,2 3,4')).toBeNull();
    expect(parseCapRing('-6,107 -6,108 -7,108')).toHaveLength(4);
  });

  it('makes an active event of the kecamatan that the polygons meet', async () => {
    const { events } = await pollWith({ 'CJB20260924001_alert.xml': cap });
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(regionEventSchema.safeParse(event).error).toBeUndefined();
    expect(event).toMatchObject({ id, state: 'active', severity: 'moderate', origin: 'published' });
    expect(event?.areas).toContain('32.16.09');
    expect(event?.areas).not.toContain('32.16.01');
    expect(event?.endsAt).toBe(Date.parse('2026-09-24T16:20:00+07:00'));
  });

  it('is ended when it expires, also when the list has dropped it or is silent', async () => {
    const now = () => Date.parse('2026-09-24T10:00:00Z');
    const { events } = await pollWith({ 'CJB20260924001_alert.xml': cap }, { now });
    expect(events[0]?.state).toBe('ended');
    const [active] = (await pollWith({ 'CJB20260924001_alert.xml': cap })).events;
    if (!active) throw new Error('no warning');
    const feed = createBmkgNowcast();
    const endsAt = active.endsAt ?? 0;
    const hasEndedAt = (at: number, event = active) =>
      feed.hasEnded?.(event, buildFeedContext({ now: () => at }));
    expect([hasEndedAt(endsAt - 1), hasEndedAt(endsAt)]).toEqual([false, true]);
    const endless = { ...active, endsAt: null };
    const dayLater = active.startsAt + 86_400_000;
    expect([hasEndedAt(dayLater - 1, endless), hasEndedAt(dayLater, endless)]).toEqual([false, true]);
    expect(hasEndedAt(dayLater, { ...active, id: 'other-warning' })).toBe(false);
  });

  it('follows a chain of updates in the order they were sent, each naming only the one before', async () => {
    const sent = (text: string, at: string) => text.replace(/<sent>[^<]*<\/sent>/, `<sent>${at}</sent>`);
    const second = variant('002', 'Update', reference).replace('>Moderate<', '>Severe<');
    const third = variant('003', 'Update', reference.replace('.32.001', '.32.002'));
    const batch = await pollWith({
      'CJB3_alert.xml': sent(third.replace('>Moderate<', '>Extreme<'), '2026-09-24T14:30:00+07:00'),
      'CJB2_alert.xml': sent(second, '2026-09-24T14:25:00+07:00'),
      'CJB1_alert.xml': cap,
    });
    expect(batch.events).toMatchObject([{ id, severity: 'extreme' }]);
  });

  it('ignores another province and polygons that miss the regency', async () => {
    const far = cap.replaceAll('107.', '110.');
    expect((await pollWith({ 'CJB20260924001_alert.xml': far })).events).toEqual([]);
    expect((await pollWith({ 'CJT20260924001_alert.xml': cap })).events).toEqual([]);
  });

  it('shows an exercise only behind a stand-in', async () => {
    const exercise = cap.replace('>Actual<', '>Exercise<');
    expect((await pollWith({ 'CJB1_alert.xml': exercise })).events).toEqual([]);
    expect((await pollWith({ 'CJB1_alert.xml': exercise }, { acceptExercises: true })).events).toHaveLength(
      1,
    );
  });

  it('replaces by an update under the id of the first and cancels by reference', async () => {
    const update = variant('002', 'Update', reference).replace('>Moderate<', '>Severe<');
    const updated = await pollWith({ 'CJB1_alert.xml': cap, 'CJB2_alert.xml': update });
    expect(updated.events).toMatchObject([{ id, severity: 'severe', state: 'active' }]);
    const cancel = variant('003', 'Cancel', reference);
    const cancelled = await pollWith({ 'CJB3_alert.xml': cancel }, { knownEvents: () => updated.events });
    expect(cancelled.events).toMatchObject([{ id, state: 'cancelled' }]);
  });

  it('keeps a broken alert from hiding the others and says so', async () => {
    const batch = await pollWith({ 'CJB1_alert.xml': '<alert>', 'CJB2_alert.xml': cap });
    expect(batch.events).toHaveLength(1);
    expect(batch.partial).toBe('1 peringatan tidak terbaca');
  });

  it('refuses a document type, so that no entity can expand', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${cap.replace(/^<\?xml.*?\?>/, '')}`;
    expect(() => parseCap(bomb)).toThrow('DOCTYPE');
  });

  it.each([
    ['nested', `${'<a>'.repeat(60_000)}${'</a>'.repeat(60_000)}`],
    ['an unclosed comment', '<!--'.repeat(100_000)],
    ['an endless attribute', `<a b="${'x'.repeat(500_000)}"/>`],
    [
      'more polygons than any province has',
      cap.replace('<polygon>', `${'<polygon>1,1</polygon>'.repeat(600)}<polygon>`),
    ],
    ['too long', `<alert>${' '.repeat(700_000)}</alert>`],
  ])('refuses a file that is %s', (_, text) => {
    expect(() => parseCap(text)).toThrow(FeedError);
    expect(() => parseNowcastList(text)).toThrow(FeedError);
  });

  it('falls back to names in the text only where the regency is named and no polygon is given', async () => {
    const bare = cap.replace(/<polygon>.*<\/polygon>/g, '');
    const named = bare.replace('Contoh untuk uji sistem', 'di Kabupaten Bekasi: Cikarang Utara, Setu');
    const other = bare.replace('Contoh untuk uji sistem', 'di Kabupaten Garut: Setu');
    const { events } = await pollWith({ 'CJB1_alert.xml': named });
    expect(events[0]?.areas.toSorted()).toEqual(['32.16.09', '32.16.18']);
    expect((await pollWith({ 'CJB1_alert.xml': other })).events).toEqual([]);
  });
});
