import { useEffect } from 'react';
import { hasLetterKeys, isTyping } from '../../lib/desk/letterKeys.ts';

/** The second key of a chord is waited for so long. Milliseconds. */
const chordMs = 1_500;

/** Leads to the place of a letter after `g`. The second letter goes to nobody else: `g a` must not acknowledge anything. */
export function useChords(places: Readonly<Record<string, string>>, go: (to: string) => void): void {
  useEffect(() => {
    let openUntil = 0;
    const handleKey = (event: KeyboardEvent): void => {
      const { key, ctrlKey, altKey, metaKey, repeat, target, timeStamp } = event;
      if (ctrlKey || altKey || metaKey || repeat || !hasLetterKeys() || isTyping(target)) return;
      // When the key was pressed: a page that is busy must not eat the second one.
      const isOpen = timeStamp < openUntil;
      openUntil = !isOpen && key === 'g' ? timeStamp + chordMs : 0;
      if (!isOpen) return;
      event.preventDefault();
      event.stopPropagation();
      const place = places[key];
      if (place) go(place);
    };
    // Before any handler of the page.
    window.addEventListener('keydown', handleKey, true);
    return () => window.removeEventListener('keydown', handleKey, true);
  }, [places, go]);
}
