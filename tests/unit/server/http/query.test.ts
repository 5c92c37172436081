import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import { createQueryReader } from '../../../../server/http/query.ts';

function read(given: string, max = Number.MAX_SAFE_INTEGER): number | string {
  const query = createQueryReader({ originalUrl: `/x?seq=${given}` } as Request, ['seq']);
  const value = query.integer('seq', 0, max, -1);
  try {
    query.assertGood();
    return value;
  } catch (error) {
    return (error as { faults: { pointer: string; code: string }[] }).faults
      .map(({ pointer, code }) => `${pointer} ${code}`)
      .join();
  }
}

describe('whole numbers of a query', () => {
  it('are taken up to the largest that is exact', () => {
    expect(read('1000000000')).toBe(1_000_000_000);
    expect(read(String(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
    expect(read('9007199254740992')).toBe('?seq range');
    expect(read('10000000000000000')).toBe('?seq range');
  });

  it('are refused beyond their bounds and where they are none', () => {
    expect([read('9', 9), read('10', 9), read('-1'), read('1e3'), read('0x9'), read('1.5')]).toEqual([
      9,
      ...Array.from({ length: 5 }, () => '?seq range'),
    ]);
  });
});
