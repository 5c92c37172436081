import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import type { WatchedAlarms } from '../../connection/desk/alarms.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTime, formatTimeExact } from '../../lib/clock.ts';
import type { AlarmSection } from '../../lib/desk/alarmOrder.ts';
import { detailsId } from './AlarmDetails.tsx';
import styles from './AlarmList.module.css';
import { AlarmRow, toRowId } from './AlarmRow.tsx';
import type { AlarmDesk } from './useAlarmDesk.ts';

const columns = [
  'state',
  'priority',
  'severity',
  'name',
  'where',
  'value',
  'age',
  'count',
  'victims',
  'assignee',
] as const;

interface AlarmListProps {
  readonly desk: AlarmDesk;
  readonly list: WatchedAlarms;
}

/** Everything that is not normal, in sections with their counts: what is folded away is still counted. */
export function AlarmList({ desk, list }: AlarmListProps) {
  const { t } = useTranslation('alarm');
  const holder = useKeptFocus(desk.cursor);
  const firstRow = desk.sections.find(({ section, items }) => items.length > 0 && !desk.folded.has(section));
  const isCursorShown = desk.sections.some(
    ({ section, items }) => !desk.folded.has(section) && items.some(({ id }) => id === desk.cursor),
  );
  const stop = isCursorShown ? desk.cursor : (firstRow?.items[0]?.id ?? null);
  return (
    // It takes the focus of a row that is gone.
    <div
      ref={holder}
      className={styles['list']}
      tabIndex={-1}
      data-alarm-list
      data-no-count={list.items.every(({ count }) => count === 1) || undefined}
      data-no-victims={list.items.every(({ victims }) => victims.length === 0) || undefined}
      data-no-assignee={list.items.every(({ assignee }) => assignee === null) || undefined}
    >
      <div className={styles['head']} aria-hidden="true">
        <span />
        {columns.map((column) => (
          <span key={column} className={styles[column]}>
            {t(`column.${column}`)}
          </span>
        ))}
      </div>
      {desk.sections.map(({ section, items }) => (
        <Section key={section} section={section} items={items} desk={desk} stop={stop}>
          {section === 'open' ? <Calm list={list} /> : null}
        </Section>
      ))}
    </div>
  );
}

interface SectionProps {
  readonly section: AlarmSection;
  readonly items: readonly AlarmDetail[];
  readonly desk: AlarmDesk;
  readonly stop: string | null;
  /** Stands there while the section is empty. */
  readonly children: React.ReactNode;
}

function Section({ section, items, desk, stop, children }: SectionProps) {
  const { t } = useTranslation('alarm');
  const isFolded = desk.folded.has(section);
  const Sign = isFolded ? ChevronRight : ChevronDown;
  return (
    <section
      className={styles['section']}
      data-section={section}
      data-empty={items.length === 0 || undefined}
    >
      <h2>
        <button type="button" aria-expanded={!isFolded} onClick={() => desk.fold(section)}>
          <Sign size={18} aria-hidden="true" />
          {t(`section.${section}`)} <span className={styles['total']}>{items.length}</span>
        </button>
      </h2>
      {isFolded ? null : items.length === 0 ? (
        children
      ) : (
        <div role="listbox" aria-label={t(`section.${section}`)} aria-multiselectable="true">
          {items.map((alarm) => (
            <AlarmRow
              key={alarm.id}
              alarm={alarm}
              isCursor={alarm.id === desk.cursor}
              isPicked={desk.picked.has(alarm.id)}
              isStop={alarm.id === stop}
              onOpen={() => desk.open(alarm.id)}
              onPick={() => desk.pick(alarm.id)}
            />
          ))}
        </div>
      )}
    </section>
  );
}

/** Nothing waits: said with since when, so that it is not taken for a list that did not load. */
function Calm({ list: { at, quietSince } }: { readonly list: WatchedAlarms }) {
  const { t } = useTranslation('alarm');
  const { zone } = useZone();
  return (
    <Empty>
      <p className="strong">{t('none.title')}</p>
      <p>{t('none.since', { time: formatTime(quietSince ?? at, zone), at: formatTimeExact(at, zone) })}</p>
    </Empty>
  );
}

/** Gives the focus back to the row when the list was drawn anew around it, or to the list when the row is gone. */
function useKeptFocus(cursor: string | null) {
  const holder = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);
  useEffect(() => {
    const note = ({ target }: Event): void => {
      isInside.current = target instanceof Node && holder.current?.contains(target) === true;
    };
    // Where the details stand below the list, a press leads to them.
    const lead = ({ target }: MouseEvent): void => {
      if (!(target instanceof Element) || !target.closest('[role="option"]')) return;
      if (target.closest('[data-pick]') || matchMedia('(min-width: 80rem)').matches) return;
      document.getElementById(detailsId)?.focus();
    };
    const list = holder.current;
    list?.addEventListener('click', lead);
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    return () => {
      list?.removeEventListener('click', lead);
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, []);
  useEffect(() => {
    if (!isInside.current || document.activeElement !== document.body) return;
    const row = cursor === null ? null : document.getElementById(toRowId(cursor));
    (row ?? holder.current)?.focus({ preventScroll: true });
  });
  return holder;
}
