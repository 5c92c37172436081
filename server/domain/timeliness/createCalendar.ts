import type { WorkCalendar } from '#shared/rules/workingDays.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';

/** A holiday with what it is and who says so. */
export interface Holiday {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  /** Decree or other source. */
  readonly source: string;
}

/** One line that cannot be taken; `line` counts from 1. */
export interface HolidayFault {
  readonly line: number;
  readonly code: 'holiday_form' | 'holiday_date' | 'holiday_twice';
}

/** The region's holidays: the pack's and those that the admin imported. */
export interface HolidayCalendar {
  list(): Promise<readonly Holiday[]>;
  calendar(): Promise<WorkCalendar>;
  /** Takes a list of one or more whole years, replacing what was imported for them; faults of every line at once. */
  importLines(text: string, source: string, by: Actor): Promise<readonly HolidayFault[]>;
}

/** Needs of `createHolidayCalendar`. */
export interface CalendarParts {
  readonly store: RecordStore;
  readonly pack: { readonly weekend: readonly number[]; readonly holidays: readonly Holiday[] };
  readonly now: () => number;
}

/** Builds the calendar. Without any list no year is known, and every due date says so. */
export function createHolidayCalendar({ store, pack, now }: CalendarParts): HolidayCalendar {
  const list = async (): Promise<Holiday[]> => {
    const records = (await store.listRecords('holiday')) as readonly StoredRecord<Holiday>[];
    return [...pack.holidays, ...records.map(({ body }) => body)].sort((a, b) => (a.date < b.date ? -1 : 1));
  };
  return {
    list,
    async calendar() {
      const holidays = await list();
      return {
        weekend: pack.weekend,
        holidays: new Set(holidays.map(({ date }) => date)),
        knownYears: new Set(holidays.map(({ date }) => Number(date.slice(0, 4)))),
      };
    },
    async importLines(text, source, by) {
      const { holidays, faults } = parseHolidays(text, source);
      if (faults.length > 0) return faults;
      const years = new Set(holidays.map(({ date }) => date.slice(0, 4)));
      const old = (await store.listRecords('holiday')).filter(({ id }) => years.has(id.slice(0, 4)));
      const dates = new Set(holidays.map(({ date }) => date));
      await store.changeRecords(
        [
          ...old
            .filter(({ id }) => !dates.has(id))
            .map(({ id }) => ({ kind: 'holiday', id, body: null }) as const),
          ...holidays.map((holiday) => ({ kind: 'holiday', id: holiday.date, body: holiday }) as const),
        ],
        toNote(by, {
          at: now(),
          action: 'calendar.import',
          subject: [...years].join(', '),
          after: { source, days: holidays.length },
        }),
      );
      return [];
    },
  };
}

/** Reads lines such as `2026-01-01;Tahun Baru 2026 Masehi`; empty lines are passed over. */
export function parseHolidays(text: string, source: string): { holidays: Holiday[]; faults: HolidayFault[] } {
  const holidays: Holiday[] = [];
  const faults: HolidayFault[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/).slice(0, 1_000).entries()) {
    if (line.trim() === '') continue;
    const match = /^\s*(\d{4}-\d{2}-\d{2})\s*[;,\t]\s*(.{1,120}?)\s*$/.exec(line);
    const date = match?.[1];
    const code = !date
      ? 'holiday_form'
      : !isDate(date)
        ? 'holiday_date'
        : seen.has(date)
          ? 'holiday_twice'
          : null;
    if (code) faults.push({ line: index + 1, code });
    else if (date) holidays.push({ date, name: match?.[2] ?? '', source });
    if (date) seen.add(date);
  }
  if (holidays.length === 0 && faults.length === 0) faults.push({ line: 1, code: 'holiday_form' });
  return { holidays, faults };
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
