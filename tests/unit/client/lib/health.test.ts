import { describe, expect, it } from 'vitest';
import { en } from '../../../../client/i18n/en.ts';
import { id } from '../../../../client/i18n/id.ts';
import { toHealth } from '../../../../client/lib/health.ts';
import { type FeedState, feedStateSchema } from '../../../../shared/model/feedState.ts';

function build(name: string, state: FeedState['state'], more: Partial<FeedState> = {}): FeedState {
  return {
    id: name,
    name,
    provider: '',
    kind: 'system',
    state,
    since: 0,
    lastInAt: null,
    lastError: null,
    indicators: [],
    ...more,
  };
}

const disk = { at: 0, code: 'disk-low', detail: '8 GB (8 %)' } as const;
const full = { at: 0, code: 'storage-full', detail: 'disk penuh' } as const;

describe('health as a wall shows it', () => {
  it('tells of the part in the worst trouble', () => {
    const low = build('system-disk', 'degraded', { lastError: disk });
    expect(toHealth([low])).toMatchObject({ level: 'slow', trouble: disk });
    const down = build('system-storage', 'down', { lastError: full });
    expect(toHealth([low, down])).toMatchObject({ level: 'broken', trouble: full });
  });

  it('does not dig out a trouble that is over', () => {
    const over = build('system-disk', 'up', { lastError: disk });
    expect(toHealth([over])).toMatchObject({ level: 'healthy', trouble: null });
  });

  it('counts outside sources apart', () => {
    const source = build('bmkg', 'down', { kind: 'public' });
    expect(toHealth([build('system-storage', 'up'), source])).toEqual({
      level: 'healthy',
      trouble: null,
      up: 0,
      total: 1,
    });
  });

  it('has words in both languages for every trouble of the system itself', () => {
    const codes = feedStateSchema.shape.lastError.unwrap().shape.code.options;
    const outside = ['unreachable', 'timeout', 'http', 'too-large', 'invalid', 'partial'];
    const own = codes.filter((code) => !outside.includes(code));
    expect(Object.keys(id.system.trouble).sort()).toEqual([...own].sort());
    expect(Object.keys(en.system.trouble).sort()).toEqual([...own].sort());
  });
});
