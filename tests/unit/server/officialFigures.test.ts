import { expect, it } from 'vitest';
import type { HistoryQuery, HistoryResult } from '../../../server/domain/readings/readingStore.ts';
import { createOfficialFigures, type OfficialFigureParts } from '../../../server/officialFigures.ts';
import { indicatorIdSchema } from '../../../shared/model/ids.ts';
import { region } from '../../support/desk.ts';

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

/** The look-up over a history that answers each query in its own way. */
function open(answer: (query: HistoryQuery) => Partial<HistoryResult>) {
  return createOfficialFigures({
    region: region as unknown as OfficialFigureParts['region'],
    liveState: { seq: 0, listChanges: () => [] } as unknown as OfficialFigureParts['liveState'],
    store: { readHistory: async (query) => ({ ...none, ...answer(query) }) },
    now: () => 0,
  });
}

it('a figure of a day says where it comes from: the newest that has a value by then', async () => {
  const figures = open(() => ({
    points: [
      [100, 3],
      [200, 4],
      [300, null],
    ],
    origins: [
      [100, 'published'],
      [200, 'simulated'],
      [300, 'reported'],
    ],
  }));
  const then = { indicator: id, value: 4, observedAt: 200, origin: 'simulated' };
  expect(await figures.figureOn(id, '2026-03-01')).toEqual(then);
});

it('a figure of many, thinned out, keeps its origin too', async () => {
  const figures = open(({ from, to }) =>
    from === to
      ? { points: [[from, 4]], origins: [[from, 'simulated']] }
      : { points: [[200, 4, 1, 5]], downsampled: true },
  );
  expect((await figures.figureOn(id, '2026-03-01')).origin).toBe('simulated');
});

it('no figure has no origin', async () => {
  const then = { indicator: id, value: null, observedAt: null, origin: null };
  expect(await open(() => ({})).figureOn(id, '2026-03-01')).toEqual(then);
});
