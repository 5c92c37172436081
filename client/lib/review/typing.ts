type Field = HTMLInputElement | HTMLTextAreaElement;

/** Watches what is typed on this page. */
export interface TypingWatch {
  /** True while the field that was typed in last still holds something. */
  isTyping(): boolean;
  stop(): void;
}

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Starts watching: a page must not be opened anew under someone's hands. */
export function watchTyping(): TypingWatch {
  let last: Field | null = null;
  const note = ({ target }: Event): void => {
    if (isField(target) && target.type !== 'checkbox') last = target;
  };
  document.addEventListener('input', note);
  return {
    isTyping: () => last?.isConnected === true && last.value !== '',
    stop: () => document.removeEventListener('input', note),
  };
}
