/** What a key does on the alarm page. */
export type AlarmDeed =
  | { readonly kind: 'move'; readonly to: 'next' | 'previous' | 'first' | 'last' }
  | { readonly kind: 'pick' | 'unpick' | 'details' | 'raise' | 'help' }
  | { readonly kind: 'act'; readonly act: AlarmAct };

/** What can be done to alarms. */
export type AlarmAct =
  | 'acknowledge'
  | 'acknowledge-with-comment'
  | 'shelve'
  | 'unshelve'
  | 'assign'
  | 'comment'
  | 'clear'
  | 'incident'
  | 'display';

/** Letter of each act; also printed on its button. */
export const actKeys: Readonly<Record<AlarmAct, string>> = {
  acknowledge: 'a',
  'acknowledge-with-comment': 'A',
  shelve: 's',
  unshelve: 'u',
  assign: 't',
  comment: 'c',
  clear: 'e',
  incident: 'i',
  display: 'd',
};

/** A key as the page got it. */
export interface PressedKey {
  readonly key: string;
  readonly isRepeat: boolean;
  /** Control, alt or meta is down: a key of the browser's. */
  readonly isModified: boolean;
  /** The focus is on something that takes Enter and space itself. */
  readonly isOnControl: boolean;
}

const named: Readonly<Record<string, AlarmDeed>> = {
  ArrowDown: { kind: 'move', to: 'next' },
  ArrowUp: { kind: 'move', to: 'previous' },
  Home: { kind: 'move', to: 'first' },
  End: { kind: 'move', to: 'last' },
  Escape: { kind: 'unpick' },
};
const letters: Readonly<Record<string, AlarmDeed>> = {
  j: { kind: 'move', to: 'next' },
  k: { kind: 'move', to: 'previous' },
  x: { kind: 'pick' },
  n: { kind: 'raise' },
  '?': { kind: 'help' },
  ...Object.fromEntries(
    Object.entries(actKeys).map(([act, key]) => [key, { kind: 'act', act } as AlarmDeed]),
  ),
};

/**
 * What a key does, or null. Letters can be switched off (WCAG 2.1.4); a key that is held down only moves: it must not acknowledge
 * what the operator has not seen.
 */
export function toAlarmDeed(pressed: PressedKey, withLetters: boolean): AlarmDeed | null {
  const { key, isRepeat, isModified, isOnControl } = pressed;
  if (isModified) return null;
  const deed = named[key] ?? (withLetters ? letters[key] : undefined);
  if (deed) return isRepeat && deed.kind !== 'move' ? null : deed;
  if (isOnControl || isRepeat) return null;
  if (key === 'Enter') return { kind: 'details' };
  return key === ' ' ? { kind: 'pick' } : null;
}

/** The row that a move leads to; null in an empty list. A row that is gone leaves its place, `lastIndex`, as the start. */
export function moveTo(
  ids: readonly string[],
  cursor: string | null,
  to: 'next' | 'previous' | 'first' | 'last',
  lastIndex = -1,
): string | null {
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  const end = ids.length - 1;
  if (to === 'first') return ids[0] ?? null;
  if (to === 'last') return ids[end] ?? null;
  if (at < 0) {
    // What stood after the row that is gone has moved into its place.
    const place = to === 'next' ? Math.max(0, lastIndex) : lastIndex - 1;
    return ids[Math.min(end, Math.max(0, place))] ?? null;
  }
  return ids[Math.min(end, Math.max(0, at + (to === 'next' ? 1 : -1)))] ?? null;
}
