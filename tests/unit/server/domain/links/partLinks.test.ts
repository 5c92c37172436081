import { describe, expect, it } from 'vitest';
import { createPartLinks } from '../../../../../server/domain/links/partLinks.ts';
import type { FeedState } from '../../../../../shared/model/feedState.ts';
import type { HealthPart } from '../../../../../shared/model/health.ts';

function buildDisk(level: HealthPart['level'], freeBytes = 8e9): HealthPart {
  const params = { freeBytes, totalBytes: 1e11, percent: Math.floor(freeBytes / 1e9), days: null };
  return { id: 'disk', level, code: 'low', params, since: new Date(0).toISOString() };
}

function open(previous: readonly FeedState[] = []) {
  let at = 1_000_000;
  const links = createPartLinks(previous, () => at);
  return {
    pass: (ms: number) => {
      at += ms;
    },
    put(part: HealthPart, isStored = true): FeedState | undefined {
      const states = links.toPut([part]);
      if (isStored) links.told(states);
      return states[0];
    },
  };
}

describe('links of the system’s own parts', () => {
  it('write nothing of a part that never was in trouble', () => {
    expect(open().put(buildDisk('good'))).toBeUndefined();
    expect(open().put(buildDisk('unknown'))).toBeUndefined();
  });

  it('tell trouble with its number, once, and take it back', () => {
    const { pass, put } = open();
    expect(put(buildDisk('watch'))).toMatchObject({
      id: 'system-disk',
      kind: 'system',
      state: 'degraded',
      since: 1_000_000,
      lastError: { code: 'disk-low', detail: '8 GB (8 %)' },
    });
    pass(600_000);
    expect(put(buildDisk('watch'))).toBeUndefined();
    expect(put(buildDisk('bad', 2e8))).toMatchObject({
      state: 'down',
      lastError: { detail: '200 MB (0 %)' },
    });
    pass(60_000);
    expect(put(buildDisk('good'))).toMatchObject({ state: 'up', since: 1_660_000, lastInAt: 1_660_000 });
    pass(60_000);
    expect(put(buildDisk('good'))).toBeUndefined();
  });

  it('write at most once a minute however the number moves', () => {
    const { pass, put } = open();
    expect(put(buildDisk('watch', 8e9))).toBeDefined();
    pass(59_999);
    expect(put(buildDisk('watch', 7e9))).toBeUndefined();
    pass(1);
    expect(put(buildDisk('watch', 7e9))).toMatchObject({
      since: 1_000_000,
      lastError: { detail: '7 GB (7 %)' },
    });
  });

  it('try a write that failed again after a minute, not at once', () => {
    const { pass, put } = open();
    expect(put(buildDisk('watch'), false)).toBeDefined();
    pass(10_000);
    expect(put(buildDisk('watch'), false)).toBeUndefined();
    pass(50_000);
    expect(put(buildDisk('watch'))).toBeDefined();
  });

  it('take back what the last run had told', () => {
    const before = open().put(buildDisk('bad', 2e8));
    expect(open(before ? [before] : []).put(buildDisk('good'))).toMatchObject({ state: 'up' });
  });

  it('tell a list of alarms that is full from an evaluator that is silent', () => {
    const { pass, put } = open();
    const alarms = { id: 'alarms', level: 'bad', since: '' } as const;
    const params = { at: new Date(0).toISOString() };
    expect(put({ ...alarms, code: 'full', params: { ...params, count: 3 } })).toMatchObject({
      id: 'system-alarms',
      state: 'down',
      lastError: { code: 'alarms-full', detail: '3' },
    });
    pass(60_000);
    expect(put({ ...alarms, code: 'silent', params })).toMatchObject({
      state: 'down',
      lastError: { code: 'alarms-silent' },
    });
  });

  it('keep a slow server off the walls, not one that stands still', () => {
    const params = { p99Ms: 80, maxMs: 7_300 };
    const loop = { id: 'loop', code: 'slow', params, since: '' } as const;
    const { put } = open();
    expect(put({ ...loop, level: 'watch' })).toBeUndefined();
    expect(put({ ...loop, level: 'bad' })).toMatchObject({
      id: 'system-loop',
      state: 'down',
      lastError: { code: 'loop-slow', detail: 'p99 80 ms, maks. 7300 ms' },
    });
  });

  it('leave store, feeds, walls and heartbeat to what they have of their own', () => {
    for (const id of ['storage', 'feeds', 'walls', 'heartbeat'] as const)
      expect(open().put({ ...buildDisk('bad'), id })).toBeUndefined();
  });
});
