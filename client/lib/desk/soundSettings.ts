import { z } from 'zod';

/** The longest mute: sound always comes back by itself. Minutes. */
export const longestMuteMinutes = 30;

const testSchema = z.object({
  /** Server time. */
  at: z.number(),
  way: z.enum(['speech', 'tones']),
  isHeard: z.boolean(),
});
/** How a test of the sound on this device went. */
export type SoundTest = z.infer<typeof testSchema>;

const settingsSchema = z.object({
  /** End of the mute, server time. */
  mutedUntil: z.number().nullable().catch(null),
  /** Newest first. */
  tests: z.array(testSchema).max(20).catch([]),
});
/** What this device remembers of its sound. */
export type SoundSettings = z.infer<typeof settingsSchema>;

const key = 'simpul.suara';
const mostTests = 10;
const nothing: SoundSettings = { mutedUntil: null, tests: [] };
const listeners = new Set<() => void>();
let held: { readonly text: string | null; readonly settings: SoundSettings } | null = null;

function readText(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** What is remembered; the same object while nothing changed. What cannot be read counts as nothing. */
export function readSoundSettings(): SoundSettings {
  const text = readText();
  if (held && (held.text === text || text === null)) return held.settings;
  held = { text, settings: toSettings(text) };
  return held.settings;
}

function toSettings(text: string | null): SoundSettings {
  if (text === null) return nothing;
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch {
    return nothing;
  }
}

function write(settings: SoundSettings): void {
  const text = JSON.stringify(settings);
  try {
    localStorage.setItem(key, text);
    held = { text, settings };
  } catch {
    // Without storage it holds as long as the page.
    held = { text: null, settings };
  }
  for (const listener of listeners) listener();
}

/** Mutes until an instant, at most half an hour from `now`; null ends a mute. Server time. */
export function muteUntil(until: number | null, now: number): void {
  const latest = now + longestMuteMinutes * 60_000;
  write({ ...readSoundSettings(), mutedUntil: until === null ? null : Math.min(until, latest) });
}

/** End of the mute that holds now; null where there is none. One that lies too far ahead, of another clock, is cut. */
export function toMuteEnd({ mutedUntil }: SoundSettings, now: number): number | null {
  if (mutedUntil === null || mutedUntil <= now) return null;
  return Math.min(mutedUntil, now + longestMuteMinutes * 60_000);
}

/** Remembers how a test went. */
export function rememberTest(test: SoundTest): void {
  const { tests, ...rest } = readSoundSettings();
  write({ ...rest, tests: [test, ...tests].slice(0, mostTests) });
}

/** Tells of changes, those of other tabs too; returns its stop. */
export function onSoundSettings(listener: () => void): () => void {
  const handleStorage = (event: StorageEvent): void => {
    if (event.key === key || event.key === null) listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', handleStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', handleStorage);
  };
}
