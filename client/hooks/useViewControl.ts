import { useEffect } from 'react';
import { changeLanguage } from '../i18n/i18n.ts';
import { selectIsPast, useLive } from '../stores/liveStore.ts';
import {
  changeView,
  moveView,
  togglePause,
  toKeyChange,
  useViewStore,
  type View,
} from '../stores/viewStore.ts';
import { choices } from './choices.ts';
import { selectIsHeld, useWallSchedule } from './useWallSchedule.ts';

/** Keys, rotation and language of a screen. Any key that moves the view starts the dwell anew; the past stays where it is looked at. */
export function useViewControl(): void {
  const language = useViewStore((state) => state.language);
  const rotate = useViewStore((state) => state.rotate);
  const isPaused = useViewStore((state) => state.isPaused);
  const scene = useViewStore((state) => state.scene);
  const pillar = useViewStore((state) => state.pillar);
  const isPast = useLive(selectIsPast);

  const isHeld = useLive(selectIsHeld);

  useWallSchedule();
  useEffect(() => {
    void changeLanguage(language);
  }, [language]);

  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (event.key === ' ') {
        event.preventDefault();
        togglePause();
        return;
      }
      const change = toKeyChange(event.key, useViewStore.getState());
      if (change) changeView(change);
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scene and pillar restart the dwell
  useEffect(() => {
    if (rotate === null || isPaused || isHeld || isPast) return;
    const timer = setTimeout(moveOn, rotate * 1_000);
    return () => clearTimeout(timer);
  }, [rotate, isPaused, isHeld, isPast, scene, pillar]);
}

/** One station on, where the next one is as it was left. */
function moveOn(): void {
  const view = useViewStore.getState();
  const next = moveView(view, 1);
  const sceneOf = ({ scene, pillar }: Partial<View>): string => `${scene} ${scene === 'pilar' ? pillar : ''}`;
  choices.remember(sceneOf(view), view);
  changeView({ ...next, ...choices.recall(sceneOf({ ...view, ...next })) });
}
