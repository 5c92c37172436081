import { useEffect, useRef } from 'react';
import { type AlarmDeed, toAlarmDeed } from '../../lib/desk/alarmKeys.ts';
import { hasLetterKeys, isTyping } from '../../lib/desk/letterKeys.ts';
import { detailsId } from './AlarmDetails.tsx';

/** Where the focus is, as far as keys care. */
type Focus = 'list' | 'details' | 'page';

/** Moving, raising and help work anywhere on the page; what acts needs the focus in the list or the details. */
function isAllowed({ kind }: AlarmDeed, key: string, focus: Focus): boolean {
  if (kind === 'act' || kind === 'pick' || kind === 'unpick') return focus !== 'page';
  if (kind === 'details') return focus === 'list';
  // The details scroll by arrows as any text does.
  if (kind === 'move') return focus !== 'details' || key.length === 1;
  return true;
}

function toFocus(target: EventTarget | null): Focus | null {
  if (!(target instanceof Element)) return null;
  if (target.closest('[data-alarm-list]')) return 'list';
  if (target.closest(`[aria-labelledby="${detailsId}"]`)) return 'details';
  return target === document.body || target.closest('main') ? 'page' : null;
}

/** Hands keys of the alarm page to `onDeed`, with whether the details have the focus. */
export function useAlarmKeys(onDeed: (deed: AlarmDeed, isInDetails: boolean) => void): void {
  const latest = useRef(onDeed);
  latest.current = onDeed;
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      const { key, target, repeat, ctrlKey, altKey, metaKey, defaultPrevented } = event;
      const focus = toFocus(target);
      if (defaultPrevented || focus === null || isTyping(target)) return;
      const deed = toAlarmDeed(
        {
          key,
          isRepeat: repeat,
          isModified: ctrlKey || altKey || metaKey,
          isOnControl: target instanceof Element && target.closest('button, a, summary') !== null,
        },
        hasLetterKeys(),
      );
      if (!deed || !isAllowed(deed, key, focus)) return;
      event.preventDefault();
      latest.current(deed, focus === 'details');
    };
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, []);
}
