import { expect, it } from 'vitest';
import type { HistoryResult } from '../../../server/domain/readings/readingStore.ts';
import type { BareVersion } from '../../../server/domain/verification/verificationStore.ts';
import { createOfficialFigures, type OfficialFigureParts } from '../../../server/officialFigures.ts';
import { indicatorIdSchema } from '../../../shared/model/ids.ts';
import type { LiveRecord } from '../../../shared/model/reading.ts';
import { region } from '../../support/desk.ts';
import { buildRecord } from '../../support/liveBuilders.ts';

const id = indicatorIdSchema.parse('governance-spbe');
const none: HistoryResult = {
  points: [],
  downsampled: false,
  bucketMs: 0,
  bad: [],
  restated: [],
  provisional: [],
  uncertain: [],
  origins: [],
};

const kept = {
  origin: 'estimated',
  verification: 'provisional',
  quality: 'uncertain',
  period: '2026 sampai sekitar Mei',
} as const;
const bare = { origin: null, verification: null, quality: null, period: null };

/** The look-up over a history, where each instant has two versions, and over what is live. */
function open(history: Partial<HistoryResult>, live: readonly LiveRecord[] = []) {
  return createOfficialFigures({
    region: region as unknown as OfficialFigureParts['region'],
    liveState: {
      seq: 0,
      listChanges: () => live.map((record) => ({ record })),
    } as unknown as OfficialFigureParts['liveState'],
    store: {
      readHistory: async () => ({ ...none, ...history }),
      readVersionsAt: async (_indicator, _area, [observedAt]) =>
        [
          { observedAt, version: 1, ...bare, origin: 'simulated' },
          { observedAt, version: 2, ...kept },
        ] as unknown as BareVersion[],
    },
    now: () => 0,
  });
}

it('a figure of a day is the newest that has a value by then, with all that is known of it', async () => {
  const figures = open({
    points: [
      [100, 3],
      [200, 4],
      [300, null],
    ],
  });
  const then = { indicator: id, value: 4, observedAt: 200, ...kept };
  expect(await figures.figureOn(id, '2026-03-01')).toEqual(then);
});

it('no figure has nothing that is known of it', async () => {
  const then = { indicator: id, value: null, observedAt: null, ...bare };
  expect(await open({}).figureOn(id, '2026-03-01')).toEqual(then);
});

it('the figure of now says its period as printed and how sure it is; a rejected value is none', () => {
  const record = buildRecord({ indicator: id, ...kept });
  expect(open({}, [record]).figure(id)).toMatchObject({ value: 12.5, ...kept });
  const rejected = { value: null, observedAt: null, quality: null, period: null };
  expect(open({}, [{ ...record, quality: 'bad' }]).figure(id)).toMatchObject(rejected);
});
