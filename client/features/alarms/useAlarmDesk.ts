import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import { moveTo } from '../../lib/desk/alarmKeys.ts';
import { type AlarmSection, toSection, toSections } from '../../lib/desk/alarmOrder.ts';

type Sections = ReturnType<typeof toSections<AlarmDetail>>;

/** The list as someone works on it: by sections, with the row that is open and the rows that are picked. */
export interface AlarmDesk {
  readonly sections: Sections;
  readonly folded: ReadonlySet<AlarmSection>;
  /** Row that is open; it stays in sight here when its alarm is gone from the list. */
  readonly cursor: string | null;
  readonly current: AlarmDetail | null;
  readonly picked: ReadonlySet<string>;
  /** What an act is about: the picked ones, else the open one. */
  readonly targets: readonly AlarmDetail[];
  open(id: string | null): void;
  move(to: 'next' | 'previous' | 'first' | 'last'): string | null;
  pick(id: string): void;
  unpick(): void;
  fold(section: AlarmSection): void;
  /** After an act of one's own the next row of the section is open, so that work goes on. */
  leave(ids: readonly string[]): string | null;
}

/** Keeps the cursor on an alarm, not on a place: what moves in under it must not be acted on by mistake. */
export function useAlarmDesk(items: readonly AlarmDetail[]): AlarmDesk {
  const [cursor, setCursor] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useState<ReadonlySet<AlarmSection>>(new Set(['quiet']));
  const sections = useMemo(() => toSections(items), [items]);
  const rows = useMemo(
    () => sections.flatMap((part) => (folded.has(part.section) ? [] : part.items)),
    [sections, folded],
  );
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const lastIndex = useRef(0);
  const index = cursor === null ? -1 : ids.indexOf(cursor);
  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
  }, [index]);
  const current = items.find(({ id }) => id === cursor) ?? null;
  const known = items.filter(({ id }) => picked.has(id));
  const targets = known.length > 0 ? known : current ? [current] : [];
  const open = useCallback((id: string | null) => setCursor(id), []);
  return {
    sections,
    folded,
    cursor,
    current,
    picked: new Set(known.map(({ id }) => id)),
    targets,
    open,
    move(to) {
      const next = moveTo(ids, cursor, to, lastIndex.current);
      if (next !== null) setCursor(next);
      return next;
    },
    pick: (id) => setPicked(toggle(picked, id)),
    unpick: () => setPicked(new Set()),
    fold: (section) => setFolded(toggle(folded, section)),
    leave(left) {
      setPicked(new Set());
      const next = findNext(rows, left);
      setCursor(next);
      return next;
    },
  };
}

function toggle<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

/** The row after the ones that are left, in their section; the one before where there is none after. */
function findNext(rows: readonly AlarmDetail[], left: readonly string[]): string | null {
  const gone = new Set(left);
  const last = rows.findLastIndex(({ id }) => gone.has(id));
  const row = rows[last];
  if (!row) return null;
  const isNear = (one: AlarmDetail) => !gone.has(one.id) && toSection(one) === toSection(row);
  return (rows.slice(last + 1).find(isNear) ?? rows.slice(0, last).findLast(isNear))?.id ?? null;
}
