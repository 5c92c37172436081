import { useRef } from 'react';
import { newKey } from '../../lib/desk/newKey.ts';

/** Keys of what is sent. */
interface StableKey {
  /** The key of a body: the same one while it is sent again unchanged, so that it cannot be recorded twice. */
  keyOf(body: unknown): string;
  /** It is recorded: the same again is another. */
  renew(): void;
}

/** Keeps the key of what was sent last. */
export function useStableKey(): StableKey {
  const last = useRef({ text: '', key: '' });
  return {
    keyOf(body) {
      const text = JSON.stringify(body);
      if (last.current.text !== text) last.current = { text, key: newKey() };
      return last.current.key;
    },
    renew() {
      last.current = { text: '', key: '' };
    },
  };
}
