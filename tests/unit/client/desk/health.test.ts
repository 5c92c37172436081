import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { sortParts, toPartText } from '../../../../client/features/health/partText.ts';
import { healthTexts } from '../../../../client/i18n/desk/healthTexts.ts';
import type { HealthCode, HealthPart, HealthPartId } from '../../../../shared/model/health.ts';

const found: Readonly<Record<HealthPartId, readonly HealthCode[]>> = {
  storage: ['good', 'down', 'waiting'],
  disk: ['good', 'low', 'full', 'filling', 'waiting'],
  alarms: ['good', 'silent', 'full', 'waiting'],
  feeds: ['good', 'some', 'down', 'waiting', 'none'],
  walls: ['good', 'some', 'silent', 'none'],
  loop: ['good', 'slow', 'blocked', 'waiting'],
  clock: ['good', 'stepped'],
  backup: ['good', 'old', 'none'],
  heartbeat: ['good', 'failing', 'withheld', 'waiting', 'not-set'],
};

const i18n = i18next.createInstance();
await i18n.init({
  lng: 'id',
  resources: { id: { health: healthTexts.id }, en: { health: healthTexts.en } },
  interpolation: { escapeValue: false },
});

function build(id: HealthPartId, code: HealthCode, params: HealthPart['params'] = {}): HealthPart {
  return { id, level: 'watch', code, params, since: '2026-11-28T00:00:00.000Z' };
}

function say(part: HealthPart, language = 'id'): string {
  return toPartText(part, i18n.getFixedT<'health'>(language, 'health'), 'Asia/Jakarta');
}

describe('what is said of a part', () => {
  it.each(
    Object.entries(found).flatMap(([id, codes]) => codes.map((code) => [id as HealthPartId, code] as const)),
  )('has words for %s %s in both languages', (id, code) => {
    const params = {
      engine: 'sqlite',
      fault: 'storage-full',
      freeBytes: 8.3e9,
      totalBytes: 1e11,
      percent: 8,
      days: 5,
      up: 1,
      total: 2,
      names: 'utama',
      p99Ms: 60,
      maxMs: 1_234,
      stepMs: -90_000,
      count: 3,
      at: '2026-11-28T00:00:00.000Z',
    };
    for (const language of ['id', 'en'])
      expect(say(build(id, code, params), language)).toMatch(/^(?!text\.)(?!.*(?:\{\{|undefined|NaN)).+/);
  });

  it('names the numbers of a disk and how long it lasts', () => {
    const params = { freeBytes: 8.34e9, totalBytes: 1e11, percent: 8, days: 12 };
    expect(say(build('disk', 'low', params))).toBe(
      'sisa 8,3 GB dari 100 GB (8 %); cukup 12 hari lagi pada laju tujuh hari terakhir',
    );
    expect(say(build('disk', 'low', { ...params, days: null }))).toBe('sisa 8,3 GB dari 100 GB (8 %)');
  });

  it('says which way a clock went, and by how much', () => {
    const at = '2026-11-28T00:00:00.000Z';
    expect(say(build('clock', 'stepped', { stepMs: -90_000, at }))).toContain('−90 detik pada 28 Nov 2026');
    expect(say(build('clock', 'stepped', { stepMs: 2_500, at }))).toContain('+2,5 detik');
  });

  it('says never where there was never one', () => {
    expect(say(build('heartbeat', 'failing', { at: null, fault: 'webhook answered 500' }))).toBe(
      'tidak diterima: webhook answered 500; terakhir terkirim belum pernah',
    );
  });
});

describe('the order of parts', () => {
  it('is trouble first, the unknown last', () => {
    const parts = (['good', 'unknown', 'watch', 'bad'] as const).map((level) => ({
      ...build('disk', 'good'),
      level,
    }));
    expect(sortParts(parts).map(({ level }) => level)).toEqual(['bad', 'watch', 'good', 'unknown']);
  });
});
