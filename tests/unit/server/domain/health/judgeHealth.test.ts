import { describe, expect, it } from 'vitest';
import { type HealthSources, judgeHealth, toWorst } from '../../../../../server/domain/health/judgeHealth.ts';
import type { FeedState } from '../../../../../shared/model/feedState.ts';
import type { HealthPartId } from '../../../../../shared/model/health.ts';

const now = Date.UTC(2026, 10, 28, 3);
const hourMs = 3_600_000;
const gigabyte = 1e9;

function buildLink(id: string, state: FeedState['state'], kind: FeedState['kind'] = 'public'): FeedState {
  return {
    id,
    name: id,
    provider: 'x',
    kind,
    state,
    since: 0,
    lastInAt: null,
    lastError: null,
    indicators: [],
  };
}

const well: HealthSources = {
  links: [buildLink('system-storage', 'up', 'system'), buildLink('bmkg', 'up')],
  disk: { freeBytes: 80 * gigabyte, totalBytes: 250 * gigabyte },
  growthBytesPerDay: gigabyte / 100,
  loop: { p99Ms: 4, maxMs: 60 },
  clockStep: null,
  backupAt: now - hourMs,
  walls: { expected: 2, silent: [] },
  evaluatedAt: now - 5_000,
  turnedAway: 0,
  heartbeat: { kind: 'sent', sentAt: now - 10_000, fault: null },
};

function judge(id: HealthPartId, part: Partial<HealthSources>) {
  const found = judgeHealth({ ...well, ...part }, now).find((one) => one.id === id);
  return `${found?.level} ${found?.code}`;
}

describe('the judge of health', () => {
  it('finds nothing on a good day', () => {
    const parts = judgeHealth(well, now);
    expect(parts.filter(({ level }) => level !== 'good')).toEqual([]);
    expect(toWorst(parts)).toBe('good');
  });

  it.each<[string, HealthPartId, Partial<HealthSources>]>([
    ['watch low', 'disk', { disk: { freeBytes: 24.9 * gigabyte, totalBytes: 250 * gigabyte } }],
    ['good good', 'disk', { disk: { freeBytes: 25 * gigabyte, totalBytes: 250 * gigabyte } }],
    ['watch low', 'disk', { disk: { freeBytes: 0.99 * gigabyte, totalBytes: 5 * gigabyte } }],
    ['bad full', 'disk', { disk: { freeBytes: 0.2 * gigabyte, totalBytes: 1 * gigabyte } }],
    ['watch filling', 'disk', { growthBytesPerDay: 8 * gigabyte }],
    ['good good', 'disk', { growthBytesPerDay: -8 * gigabyte }],
    ['unknown waiting', 'disk', { disk: null }],
    ['good good', 'loop', { loop: { p99Ms: 50, maxMs: 1_000 } }],
    ['watch slow', 'loop', { loop: { p99Ms: 51, maxMs: 60 } }],
    ['watch slow', 'loop', { loop: { p99Ms: 1, maxMs: 1_001 } }],
    ['bad blocked', 'loop', { loop: { p99Ms: 501, maxMs: 501 } }],
    ['bad blocked', 'loop', { loop: { p99Ms: 1, maxMs: 10_000 } }],
    ['unknown waiting', 'loop', { loop: null }],
    ['watch stepped', 'clock', { clockStep: { stepMs: -hourMs, at: now - hourMs } }],
    ['good good', 'clock', { clockStep: { stepMs: -hourMs, at: now - 9 * hourMs } }],
    ['good good', 'backup', { backupAt: now - 26 * hourMs }],
    ['watch old', 'backup', { backupAt: now - 26 * hourMs - 1 }],
    ['unknown none', 'backup', { backupAt: null }],
    ['bad silent', 'alarms', { evaluatedAt: now - 60_001 }],
    ['bad full', 'alarms', { turnedAway: 1 }],
    ['bad silent', 'alarms', { turnedAway: 1, evaluatedAt: now - 60_001 }],
    ['unknown waiting', 'alarms', { evaluatedAt: null }],
    ['watch some', 'walls', { walls: { expected: 2, silent: ['utama'] } }],
    ['bad silent', 'walls', { walls: { expected: 1, silent: ['utama'] } }],
    ['unknown none', 'walls', { walls: { expected: 0, silent: [] } }],
    ['unknown not-set', 'heartbeat', { heartbeat: { kind: 'not-set', sentAt: null, fault: null } }],
    ['watch failing', 'heartbeat', { heartbeat: { kind: 'failing', sentAt: null, fault: 'x' } }],
    ['watch withheld', 'heartbeat', { heartbeat: { kind: 'withheld', sentAt: null, fault: null } }],
    ['bad down', 'storage', { links: [buildLink('system-storage', 'down', 'system')] }],
    ['unknown waiting', 'storage', { links: [] }],
    ['unknown none', 'feeds', { links: [buildLink('a', 'off')] }],
    ['unknown waiting', 'feeds', { links: [buildLink('a', 'waiting')] }],
    ['watch some', 'feeds', { links: [buildLink('a', 'down'), buildLink('b', 'up')] }],
    ['good good', 'feeds', { links: [buildLink('a', 'degraded'), buildLink('b', 'up')] }],
    ['bad down', 'feeds', { links: [buildLink('a', 'down'), buildLink('s', 'up', 'system')] }],
  ])('says "%s" of %s for %j', (verdict, id, part) => {
    expect(judge(id, part)).toBe(verdict);
  });

  it('tells the numbers of a disk: what is free, and for how long', () => {
    const disk = { freeBytes: 20 * gigabyte, totalBytes: 250 * gigabyte };
    const parts = judgeHealth({ ...well, disk, growthBytesPerDay: gigabyte }, now);
    expect(parts.find(({ id }) => id === 'disk')?.params).toEqual({ ...disk, percent: 8, days: 20 });
  });

  it('lets the unknown neither hide nor make trouble', () => {
    expect(toWorst([{ level: 'unknown' }, { level: 'good' }])).toBe('good');
    expect(toWorst([{ level: 'unknown' }, { level: 'watch' }, { level: 'bad' }])).toBe('bad');
    expect(toWorst([{ level: 'unknown' }])).toBe('unknown');
  });

  it('names the first silent ones and counts the others', () => {
    const silent = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const parts = judgeHealth({ ...well, walls: { expected: 9, silent } }, now);
    expect(parts.find(({ id }) => id === 'walls')?.params['names']).toBe('a, b, c, d, e, +2');
  });
});
