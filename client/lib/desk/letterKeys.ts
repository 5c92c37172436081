const key = 'simpul.pintasan';
let current: boolean | null = null;

/** Whether single letters are keys on this device; they can be switched off (WCAG 2.1.4). */
export function hasLetterKeys(): boolean {
  if (current !== null) return current;
  try {
    current = localStorage.getItem(key) !== 'off';
  } catch {
    current = true;
  }
  return current;
}

/** Remembers the choice on this device. */
export function setLetterKeys(isOn: boolean): void {
  current = isOn;
  try {
    localStorage.setItem(key, isOn ? 'on' : 'off');
  } catch {
    // Without storage the choice holds as long as the page.
  }
}

/** True where a letter is text: in a field, or while a dialog is open. */
export function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return (
    target instanceof Element && target.closest('input, select, textarea, [contenteditable="true"]') !== null
  );
}
