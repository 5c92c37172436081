import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../../server/domain/readings/parseInstant.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-01-31T07:00:00+07:00', Date.UTC(2026, 0, 31)],
    ['2026-01-31T00:00:00Z', Date.UTC(2026, 0, 31)],
    ['2026-01-31T00:00:00.250Z', Date.UTC(2026, 0, 31) + 250],
    ['2026-01-31T00:00:00.1239Z', Date.UTC(2026, 0, 31) + 123],
    ['2026-01-31T00:00:00,5Z', Date.UTC(2026, 0, 31) + 500],
    ['2026-01-31T00:00:00.07+0000', Date.UTC(2026, 0, 31) + 70],
    ['2026-01-31T07:00+07:00', Date.UTC(2026, 0, 31)],
    ['2026-01-31T00:00Z', Date.UTC(2026, 0, 31)],
    ['2024-02-29T00:00:00-0330', Date.UTC(2024, 1, 29, 3, 30)],
  ])('reads %s', (text, at) => {
    expect(parseInstant(text)).toBe(at);
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '0050-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:00:00',
    '2026-01-01',
    '1767225600000',
    '2026-01-01T00:00:00+15:00',
    '0000-01-01T00:00:00Z',
    '0099-12-31T00:00:00Z',
    'yesterday',
    '',
  ])('turns down %s', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});
