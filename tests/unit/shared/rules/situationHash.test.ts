import { describe, expect, it } from 'vitest';
import { toSituationHash } from '#shared/rules/situationHash.ts';
import { buildEvent, buildFeed, buildRecord } from '../../../support/liveBuilders.ts';

const records = [
  buildRecord(),
  buildRecord({ indicator: buildRecord().indicator, area: '32.16.02' as never }),
];
const base = { records, events: [buildEvent('e')], feeds: [buildFeed('f')], alarms: [] };

describe('the hash of a situation', () => {
  it('is the same in any order and for what no screen could tell apart', () => {
    const turned = { ...base, records: [...records].reverse().map((one) => ({ ...one, note: 'other' })) };
    expect(toSituationHash(turned)).toBe(toSituationHash(base));
    expect(toSituationHash(base)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('differs with any value, instant, mark, state or absence', () => {
    const [first, ...others] = records;
    if (!first) throw new Error('no record');
    const patch = (more: object) => ({ ...base, records: [{ ...first, ...more }, ...others] });
    const all = [
      base,
      patch({ value: first.value === null ? 0 : null }),
      patch({ value: (first.value ?? 0) + 1e-9 }),
      patch({ observedAt: first.observedAt + 1 }),
      patch({ recordedAt: first.recordedAt + 1 }),
      patch({ quality: 'bad' }),
      patch({ verification: 'restated' }),
      { ...base, records: others },
      { ...base, events: [] },
      { ...base, events: [buildEvent('e', { state: 'cancelled' })] },
      { ...base, feeds: [{ ...buildFeed('f'), state: 'down' as const }] },
      { ...base, feeds: [] },
    ];
    expect(new Set(all.map(toSituationHash)).size).toBe(all.length);
  });
});
