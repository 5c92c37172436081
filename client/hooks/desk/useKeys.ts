import { useEffect, useRef } from 'react';

/** Whether a key is meant for what has the focus: someone types, or a dialog is open. */
function isTaken({ target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]')) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
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
