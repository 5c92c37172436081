import { describe, expect, it } from 'vitest';
import { createWallWatch, type WallTurn } from '../../../../../server/domain/walls/createWallWatch.ts';
import { judgeWall, type WallSigns } from '../../../../../server/domain/walls/judgeWall.ts';
import { buildProof, buildWall, hello } from '../../../../support/walls.ts';

const at = 1_000_000;
const proof = { at, advancedAt: at, painted: 200, link: 'live' } as const;
const good: WallSigns = {
  isExpected: true,
  isConnected: true,
  startedAt: at - 60_000,
  proof,
  differed: 0,
  unprovenSince: null,
};

describe('the state of a wall', () => {
  it.each([
    ['live while it proves its picture', {}, 0, 'live'],
    ['live up to 12 s after a proof', {}, 11_999, 'live'],
    ['dead 12 s after its last proof', {}, 12_000, 'dead'],
    ['gone at once when its connection breaks', { isConnected: false }, 0, 'gone'],
    ['dead 12 s after its last proof, gone or not', { isConnected: false }, 12_000, 'dead'],
    ['stuck when it last painted 8 s before its proof', { proof: { ...proof, painted: 8_000 } }, 0, 'stuck'],
    ['stuck when its frames do not count up', { proof: { ...proof, advancedAt: at - 13_000 } }, 0, 'stuck'],
    ['live after one hash that differs', { differed: 1 }, 0, 'live'],
    ['astray after two', { differed: 2 }, 0, 'astray'],
    ['stuck rather than astray', { differed: 2, proof: { ...proof, painted: 60_000 } }, 0, 'stuck'],
    ['cut when it says so of its stream', { proof: { ...proof, link: 'cut' } }, 0, 'cut'],
    ['catching up when it says so', { proof: { ...proof, link: 'catching-up' } }, 0, 'catching-up'],
    ['off when nobody expects it, whatever it says', { isExpected: false }, 99_000, 'off'],
    [
      'given 12 s from its connection to its first proof',
      { proof: null, startedAt: at },
      11_999,
      'catching-up',
    ],
    ['dead when none comes', { proof: null, startedAt: at }, 12_000, 'dead'],
    [
      'given 30 s to come back to a server that started',
      { proof: null, isConnected: false, startedAt: at },
      29_999,
      'gone',
    ],
    ['dead when it does not', { proof: null, isConnected: false, startedAt: at }, 30_000, 'dead'],
  ] as const)('is %s', (_case, more, later, state) => {
    expect(judgeWall({ ...good, ...more }, at + later)).toBe(state);
  });
});

function openWatch() {
  const clock = { ms: 0 };
  const turns: WallTurn[] = [];
  const watch = createWallWatch({ now: () => 1e12 + clock.ms, monotonic: () => clock.ms });
  watch.onTurn((turn) => turns.push(turn));
  const pass = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      clock.ms += 1_000;
      watch.sweep();
    }
  };
  return { watch, turns, pass };
}

describe('the watch over walls', () => {
  it('tells of a wall that falls silent within 13 s, once', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    watch.connected('a', 'c1', hello);
    watch.proved('a', 'c1', buildProof(), 'same');
    expect(turns.map(({ to }) => to)).toEqual(['catching-up', 'live']);
    pass(13_000);
    expect(turns.slice(2)).toEqual([{ name: 'a', title: 'a', from: 'live', to: 'dead', at: 1e12 + 12_000 }]);
    pass(60_000);
    expect(turns).toHaveLength(3);
  });

  it('tells of one that speaks on but paints no more', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    watch.connected('a', 'c1', hello);
    for (let turn = 0; turn < 5; turn += 1) {
      // Timers run, frames do not: what it says of the last one is not believed alone.
      watch.proved('a', 'c1', buildProof({ frames: 7, painted: 100 }), 'same');
      pass(5_000);
    }
    expect(turns.at(-1)).toMatchObject({ to: 'stuck' });
    watch.proved('a', 'c1', buildProof({ frames: 12 }), 'same');
    expect(turns.at(-1)).toMatchObject({ from: 'stuck', to: 'live' });
  });

  it('does not watch one that was switched off on purpose, nor one whose screen never came', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a', { watched: false }), buildWall('b', { claimedAt: null })]);
    pass(120_000);
    expect(turns).toEqual([]);
    expect(watch.see('a')?.state).toBe('off');
    watch.setWalls([buildWall('a')]);
    pass(31_000);
    expect(turns.map(({ to }) => to)).toEqual(['gone', 'dead']);
  });

  it('gives one that spoke before 30 s to speak when it is watched again', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    watch.connected('a', 'c1', hello);
    watch.proved('a', 'c1', buildProof(), 'same');
    watch.setWalls([buildWall('a', { watched: false })]);
    watch.disconnected('a', 'c1');
    pass(120_000);
    watch.setWalls([buildWall('a')]);
    pass(29_000);
    expect(turns.map(({ to }) => to)).toEqual(['catching-up', 'live', 'off', 'gone']);
    pass(1_000);
    expect(turns.at(-1)).toMatchObject({ to: 'dead', at: 1e12 + 150_000 });
  });

  it('goes on with the page that proves itself when its wall is watched again', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a', { watched: false })]);
    watch.connected('a', 'c1', hello);
    watch.proved('a', 'c1', buildProof(), 'same');
    pass(3_000);
    watch.setWalls([buildWall('a')]);
    expect(turns.map(({ to }) => to)).toEqual(['live']);
  });

  it('counts the pages of a wall, and follows the one that speaks', () => {
    const { watch, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    for (const connection of ['c1', 'c2']) {
      watch.connected('a', connection, hello);
      watch.proved('a', connection, buildProof(), 'same');
    }
    expect(watch.see('a')?.report?.screens).toBe(2);
    watch.disconnected('a', 'c1');
    expect(watch.see('a')).toMatchObject({ state: 'live', report: { screens: 1 } });
    watch.disconnected('a', 'c1');
    watch.disconnected('a', 'c2');
    expect(watch.see('a')?.state).toBe('gone');
    pass(12_000);
    expect(watch.see('a')?.state).toBe('dead');
  });

  it('takes two pages that both froze for stuck, though their frames differ', () => {
    const { watch, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    for (const connection of ['c1', 'c2']) watch.connected('a', connection, hello);
    for (let turn = 0; turn < 5; turn += 1) {
      watch.proved('a', 'c1', buildProof({ frames: 7, painted: 100 }), 'same');
      watch.proved('a', 'c2', buildProof({ frames: 9, painted: 100 }), 'same');
      pass(5_000);
    }
    expect(watch.see('a')?.state).toBe('stuck');
  });

  it('takes a page that shows other figures for astray, also beside a good one', () => {
    const { watch, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    for (const connection of ['c1', 'c2']) watch.connected('a', connection, hello);
    for (let turn = 0; turn < 2; turn += 1) {
      watch.proved('a', 'c1', buildProof({ frames: turn }), 'different');
      watch.proved('a', 'c2', buildProof({ frames: turn }), 'same');
      pass(5_000);
    }
    expect(watch.see('a')?.state).toBe('astray');
    watch.disconnected('a', 'c1');
    expect(watch.see('a')?.state).toBe('live');
  });

  it('gives a connection that a cut network left behind time to end, and no more', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    watch.connected('a', 'c1', hello);
    watch.proved('a', 'c1', buildProof({ frames: 1 }), 'same');
    watch.connected('a', 'c2', hello);
    for (let turn = 0; turn < 10; turn += 1) {
      watch.proved('a', 'c2', buildProof({ frames: turn }), 'same');
      pass(4_000);
    }
    expect(turns.map(({ to }) => to)).toEqual(['catching-up', 'live', 'catching-up', 'live']);
    watch.proved('a', 'c2', buildProof({ frames: 90 }), 'same');
    pass(2_000);
    expect(watch.see('a')?.state).toBe('dead');
    watch.disconnected('a', 'c1');
    expect(watch.see('a')?.state).toBe('live');
  });

  it('takes a wall that comes again and again and never proves itself for dead, until it does', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    watch.connected('a', 'c0', hello);
    watch.proved('a', 'c0', buildProof(), 'same');
    watch.disconnected('a', 'c0');
    for (let count = 1; count <= 10; count += 1) {
      watch.connected('a', `c${count}`, hello);
      pass(5_000);
      watch.disconnected('a', `c${count}`);
      pass(2_000);
    }
    const deadAt = turns.findIndex(({ to }) => to === 'dead');
    expect(turns[deadAt]).toMatchObject({ at: 1e12 + 42_000 });
    expect(turns.slice(deadAt + 1)).toEqual([]);
    watch.connected('a', 'late', hello);
    expect(watch.see('a')?.state).toBe('dead');
    watch.proved('a', 'late', buildProof({ frames: 2 }), 'same');
    expect(watch.see('a')?.state).toBe('live');
  });

  it('takes a wall that was dead for long and merely connects for dead, until it proves itself', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    watch.connected('a', 'c1', hello);
    watch.proved('a', 'c1', buildProof(), 'same');
    watch.disconnected('a', 'c1');
    pass(43_000);
    watch.connected('a', 'c2', hello);
    pass(60_000);
    expect(turns.map(({ to }) => to)).toEqual(['catching-up', 'live', 'gone', 'dead']);
    watch.proved('a', 'c2', buildProof({ frames: 2 }), 'same');
    expect(turns.at(-1)).toMatchObject({ from: 'dead', to: 'live' });
  });

  it('gives one that is back within 30 s its 12 s to speak', () => {
    const { watch, turns, pass } = openWatch();
    watch.setWalls([buildWall('a')]);
    watch.connected('a', 'c1', hello);
    watch.proved('a', 'c1', buildProof(), 'same');
    watch.disconnected('a', 'c1');
    pass(29_000);
    watch.connected('a', 'c2', hello);
    pass(11_000);
    expect(watch.see('a')?.state).toBe('catching-up');
    pass(1_000);
    expect(turns.at(-1)).toMatchObject({ to: 'dead', at: 1e12 + 41_000 });
  });

  it('keeps the newest picture alone and forgets a wall that is unpaired', () => {
    const { watch } = openWatch();
    watch.setWalls([buildWall('a')]);
    watch.keepPicture('a', Buffer.from('1'));
    watch.keepPicture('a', Buffer.from('2'));
    watch.keepPicture('nobody', Buffer.from('3'));
    expect(watch.see('a')?.picture?.bytes.toString()).toBe('2');
    watch.setWalls([]);
    expect(watch.see('a')).toBeNull();
  });
});
