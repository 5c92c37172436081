import type { KeyboardEvent } from 'react';

/** Enter goes to the next field, as in a spreadsheet: nobody sends half a form by it. The last field leads to the button. */
export function moveOnEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const { key, target, currentTarget, nativeEvent } = event;
  if (key !== 'Enter' || nativeEvent.isComposing || !(target instanceof HTMLInputElement)) return;
  if (target.type === 'file') return;
  event.preventDefault();
  const stops = [
    ...currentTarget.querySelectorAll<HTMLElement>('input:not(:disabled, [type="file"]), [type="submit"]'),
  ];
  stops[stops.indexOf(target) + 1]?.focus();
}
