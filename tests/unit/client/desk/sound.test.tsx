import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSoundPlayer } from '../../../../client/lib/desk/soundPlayer.ts';
import {
  muteUntil,
  onSoundSettings,
  readSoundSettings,
  rememberTest,
  toMuteEnd,
} from '../../../../client/lib/desk/soundSettings.ts';
import { joinTabs, type SpeakerRole } from '../../../../client/lib/desk/speakerTab.ts';

const minuteMs = 60_000;

beforeEach(() => {
  localStorage.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('what the device remembers of its sound', () => {
  it('is a mute that ends, within half an hour at the latest', () => {
    muteUntil(90 * minuteMs, 0);
    expect(toMuteEnd(readSoundSettings(), 0)).toBe(30 * minuteMs);
    expect(toMuteEnd(readSoundSettings(), 30 * minuteMs)).toBeNull();
    muteUntil(null, 0);
    expect(toMuteEnd(readSoundSettings(), 0)).toBeNull();
  });

  it('is no more than ten tests, newest first', () => {
    for (let at = 1; at <= 14; at += 1) rememberTest({ at, way: 'tones', isHeard: true });
    expect(readSoundSettings().tests.map(({ at }) => at)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
  });

  it('is nothing where what is kept cannot be read', () => {
    localStorage.setItem('simpul.suara', '{"mutedUntil":"for ever","tests":7}');
    expect(readSoundSettings()).toEqual({ mutedUntil: null, tests: [] });
    localStorage.setItem('simpul.suara', 'x');
    expect(readSoundSettings()).toEqual({ mutedUntil: null, tests: [] });
  });

  it('is told to whoever listens, and the same object while nothing changed', () => {
    const told = vi.fn();
    const stop = onSoundSettings(told);
    muteUntil(minuteMs, 0);
    expect(told).toHaveBeenCalledTimes(1);
    expect(readSoundSettings()).toBe(readSoundSettings());
    stop();
    muteUntil(null, 0);
    expect(told).toHaveBeenCalledTimes(1);
  });
});

/** Locks of a browser: one holder a name, the others wait in line. */
function createLocks() {
  let isHeld = false;
  const line: (() => void)[] = [];
  const run = async (work: (lock: object | null) => Promise<unknown>): Promise<unknown> => {
    isHeld = true;
    try {
      return await work({});
    } finally {
      isHeld = false;
      line.shift()?.();
    }
  };
  return {
    async request(
      _name: string,
      options: { ifAvailable?: boolean },
      work: (lock: object | null) => Promise<unknown>,
    ): Promise<unknown> {
      if (!isHeld) return run(work);
      if (options.ifAvailable) return work(null);
      await new Promise<void>((resolve) => line.push(resolve));
      return run(work);
    },
  };
}

describe('tabs of one browser', () => {
  const join = () => joinTabs({ onChange: () => undefined, onTouch: () => undefined });
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  const roles = (tabs: readonly { role(): SpeakerRole }[]) => tabs.map((tab) => tab.role());

  it('let one of them speak, and the next when it closes', async () => {
    vi.stubGlobal('navigator', { locks: createLocks() });
    const tabs = [join(), join(), join()];
    expect(roles(tabs)[2]).not.toBe('speaker');
    await turn();
    expect(roles(tabs)).toEqual(['speaker', 'other', 'other']);
    tabs[0]?.stop();
    await turn();
    expect(roles(tabs).slice(1)).toEqual(['speaker', 'other']);
    for (const tab of tabs) tab.stop();
  });

  it('all speak where there are no locks', () => {
    vi.stubGlobal('navigator', {});
    const tabs = [join(), join()];
    expect(roles(tabs)).toEqual(['speaker', 'speaker']);
    for (const tab of tabs) tab.stop();
  });
});

describe('the player', () => {
  /** A context that counts its tones. */
  function createContext() {
    let tones = 0;
    const gain = { setValueAtTime: () => gain, linearRampToValueAtTime: () => gain };
    const context = {
      state: 'running',
      currentTime: 0,
      destination: {},
      addEventListener: () => undefined,
      createGain: () => ({ gain, connect: (next: unknown) => next }),
      createOscillator() {
        tones += 1;
        return {
          frequency: {},
          connect: (next: unknown) => next,
          start: () => undefined,
          stop: () => undefined,
        };
      },
    };
    return { context: context as unknown as AudioContext, count: () => tones };
  }

  class Utterance {
    voice = null;
    lang = '';
    onstart: (() => void) | null = null;
    onend: (() => void) | null = null;
    onerror: (() => void) | null = null;
  }

  function createSpeech(speak: (utterance: Utterance) => void) {
    const voice = { lang: 'id-ID', name: 'x', localService: true };
    return { getVoices: () => [voice], speak, cancel: () => undefined } as unknown as SpeechSynthesis;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
  });

  async function say(speech: SpeechSynthesis | null) {
    const { context, count } = createContext();
    const player = createSoundPlayer({ audio: () => context, speech });
    const said = player.say('high', 'Alarm', 'id');
    await vi.advanceTimersByTimeAsync(60_000);
    return { way: await said, tones: count() };
  }

  it('speaks after its tones', async () => {
    const speech = createSpeech((utterance) => {
      utterance.onstart?.();
      utterance.onend?.();
    });
    expect(await say(speech)).toEqual({ way: 'speech', tones: 3 });
  });

  it.each([
    ['has no voice', null],
    ['fails', createSpeech((utterance) => utterance.onerror?.())],
    ['never begins', createSpeech(() => undefined)],
    ['never ends', createSpeech((utterance) => utterance.onstart?.())],
  ])('sounds its tones once more where the device %s', async (_why, speech) => {
    expect(await say(speech)).toEqual({ way: 'tones', tones: 6 });
  });

  it('is missing where the browser has no sound at all', () => {
    const broken = createSoundPlayer({
      audio: () => {
        throw new Error('no device');
      },
      speech: null,
    });
    expect(broken.state()).toBe('missing');
  });
});
