import { describe, expect, it } from 'vitest';
import { decodeRows, encodeRows, hasSameHead, UnknownSeriesError } from '#shared/delta/rows.ts';
import { buildChange, buildRecord } from '../../../support/liveBuilders.ts';

describe('rows', () => {
  it('give back exactly the records that went in', () => {
    const changes = [
      buildChange(1, 5),
      buildChange(2, 6, { value: null, period: '2025', note: 'catatan', was: { value: 3, until: 9 } }),
    ];
    const { heads, rows } = encodeRows(changes, 1_000);
    expect(decodeRows(rows, 1_000, new Map(heads))).toEqual(changes.map(({ record }) => record));
  });

  it('leave out a head that the reader holds', () => {
    const before = buildChange(1, 5);
    const known = new Map([[1, before.record]]);
    expect(encodeRows([buildChange(1, 6)], 0, known).heads).toEqual([]);
    expect(encodeRows([buildChange(1, 7, { quality: 'uncertain' })], 0, known).heads).toHaveLength(1);
    expect(encodeRows([buildChange(2, 8)], 0, known).heads).toHaveLength(1);
  });

  it.each([
    [{ origin: 'reported' as const }],
    [{ verification: 'restated' as const }],
    [{ source: { key: 'test', label: 'Other' } }],
    [{ source: { key: 'test', label: 'Test', url: 'https://example.org' } }],
    [{ period: '2025' }],
    [{ note: 'x' }],
    [{ was: { value: null, until: 1 } }],
  ])('see %j as another head', (patch) => {
    expect(hasSameHead(buildRecord(), buildRecord(patch))).toBe(false);
    expect(hasSameHead(buildRecord(patch), buildRecord(patch))).toBe(true);
  });

  it('refuse a series whose head never came', () => {
    expect(() => decodeRows([[9, 1, 0, 0]], 0, new Map())).toThrow(UnknownSeriesError);
  });

  it('cost about 26 bytes a value where records cost about 200', () => {
    const changes = Array.from({ length: 100 }, (_, index) => buildChange(index + 100, index));
    const at = changes[99]!.record.recordedAt;
    const known = new Map(changes.map(({ seriesNumber, record }) => [seriesNumber, record]));
    const short = JSON.stringify(encodeRows(changes, at, known).rows).length / 100;
    const long = JSON.stringify(changes.map(({ record }) => record)).length / 100;
    expect(short).toBeLessThan(30);
    expect(long).toBeGreaterThan(5 * short);
  });
});
