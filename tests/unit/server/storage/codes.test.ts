import { expect, it } from 'vitest';
import { outboxKind } from '../../../../server/storage/codes.ts';

it('keeps a kind of its own for everything that the outbox tells of, the same for ever', () => {
  expect(outboxKind).toEqual({ reading: 0, event: 1, link: 2, verification: 3, alarm: 4 });
});
