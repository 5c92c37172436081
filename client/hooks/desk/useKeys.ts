import { useEffect, useRef } from 'react';
import { hasLetterKeys, isTyping } from '../../lib/desk/letterKeys.ts';

/** Single keys of a page, lower case; not while someone types, nor where letters are switched off on this device. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, altKey, metaKey, defaultPrevented } = event;
      if (ctrlKey || altKey || metaKey || defaultPrevented || !hasLetterKeys() || isTyping(target)) return;
      const run = current.current[key.toLowerCase()];
      if (!run) return;
      // The letter must not land in the field that the key leads to.
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
}
