import { useEffect, useRef } from 'react';
import { hasLetterKeys, isTyping } from '../../lib/desk/letterKeys.ts';

/** Whether a key is meant for something else: someone types, a dialog is open, or letters are switched off on this device. */
function isTaken({ target }: KeyboardEvent): boolean {
  return document.querySelector('dialog[open]') !== null || !hasLetterKeys() || isTyping(target);
}

/** Single keys of a page, lower case; not while someone types. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTaken(event)) return;
      const run = current.current[event.key.toLowerCase()];
      if (!run) return;
      // The letter must not land in the field that the key leads to.
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
}
