import { useEffect } from 'react';
import { isTyping } from '../../lib/desk/letterKeys.ts';

/** Escape leaves the field, so that letters are keys again; a dialog and an open list take their Escape first. */
export function useLeaveField(): void {
  useEffect(() => {
    const handleKey = ({ key, target, defaultPrevented }: KeyboardEvent): void => {
      if (key !== 'Escape' || defaultPrevented || !isTyping(target)) return;
      const isTaken = document.querySelector('dialog[open]') !== null || document.activeElement !== target;
      if (!isTaken && target instanceof HTMLElement) target.blur();
    };
    window.addEventListener('keydown', handleKey);
    return () => window.removeEventListener('keydown', handleKey);
  }, []);
}
