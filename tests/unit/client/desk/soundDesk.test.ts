import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSoundDesk } from '../../../../client/lib/desk/soundDesk.ts';
import type { Saying, SoundAlarm } from '../../../../client/lib/desk/soundPlan.ts';
import { pickVoice } from '../../../../client/lib/desk/soundPlayer.ts';
import { soundingPriorities, tonePatterns } from '../../../../client/lib/desk/soundTones.ts';

const alarm = (id: string): SoundAlarm => ({
  id,
  priority: 'urgent',
  state: 'unacknowledged',
  raisedAt: 1,
  escalatedAt: null,
});

function open(sayMs = 0) {
  const said: Saying[] = [];
  const room = { isReady: true, isSpeaker: true, mutedUntil: null as number | null };
  const desk = createSoundDesk({
    now: () => Date.now(),
    isReady: () => room.isReady,
    isSpeaker: () => room.isSpeaker,
    mutedUntil: () => room.mutedUntil,
    say(saying) {
      said.push(saying);
      return new Promise((resolve) => setTimeout(resolve, sayMs));
    },
  });
  return { said, room, desk };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the sound desk', () => {
  it('repeats by itself until it is touched', async () => {
    const { said, desk } = open();
    desk.take([alarm('a')]);
    await vi.advanceTimersByTimeAsync(41_000);
    expect(said.map(({ kind }) => kind)).toEqual(['new', 'again', 'again']);
    desk.touch();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(said).toHaveLength(3);
    desk.stop();
  });

  it('says nothing before the page may sound, and then all that waits', async () => {
    const { said, room, desk } = open();
    room.isReady = false;
    desk.take([alarm('a')]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said).toEqual([]);
    desk.touch();
    room.isReady = true;
    desk.look();
    expect(said.map(({ ids }) => ids)).toEqual([['a']]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(said).toHaveLength(2);
    desk.stop();
  });

  it('says one thing at a time', async () => {
    const { said, desk } = open(8_000);
    desk.take([alarm('a')]);
    await vi.advanceTimersByTimeAsync(1_000);
    desk.take([alarm('a'), alarm('b')]);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(said).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(said.map(({ ids }) => ids)).toEqual([['a'], ['b']]);
    desk.stop();
  });

  it('takes over from another tab without saying all again', async () => {
    const { said, room, desk } = open();
    room.isSpeaker = false;
    desk.take([alarm('a')]);
    await vi.advanceTimersByTimeAsync(5_000);
    room.isSpeaker = true;
    desk.look();
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(said.map(({ kind }) => kind)).toEqual(['again']);
    desk.stop();
  });

  it('leaves no timer behind', () => {
    const { desk } = open();
    desk.take([alarm('a')]);
    desk.stop();
    expect(vi.getTimerCount()).toBe(1);
    vi.runAllTimers();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('voices', () => {
  const voice = (lang: string, localService = true, name = lang) => ({ lang, localService, name });

  it('prefers one of the device, in the language asked for', () => {
    const voices = [voice('en-GB'), voice('id-ID', false), voice('id_ID'), voice('ms-MY')];
    expect(pickVoice(voices, 'id')?.lang).toBe('id_ID');
    expect(pickVoice(voices, 'en')?.lang).toBe('en-GB');
  });

  it('takes a Malay one rather than none, and none rather than an English one', () => {
    expect(pickVoice([voice('en-GB'), voice('ms-MY')], 'id')?.lang).toBe('ms-MY');
    expect(pickVoice([voice('en-GB')], 'id')).toBeNull();
  });
});

describe('tones', () => {
  it('differ in number by priority, not in pitch alone', () => {
    const counts = soundingPriorities.map((priority) => tonePatterns[priority].length);
    expect(new Set(counts).size).toBe(3);
  });
});
