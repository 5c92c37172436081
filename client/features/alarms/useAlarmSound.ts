import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useTicking } from '../../hooks/useNow.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { createSoundDesk, type SoundDesk } from '../../lib/desk/soundDesk.ts';
import { createSoundPlayer, type SoundState, type SoundWay } from '../../lib/desk/soundPlayer.ts';
import {
  muteUntil,
  onSoundSettings,
  readSoundSettings,
  rememberTest,
  type SoundTest,
  toMuteEnd,
} from '../../lib/desk/soundSettings.ts';
import { soundingPriorities } from '../../lib/desk/soundTones.ts';
import { joinTabs, type SpeakerTab } from '../../lib/desk/speakerTab.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { toSpoken } from './soundWords.ts';

/** One for the page: a browser allows only a few, and a gesture that freed one frees no other. */
const player = createSoundPlayer({
  audio: () => (typeof AudioContext === 'undefined' ? null : new AudioContext()),
  speech: typeof speechSynthesis === 'undefined' ? null : speechSynthesis,
});

/** The console's sound as its chip and dialog show it. */
export interface AlarmSound {
  readonly state: SoundState;
  readonly way: SoundWay;
  /** False where another tab of this browser speaks. */
  readonly isSpeaker: boolean;
  /** End of the mute, server time; null where there is none. */
  readonly mutedUntil: number | null;
  readonly lastTest: SoundTest | null;
  mute(minutes: number | null): void;
  /** Plays each pattern in turn, telling which; resolves with how the last was said. */
  test(onPattern: (priority: (typeof soundingPriorities)[number]) => void): Promise<SoundWay>;
  judge(isHeard: boolean, way: SoundWay): void;
}

/** Makes alarms heard for as long as the console is open; null while they are not known. */
export function useAlarmSound(items: readonly AlarmDetail[] | null): AlarmSound {
  const { t } = useTranslation('sound');
  const language = deskLanguage();
  const state = useSyncExternalStore(player.onChange, player.state);
  const way = useSyncExternalStore(player.onChange, () => player.way(language));
  const settings = useSyncExternalStore(onSoundSettings, readSoundSettings);
  const mutedUntil = useTicking((now) => toMuteEnd(settings, now));
  const { desk, isSpeaker } = useSoundDesk(items, state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a mute that ends or begins is looked at
  useEffect(() => desk.current?.look(), [mutedUntil, desk]);
  const test = useCallback<AlarmSound['test']>(
    async (onPattern) => {
      let said: SoundWay = 'tones';
      await desk.current?.hold(async () => {
        for (const priority of soundingPriorities) {
          onPattern(priority);
          const text = t('spoken.test', { priority: t(`alarm:priority.${priority}`) });
          said = await player.say(priority, text, deskLanguage());
        }
      });
      return said;
    },
    [desk, t],
  );
  return useMemo(
    () => ({
      state,
      way,
      isSpeaker,
      mutedUntil,
      lastTest: settings.tests[0] ?? null,
      test,
      mute: (minutes) => muteUntil(minutes === null ? null : serverNow() + minutes * 60_000, serverNow()),
      judge: (isHeard, used) => rememberTest({ at: serverNow(), isHeard, way: used }),
    }),
    [state, way, isSpeaker, mutedUntil, settings, test],
  );
}

/** Runs the desk while the page may sound, and tells it of touches here and in other tabs. */
function useSoundDesk(items: readonly AlarmDetail[] | null, state: SoundState) {
  const { t } = useTranslation('sound');
  const names = useNames();
  const latest = useRef({ items, names, t });
  latest.current = { items, names, t };
  const desk = useRef<SoundDesk | null>(null);
  const [isSpeaker, setSpeaker] = useState(true);
  useEffect(() => {
    let tab: SpeakerTab | null = null;
    const made = createSoundDesk({
      now: () => performance.now(),
      isReady: () => player.state() === 'ready' && (tab?.role() ?? 'pending') !== 'pending',
      isSpeaker: () => tab?.role() === 'speaker',
      mutedUntil() {
        const end = toMuteEnd(readSoundSettings(), serverNow());
        return end === null ? null : performance.now() + end - serverNow();
      },
      say(saying) {
        const { items: known, names: named, t: text } = latest.current;
        return player.say(saying.priority, toSpoken(saying, known ?? [], named, text), deskLanguage());
      },
    });
    desk.current = made;
    // A tab that may not sound yet must not keep another one from speaking.
    const join = (): void => {
      if (tab || player.state() !== 'ready') return;
      tab = joinTabs({
        onChange() {
          setSpeaker(tab?.role() !== 'other');
          made.look();
        },
        onTouch: made.touch,
      });
    };
    join();
    const stopPlayer = player.onChange(() => {
      join();
      made.look();
    });
    const stopTouches = watchTouches(() => {
      if (player.state() === 'locked') player.unlock();
      made.touch();
      tab?.touch();
    });
    return () => {
      stopTouches();
      stopPlayer();
      tab?.stop();
      made.stop();
      desk.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew once the page may sound
  useEffect(() => {
    if (items) desk.current?.take(items);
  }, [items, state]);
  return { desk, isSpeaker };
}

/** Keys, presses and the wheel; a mouse that a bumped desk moved is nobody. */
function watchTouches(onTouch: () => void): () => void {
  const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const kind of kinds) window.addEventListener(kind, onTouch, { capture: true, passive: true });
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, onTouch, { capture: true });
  };
}
