import { describe, expect, it } from 'vitest';
import { createPast } from '../../../../../server/domain/past/createPast.ts';
import type { RetentionPolicy } from '../../../../../server/domain/store.ts';

const day = 86_400_000;
const now = 1_000 * day;
const retention = { secondsDays: 90, minutesDays: 730, alarmDays: 730, outboxDays: 7, idempotencyDays: 7 };

function open(first: number | null, policy: Partial<RetentionPolicy> = {}) {
  const known = { first };
  const past = createPast({
    reader: {
      findPastSince: async () => known.first,
      readPast: async () => ({ seq: 0, records: [], events: [], links: [], alarms: [] }),
    },
    epoch: 'e',
    indicator: () => undefined,
    retention: { ...retention, ...policy },
    now: () => now,
  });
  return { past, known };
}

describe('since when the past is whole', () => {
  it.each([
    ['values of seconds', 90, {}],
    ['values of minutes', 60, { minutesDays: 60 }],
    ['alarms and links', 30, { alarmDays: 30 }],
  ])('goes back as far as what is kept shortest: %s', async (_name, days, policy) => {
    expect(await open(0, policy).past.keptSince()).toBe(now - days * day);
  });

  it('goes back no further than the past began to be kept', async () => {
    expect(await open(now - 5 * day).past.keptSince()).toBe(now - 5 * day);
  });

  it('is only now where nothing was ever kept, until something is', async () => {
    const { past, known } = open(null);
    expect((await past.at(now)).keptSince).toBe(now);
    known.first = now - day;
    expect(await past.keptSince()).toBe(now - day);
  });
});
