import { describe, expect, it } from 'vitest';
import {
  gatherMs,
  noSounds,
  planSound,
  repeatMs,
  type Saying,
  type SoundAlarm,
  type SoundMemory,
} from '../../../../client/lib/desk/soundPlan.ts';

function build(id: string, patch: Partial<SoundAlarm> = {}): SoundAlarm {
  return { id, priority: 'urgent', state: 'unacknowledged', raisedAt: 1, escalatedAt: null, ...patch };
}

/** A console over time: asks the plan as the page does. */
function createConsole() {
  let memory: SoundMemory = noSounds;
  let touchedAt: number | null = null;
  let mutedUntil: number | null = null;
  return {
    touch: (at: number) => {
      touchedAt = at;
    },
    mute: (until: number | null) => {
      mutedUntil = until;
    },
    at(now: number, alarms: readonly SoundAlarm[]): Saying | null {
      const step = planSound(memory, { alarms, now, touchedAt, mutedUntil });
      memory = step.memory;
      return step.say;
    },
    nextAt: (now: number, alarms: readonly SoundAlarm[]) =>
      planSound(memory, { alarms, now, touchedAt, mutedUntil }).nextAt,
    get size() {
      return memory.calls.size;
    },
  };
}

describe('first announcement', () => {
  it('is made at once, most urgent first', () => {
    const alarms = [build('b', { priority: 'high' }), build('a'), build('c', { priority: 'medium' })];
    expect(createConsole().at(0, alarms)).toEqual({ kind: 'new', ids: ['a', 'b', 'c'], priority: 'urgent' });
  });

  it('gathers what comes within three seconds into one', () => {
    const room = createConsole();
    expect(room.at(0, [build('a')])?.ids).toEqual(['a']);
    expect(room.at(500, [build('a'), build('b')])).toBeNull();
    expect(room.nextAt(500, [build('a'), build('b')])).toBe(gatherMs);
    const three = [build('a'), build('b'), build('c')];
    expect(room.at(2_000, three)).toBeNull();
    expect(room.at(gatherMs, three)).toEqual({ kind: 'new', ids: ['b', 'c'], priority: 'urgent' });
    expect(room.at(gatherMs + 1, three)).toBeNull();
  });

  it('is of what nobody acknowledged, and never of low priority', () => {
    const quiet = [
      build('a', { state: 'acknowledged' }),
      build('b', { state: 'shelved' }),
      build('c', { state: 'suppressed' }),
      build('d', { state: 'out-of-service' }),
      build('e', { priority: 'low' }),
    ];
    expect(createConsole().at(0, quiet)).toBeNull();
  });

  it('does not lose an alarm that was over before it could be said', () => {
    const room = createConsole();
    room.at(0, [build('a')]);
    const both = [build('a'), build('b', { state: 'returned' })];
    expect(room.at(gatherMs, both)?.ids).toEqual(['b']);
    expect(room.at(gatherMs + repeatMs.urgent!, [build('b', { state: 'returned' })])).toBeNull();
  });
});

describe('repetition', () => {
  it.each([
    ['urgent', 20_000],
    ['high', 60_000],
  ] as const)('of %s comes every %d ms until somebody is there', (priority, every) => {
    const room = createConsole();
    const alarms = [build('a', { priority })];
    room.at(0, alarms);
    expect(room.nextAt(1, alarms)).toBe(every);
    expect(room.at(every - 1, alarms)).toBeNull();
    expect(room.at(every, alarms)).toEqual({ kind: 'again', ids: ['a'], priority });
    expect(room.at(2 * every, alarms)?.kind).toBe('again');
    room.touch(2 * every + 1);
    expect(room.at(3 * every, alarms)).toBeNull();
    expect(room.nextAt(3 * every, alarms)).toBeNull();
  });

  it('of medium does not come', () => {
    const room = createConsole();
    const alarms = [build('a', { priority: 'medium' })];
    room.at(0, alarms);
    expect(room.nextAt(1, alarms)).toBeNull();
    expect(room.at(3_600_000, alarms)).toBeNull();
  });

  it('goes on for an alarm that came after the touch', () => {
    const room = createConsole();
    room.touch(5);
    room.at(10, [build('a')]);
    expect(room.at(10 + 20_000, [build('a')])?.kind).toBe('again');
  });

  it('falls together where it is due almost together', () => {
    const room = createConsole();
    room.at(0, [build('a')]);
    const both = [build('a'), build('b')];
    room.at(gatherMs, both);
    expect(room.at(20_000, both)?.ids).toEqual(['a', 'b']);
    expect(room.at(20_000 + gatherMs, both)).toBeNull();
    expect(room.at(40_000, both)?.ids).toEqual(['a', 'b']);
  });

  it('ends with the acknowledgement, and the memory with it', () => {
    const room = createConsole();
    room.at(0, [build('a')]);
    expect(room.at(20_000, [build('a', { state: 'acknowledged' })])).toBeNull();
    expect(room.size).toBe(0);
  });
});

describe('what is news again', () => {
  it('a new alarm sounds though the old one was silenced', () => {
    const room = createConsole();
    room.at(0, [build('a')]);
    room.touch(10);
    expect(room.at(9_000, [build('a'), build('b')])).toEqual({ kind: 'new', ids: ['b'], priority: 'urgent' });
  });

  it('an escalated one sounds though it was touched', () => {
    const room = createConsole();
    room.at(0, [build('a', { priority: 'high' })]);
    room.touch(10);
    const up = [build('a', { escalatedAt: 5 })];
    expect(room.at(300_000, up)).toEqual({ kind: 'escalated', ids: ['a'], priority: 'urgent' });
    expect(room.at(320_000, up)?.kind).toBe('again');
  });

  it('one that comes back from the shelf or again after it was acknowledged', () => {
    const room = createConsole();
    room.at(0, [build('a')]);
    room.at(1_000, [build('a', { state: 'shelved' })]);
    expect(room.at(900_000, [build('a')])?.kind).toBe('new');
  });

  it('a value that chatters does not nag: the same occurrence is said once', () => {
    const room = createConsole();
    room.at(0, [build('a')]);
    room.touch(10);
    room.at(100, [build('a', { state: 'returned' })]);
    expect(room.at(60_000, [build('a')])).toBeNull();
  });
});

describe('mute', () => {
  it('holds everything back and says afterwards what still waits', () => {
    const room = createConsole();
    room.mute(600_000);
    const alarms = [build('a'), build('b')];
    expect(room.at(0, alarms)).toBeNull();
    expect(room.nextAt(0, alarms)).toBe(600_000);
    expect(room.at(599_999, alarms)).toBeNull();
    expect(room.at(600_000, [build('b')])).toEqual({ kind: 'new', ids: ['b'], priority: 'urgent' });
  });
});
