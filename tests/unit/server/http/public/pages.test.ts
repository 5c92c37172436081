import { describe, expect, it } from 'vitest';
import type { OpenIndicator } from '../../../../../server/domain/openData/createOpenData.ts';
import {
  fill,
  toCadenceWords,
  toConditionWords,
  toPeriodWords,
  toValueWords,
} from '../../../../../server/http/public/figureText.ts';
import { toHomePage } from '../../../../../server/http/public/homePage.ts';
import { html } from '../../../../../server/http/public/html.ts';
import { toFrame, toLink, toPage } from '../../../../../server/http/public/layout.ts';
import { openWords } from '../../../../../server/http/public/openWords.ts';
import { buildIndicator, region } from '../../../../support/desk.ts';

const evil = `<img src=x onerror="alert('1')">&`;

describe('a page for everyone', () => {
  it('takes what is put in for text, and only its own pieces for HTML', () => {
    expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</p>',
    );
    expect(html`${[html`<b>${1}</b>`, null, false, '<']}`.text).toBe('<b>1</b>&lt;');
  });

  it('cannot be broken by a region that is named like a tag', () => {
    const frame = toFrame({
      language: 'id',
      region: evil,
      zone: 'Asia/Jakarta',
      zoneLabel: 'WIB',
      mode: 'live',
    });
    const page = toPage(frame, { title: evil, path: '/publik', content: html`x` });
    expect(page).not.toContain('<img');
    expect(page.match(/aria-current="page"/g)).toHaveLength(1);
  });

  it('says on every page of a server that is not live what it is', () => {
    for (const mode of ['demo', 'test', 'drill'] as const) {
      const frame = toFrame({ language: 'en', region: 'X', zone: 'UTC', zoneLabel: 'UTC', mode });
      expect(toPage(frame, { title: 'x', path: '/publik', content: html`x` })).toContain(
        openWords.en.mode[mode],
      );
    }
  });

  it('leads from language to language', () => {
    expect(toLink('/publik', 'id')).toBe('/publik');
    expect(toLink('/publik', 'en')).toBe('/publik?lang=en');
    expect(toLink('/publik?a=1', 'en')).toBe('/publik?a=1&lang=en');
  });

  it('has all its words in both languages', () => {
    const walk = (words: object): string[] =>
      Object.entries(words).flatMap(([key, inner]) =>
        typeof inner === 'string' ? [key] : [key, ...walk(inner as object)],
      );
    expect(walk(openWords.en)).toEqual(walk(openWords.id));
  });
});

describe('the first page', () => {
  const spbe = buildIndicator('governance-spbe');
  const pillars = region.catalogue.pillars.filter(({ id }) => id === spbe.pillar);
  const show = (areas: readonly string[]): string => {
    const figures = areas.map((area) => ({ area })) as unknown as OpenIndicator['figures'];
    const indicators = [{ indicator: spbe, dataset: {} as OpenIndicator['dataset'], figures }];
    const frame = toFrame({ language: 'id', region: 'X', zone: 'UTC', zoneLabel: 'UTC', mode: 'live' });
    return toHomePage(frame, { pillars, indicators, licence: null, code: '32.16', at: 0 });
  };

  it('does not say that a pillar has nothing open where only parts of the region have', () => {
    const parts = show(['32.16.01']);
    expect(parts).not.toContain(openWords.id.noKey);
    expect(parts).toContain(openWords.id.noWhole);
    expect(parts).toContain('1 dari 1 indikator punya angka terbuka.');
    const nothing = show([]);
    expect(nothing).toContain(openWords.id.noKey);
    expect(nothing).not.toContain(openWords.id.noWhole);
  });
});

describe('a figure in plain words', () => {
  const [id, en] = [
    { words: openWords.id, language: 'id' },
    { words: openWords.en, language: 'en' },
  ] as const;
  const money = { unit: 'Rp', unitEn: 'Rp', decimals: 2, scale: 'trillion' } as const;

  it('is shortened where it is large, and not where that would make it nothing', () => {
    expect(toValueWords(7_703_000_000_000, money, id)).toBe('Rp 7,70 triliun');
    expect(toValueWords(7_703_000_000_000, money, en)).toBe('Rp 7.70 trillion');
    expect(toValueWords(950_000_000, money, id)).toBe('Rp 950.000.000');
    const invested = { unit: 'triliun Rp', unitEn: 'trillion Rp', decimals: 1, scale: 'none' } as const;
    expect(toValueWords(71.8, invested, id)).toBe('Rp 71,8 triliun');
    expect(toValueWords(71.8, invested, en)).toBe('Rp 71.8 trillion');
    const spent = { unit: 'ribu Rp/orang/tahun', unitEn: 'thousand Rp/person/year', decimals: 0 } as const;
    expect(toValueWords(12_345, { ...spent, scale: 'none' }, id)).toBe('Rp 12.345 ribu/orang/tahun');
    expect(
      toValueWords(4.48, { unit: 'indeks (1–5)', unitEn: 'index (1–5)', decimals: 2, scale: 'none' }, id),
    ).toBe('4,48 indeks (1–5)');
    expect(toValueWords(3, { unit: '', unitEn: '', decimals: 0, scale: 'none' }, id)).toBe('3');
  });

  it('is never zero where its source left it empty', () => {
    expect(toValueWords(null, money, id)).toBe('kosong menurut sumbernya');
  });

  it('speaks of the period that its source prints, and else of the day or the minute', () => {
    const yearly = buildIndicator('governance-spbe');
    const observedAt = Date.parse('2025-12-31T16:59:59Z');
    expect(toPeriodWords({ period: '2024 Jan–Agu', observedAt }, yearly, 'Asia/Jakarta', 'id')).toBe(
      '2024 Jan–Agu',
    );
    const day = { period: '2026-02-21', observedAt };
    expect(toPeriodWords(day, yearly, 'Asia/Jakarta', 'id')).toBe('21 Februari 2026');
    expect(toPeriodWords(day, yearly, 'Asia/Jakarta', 'en')).toBe('21 February 2026');
    expect(
      toPeriodWords({ period: '2025 (tahun tidak pasti)', observedAt }, yearly, 'Asia/Jakarta', 'en'),
    ).toBe('2025 unsure');
    expect(toPeriodWords({ period: null, observedAt }, yearly, 'Asia/Jakarta', 'id')).toBe(
      '31 Desember 2025',
    );
    expect(toPeriodWords({ period: null, observedAt }, { cadence: 'PT1M' }, 'Asia/Jakarta', 'en')).toMatch(
      /31 December 2025.*23:59/,
    );
  });

  it('is marked where it is uncertain, and only there', () => {
    const shown = { state: 'verified', freshness: 'fresh', origin: 'published', status: 'none' } as const;
    expect(toConditionWords({ ...shown, quality: 'uncertain' }, openWords.id)).toBe(
      'terbaru · disetujui · terbitan resmi · kurang pasti',
    );
    expect(toConditionWords({ ...shown, quality: 'good' }, openWords.en)).toBe(
      'up to date · approved · officially published',
    );
  });

  it('says how often it comes', () => {
    expect(toCadenceWords('P3M', 'id')).toBe('3 bulan');
    expect(toCadenceWords('P1Y', 'en')).toBe('1 year');
    expect(toCadenceWords('PT1H30M', 'en')).toBe('1 hour 30 minutes');
    expect(toCadenceWords('PT0S', 'id')).toBe('');
    expect(fill('{a} dari {b} {c}', { a: 1, b: 2 })).toBe('1 dari 2 {c}');
  });
});
