import { useEffect } from 'react';
import { changeLanguage } from '../i18n/i18n.ts';
import { selectIsPast, useLive } from '../stores/liveStore.ts';
import { changeView, moveView, togglePause, toKeyChange, useViewStore } from '../stores/viewStore.ts';

/** Keys, rotation and language of a screen. Any key that moves the view starts the dwell anew; the past stays where it is looked at. */
export function useViewControl(): void {
  const language = useViewStore((state) => state.language);
  const rotate = useViewStore((state) => state.rotate);
  const isPaused = useViewStore((state) => state.isPaused);
  const scene = useViewStore((state) => state.scene);
  const pillar = useViewStore((state) => state.pillar);
  const isPast = useLive(selectIsPast);

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
    if (rotate === null || isPaused || isPast) return;
    const timer = setTimeout(() => changeView(moveView(useViewStore.getState(), 1)), rotate * 1_000);
    return () => clearTimeout(timer);
  }, [rotate, isPaused, isPast, scene, pillar]);
}
