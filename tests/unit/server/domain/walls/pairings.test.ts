import { describe, expect, it } from 'vitest';
import { createPairings } from '../../../../../server/domain/walls/createPairings.ts';
import { createRandom } from '../../../../../shared/math/random.ts';
import { codeAlphabet } from '../../../../../shared/model/wall.ts';

function openDesk() {
  const clock = { now: 1_000_000 };
  const random = createRandom(7);
  let secrets = 0;
  const pairings = createPairings({
    now: () => clock.now,
    randomBelow: (limit) => Math.floor(random() * limit),
    randomSecret: () => {
      secrets += 1;
      return `secret-${secrets}`;
    },
    hash: (text) => `#${text}`,
  });
  return { clock, pairings };
}

describe('pairing a screen', () => {
  it('gives six characters, none of which looks like another', () => {
    const { pairings } = openDesk();
    for (let count = 0; count < 40; count += 1) {
      const code = pairings.open(`10.0.0.${count}`)?.code ?? '';
      expect(code).toHaveLength(6);
      expect([...code].every((letter) => codeAlphabet.includes(letter))).toBe(true);
    }
    for (const pair of ['0O', '1I', 'IL', '5S', '2Z', '8B', 'UV'])
      expect([...pair].every((letter) => codeAlphabet.includes(letter))).toBe(false);
  });

  it('tells the credential to the screen alone that showed the code, as often as it asks', () => {
    const { pairings } = openDesk();
    const mine = pairings.open('a');
    const other = pairings.open('a');
    if (!mine || !other) throw new Error('no code');
    expect(pairings.claim(mine.code, mine.secret)).toEqual({ state: 'waiting' });
    pairings.settle(mine.code, { name: 'kiri', credential: 'c' });
    expect(pairings.claim(mine.code, other.secret)).toEqual({ state: 'gone' });
    const paired = { state: 'paired', name: 'kiri', credential: 'c' };
    expect(pairings.claim(mine.code, mine.secret)).toEqual(paired);
    expect(pairings.claim(mine.code, mine.secret)).toEqual(paired);
    expect(pairings.claim(other.code, other.secret)).toEqual({ state: 'waiting' });
  });

  it('lets a code be entered once', () => {
    const { pairings } = openDesk();
    const code = pairings.open('10.1.2.3')?.code ?? '';
    expect(pairings.reserve(code)).toBe('reserved');
    expect(pairings.reserve(code)).toBe('entered');
    expect(pairings.settle(code, { name: 'kiri', credential: 'c' })).toBe(true);
    expect(pairings.reserve(code)).toBe('entered');
  });

  it('lets a code be entered again where no wall came of it, and not once it is over', () => {
    const { clock, pairings } = openDesk();
    const code = pairings.open('10.1.2.3')?.code ?? '';
    pairings.reserve(code);
    pairings.release(code);
    expect(pairings.reserve(code)).toBe('reserved');
    clock.now += 600_000;
    expect(pairings.settle(code, { name: 'kiri', credential: 'c' })).toBe(false);
    expect(pairings.reserve(code)).toBe('unknown');
  });

  it('forgets a code after ten minutes, entered or not', () => {
    const { clock, pairings } = openDesk();
    const [waiting, entered] = [pairings.open('a'), pairings.open('a')];
    if (!waiting || !entered) throw new Error('no code');
    pairings.settle(entered.code, { name: 'kiri', credential: 'c' });
    clock.now += 599_999;
    expect(pairings.claim(waiting.code, waiting.secret).state).toBe('waiting');
    clock.now += 1;
    expect(pairings.claim(waiting.code, waiting.secret).state).toBe('gone');
    expect(pairings.claim(entered.code, entered.secret).state).toBe('gone');
    expect(pairings.count()).toBe(0);
  });

  it('counts screens that still ask alone; whoever asks again is counted again', () => {
    const { clock, pairings } = openDesk();
    const [asking, closed] = [pairings.open('a'), pairings.open('b')];
    if (!asking || !closed) throw new Error('no code');
    for (let turn = 0; turn < 10; turn += 1) {
      expect(pairings.count()).toBe(2);
      clock.now += 2_000;
      pairings.claim(asking.code, asking.secret);
      pairings.claim(closed.code, 'a guess');
    }
    expect(pairings.count()).toBe(1);
    expect(pairings.claim(closed.code, closed.secret)).toEqual({ state: 'waiting' });
    expect(pairings.count()).toBe(2);
  });

  it('holds fifty at most; one address drives out its own oldest, never another', () => {
    const { pairings } = openDesk();
    const other = pairings.open('other');
    const own = Array.from({ length: 11 }, () => pairings.open('own'));
    expect(own.every(Boolean)).toBe(true);
    const see = (one: typeof other) => pairings.claim(one?.code ?? '', one?.secret ?? '').state;
    expect(see(own[0] ?? null)).toBe('gone');
    expect(see(own[1] ?? null)).toBe('waiting');
    expect(see(other)).toBe('waiting');
    for (let count = 0; count < 39; count += 1) expect(pairings.open(`10.0.0.${count}`)).not.toBeNull();
    expect(pairings.count()).toBe(50);
    expect(see(own[2] ?? null)).toBe('waiting');
    const late = pairings.open('late');
    expect([see(late), see(own[1] ?? null), see(own[2] ?? null)]).toEqual(['waiting', 'gone', 'waiting']);
    expect(see(other)).toBe('waiting');
    expect(pairings.count()).toBe(50);
  });

  it('lets nobody who asks last hold more than others, nor takes a code that is being entered', () => {
    const { clock, pairings } = openDesk();
    for (const from of ['a', 'b'])
      for (let count = 0; count < 2; count += 1) pairings.reserve(pairings.open(from)?.code ?? '');
    for (let count = 0; count < 46; count += 1) expect(pairings.open(`10.0.0.${count}`)).not.toBeNull();
    expect(pairings.open('late')).toBeNull();
    clock.now += 600_000;
    for (let count = 0; count < 50; count += 1) expect(pairings.open(`10.0.0.${count}`)).not.toBeNull();
    expect(pairings.open('late')).toBeNull();
    expect(pairings.open('10.0.0.1')).toBeNull();
    clock.now += 600_000;
    expect(pairings.open('late')).not.toBeNull();
  });
});
