import { describe, expect, it } from 'vitest';
import { createOnce } from '../../../../../server/domain/records/createOnce.ts';

describe('a work that is done once', () => {
  it('is one for all who ask, also at once', async () => {
    let count = 0;
    const load = createOnce(async () => {
      count += 1;
    });
    await Promise.all([load(), load()]);
    await load();
    expect(count).toBe(1);
  });

  it('is tried again after it failed, and whoever waited hears of it', async () => {
    let count = 0;
    const load = createOnce(async () => {
      count += 1;
      if (count === 1) throw new Error('storage does not answer');
    });
    const [one, two] = await Promise.allSettled([load(), load()]);
    expect([one.status, two.status]).toEqual(['rejected', 'rejected']);
    await load();
    expect(count).toBe(2);
  });
});
