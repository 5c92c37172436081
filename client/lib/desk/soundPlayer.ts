import type { AlarmPriority } from '#shared/model/alarm.ts';
import type { Language } from '#shared/model/text.ts';
import { type Tone, tonePatterns, toPatternLength } from './soundTones.ts';

/** Whether the browser lets the page sound: not before somebody touched it. */
export type SoundState = 'locked' | 'ready' | 'missing';

/** How something was said. */
export type SoundWay = 'speech' | 'tones';

/** Makes alarms heard. */
export interface SoundPlayer {
  state(): SoundState;
  /** Speech where the device has a voice of the language, else tones alone. */
  way(language: Language): SoundWay;
  /** Asks the browser to let the page sound; works within a gesture only. */
  unlock(): void;
  /** Plays the pattern of a priority and speaks; resolves when it is over, with the way that worked. One at a time. */
  say(priority: AlarmPriority, text: string, language: Language): Promise<SoundWay>;
  onChange(listener: () => void): () => void;
  stop(): void;
}

/** What the player needs of the browser. */
export interface SoundParts {
  readonly audio: () => AudioContext | null;
  readonly speech: SpeechSynthesis | null;
}

/** A voice that has not begun or ended by then will not. Milliseconds. */
const beginMs = 4_000;
const endMs = 30_000;

/**
 * Builds the player. Every announcement begins with tones made by the browser itself: they need no file, no voice and no network, so
 * that nothing is ever silent. Speech follows where the device has a voice of the language; one that fails, as those that need the
 * internet do without it, is made up for by the same tones once more.
 */
export function createSoundPlayer({ audio, speech }: SoundParts): SoundPlayer {
  const context = openContext(audio);
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  context?.addEventListener('statechange', tell);
  // Voices come late: which way there is changes with them.
  speech?.addEventListener?.('voiceschanged', tell);
  const findVoice = (language: Language) => pickVoice(speech?.getVoices() ?? [], language);
  return {
    state: () => (context === null ? 'missing' : context.state === 'running' ? 'ready' : 'locked'),
    way: (language) => (findVoice(language) ? 'speech' : 'tones'),
    unlock: () => void context?.resume().catch(() => undefined),
    async say(priority, text, language) {
      const pattern = priority === 'low' ? tonePatterns.medium : tonePatterns[priority];
      await playTones(context, pattern);
      const voice = findVoice(language);
      if (voice && speech && (await speak(speech, voice, text))) return 'speech';
      await playTones(context, pattern);
      return 'tones';
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      context?.removeEventListener('statechange', tell);
      speech?.removeEventListener?.('voiceschanged', tell);
      speech?.cancel();
      void context?.close().catch(() => undefined);
    },
  };
}

function openContext(audio: SoundParts['audio']): AudioContext | null {
  try {
    return audio();
  } catch {
    return null;
  }
}

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'name' | 'localService'>;

/** The voice for a language: one of the device before one of the internet; for Indonesian a Malay one rather than none. */
export function pickVoice<T extends Voice>(voices: readonly T[], language: Language): T | null {
  const isOf = (prefix: string) => (voice: T) =>
    voice.lang.toLowerCase().replace('_', '-').startsWith(prefix);
  const groups =
    language === 'id' ? [isOf('id'), (voice: T) => /indonesia/i.test(voice.name), isOf('ms')] : [isOf('en')];
  for (const fits of groups) {
    const fitting = voices.filter(fits);
    const best = fitting.find(({ localService }) => localService) ?? fitting[0];
    if (best) return best;
  }
  return null;
}

function playTones(context: AudioContext | null, pattern: readonly Tone[]): Promise<void> {
  if (context?.state !== 'running') return Promise.resolve();
  const startsAt = context.currentTime + 0.02;
  for (const { hertz, at, length } of pattern) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = 'triangle';
    tone.frequency.value = hertz;
    const from = startsAt + at;
    // Rising and falling within hundredths of a second: without it each tone clicks.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.5, from + 0.015);
    volume.gain.setValueAtTime(0.5, from + length - 0.03);
    volume.gain.linearRampToValueAtTime(0, from + length);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + length + 0.01);
  }
  return new Promise((resolve) => setTimeout(resolve, (toPatternLength(pattern) + 0.1) * 1_000));
}

/** Speaks; false where the voice failed or never began. */
function speak(speech: SpeechSynthesis, voice: SpeechSynthesisVoice, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    setVoice(utterance, voice);
    utterance.lang = voice.lang;
    let timer = setTimeout(() => settle(false), beginMs);
    const settle = (isSaid: boolean): void => {
      clearTimeout(timer);
      utterance.onstart = null;
      utterance.onend = null;
      utterance.onerror = null;
      if (!isSaid) speech.cancel();
      resolve(isSaid);
    };
    utterance.onstart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => settle(false), endMs);
    };
    utterance.onend = () => settle(true);
    utterance.onerror = () => settle(false);
    speech.speak(utterance);
  });
}

/** A voice that was taken away meanwhile is refused; its language then finds another. */
function setVoice(utterance: SpeechSynthesisUtterance, voice: SpeechSynthesisVoice): void {
  try {
    utterance.voice = voice;
  } catch {
    utterance.voice = null;
  }
}
