import type { Area } from '#shared/model/area.ts';
import type { AgencyCode } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Obligation } from '#shared/model/obligation.ts';
import type { AgencyTimeliness, TimelinessBoard } from '#shared/model/timeliness.ts';
import {
  type DueContext,
  listOwedPeriods,
  type OwedPeriod,
  toObligationState,
} from '#shared/rules/obligations.ts';
import { toPeriodLabel } from '#shared/rules/period.ts';
import { countWorkingDays, toLocalDate, type WorkCalendar } from '#shared/rules/workingDays.ts';
import type { HeldReading } from '../readings/holdReadings.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import type { Receipt, ReceiptReader } from './receiptReader.ts';

/** Needs of `createTimeliness`. */
export interface TimelinessParts {
  readonly store: ReceiptReader & Pick<RecordStore, 'listRecords'>;
  readonly indicators: () => readonly Indicator[];
  readonly areas: readonly Area[];
  readonly zone: string;
  readonly calendar: () => Promise<WorkCalendar>;
  readonly now: () => number;
}

/** Who owes what, and how well it comes. */
export interface Timeliness {
  obligationsOf(agency: AgencyCode): Promise<readonly Obligation[]>;
  /** All agencies: what fell due in a month of the region's zone, `2026-10`. */
  board(month: string): Promise<TimelinessBoard>;
}

/** When each figure of a series first came, by `indicator|area|observedAt`. */
type Firsts = ReadonlyMap<string, number>;

/** Builds the use case. */
export function createTimeliness(parts: TimelinessParts): Timeliness {
  const list = async (wanted: (indicator: Indicator) => boolean): Promise<Obligation[]> => {
    const context: DueContext = { calendar: await parts.calendar(), zone: parts.zone };
    const now = parts.now();
    const owing = parts
      .indicators()
      .filter(wanted)
      .map((indicator) => ({ indicator, periods: listOwedPeriods(indicator, now, context) }))
      .filter(({ periods }) => periods.length > 0);
    const firsts = await readFirsts(owing, parts);
    return owing.flatMap(({ indicator, periods }) => {
      const areas = parts.areas.filter(({ level }) => indicator.levels.includes(level));
      return periods.map((period) => toObligation({ indicator, period, areas }, { firsts, now, context }));
    });
  };
  return {
    obligationsOf: (agency) => list((indicator) => indicator.agency === agency),
    async board(month) {
      const all = await list(() => true);
      const due = all.filter(({ dueAt }) => toLocalDate(Date.parse(dueAt), parts.zone).startsWith(month));
      return toBoard(month, due);
    },
  };
}

async function readFirsts(
  owing: readonly { indicator: Indicator; periods: readonly OwedPeriod[] }[],
  { store }: TimelinessParts,
): Promise<Firsts> {
  const firsts = new Map<string, number>();
  const instants = owing.flatMap(({ periods }) => periods.map(({ observedAt }) => observedAt));
  if (instants.length === 0) return firsts;
  const ids = owing.map(({ indicator }) => indicator.id);
  const receipts = await store.listReceipts(ids, Math.min(...instants), Math.max(...instants));
  for (const receipt of receipts) firsts.set(toKey(receipt), receipt.firstRecordedAt);
  // A figure that waits for the walidata has come all the same.
  const held = (await store.listRecords('held')) as readonly StoredRecord<HeldReading>[];
  for (const { body } of held) {
    const key = toKey(body.reading);
    if (!firsts.has(key)) firsts.set(key, body.at);
  }
  return firsts;
}

function toKey({ indicator, area, observedAt }: Pick<Receipt, 'indicator' | 'area' | 'observedAt'>): string {
  return `${indicator}|${area}|${observedAt}`;
}

function toObligation(
  { indicator, period, areas }: { indicator: Indicator; period: OwedPeriod; areas: readonly Area[] },
  { firsts, now, context }: { firsts: Firsts; now: number; context: DueContext },
): Obligation {
  const { observedAt, dueAt, key } = period;
  const came = areas.flatMap(
    ({ code }) => firsts.get(toKey({ indicator: indicator.id, area: code, observedAt })) ?? [],
  );
  const completedAt = areas.length > 0 && came.length === areas.length ? Math.max(...came) : null;
  return {
    indicator: indicator.id,
    agency: indicator.agency,
    period: key,
    label: { id: toPeriodLabel(key, 'id'), en: toPeriodLabel(key, 'en') },
    observedAt: new Date(observedAt).toISOString(),
    dueAt: new Date(dueAt).toISOString(),
    withoutCalendar: period.withoutCalendar,
    state: toObligationState(period, { completedAt, now }, context),
    areas: areas.length,
    received: came.length,
    completedAt: completedAt === null ? null : new Date(completedAt).toISOString(),
    lateDays: countWorkingDays(dueAt, completedAt ?? now, context.calendar, context.zone),
  };
}

function toBoard(month: string, due: readonly Obligation[]): TimelinessBoard {
  const groups = new Map<AgencyCode, Obligation[]>();
  for (const one of due) {
    const group = groups.get(one.agency);
    if (group) group.push(one);
    else groups.set(one.agency, [one]);
  }
  const agencies = [...groups].map(([agency, list]) => toAgency(agency, list));
  return {
    month,
    agencies: agencies.sort(byNeed),
    total: toCounts(due),
    withoutCalendar: due.some((one) => one.withoutCalendar),
  };
}

/** Whoever is furthest behind stands first. */
function byNeed(a: AgencyTimeliness, b: AgencyTimeliness): number {
  return a.completeness - b.completeness || b.late - a.late || (a.agency < b.agency ? -1 : 1);
}

function toAgency(agency: AgencyCode, list: readonly Obligation[]): AgencyTimeliness {
  const missing = list.filter(({ completedAt }) => completedAt === null);
  const [oldest] = [...missing].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  return {
    agency,
    ...toCounts(list),
    oldestMissing: oldest
      ? { indicator: oldest.indicator, label: oldest.label, lateDays: oldest.lateDays }
      : null,
  };
}

function toCounts(list: readonly Obligation[]): TimelinessBoard['total'] {
  const owed = list.reduce((sum, { areas }) => sum + areas, 0);
  const received = list.reduce((sum, one) => sum + one.received, 0);
  const count = (state: Obligation['state']) => list.filter((one) => one.state === state).length;
  const [onTime, doneLate] = [count('done'), count('done-late')];
  const late = count('late');
  const judged = onTime + doneLate + late;
  return {
    owed,
    received,
    onTime,
    doneLate,
    late,
    completeness: owed === 0 ? 1 : received / owed,
    timeliness: judged === 0 ? null : onTime / judged,
  };
}
