import type { Indicator } from '#shared/model/indicator.ts';
import type { OpenFigure } from '#shared/model/openData.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { type SeriesKey, toSeriesKey } from '#shared/model/seriesKey.ts';
import { toFigure } from '#shared/rules/figure.ts';
import { findClosedReason } from '#shared/rules/openFigure.ts';
import type { BareVersion } from '../verification/verificationStore.ts';
import { listInstants, type OpenSource, pickOpen } from './openSource.ts';

/** The newest open figure of every series, by indicator. */
export type OpenView = ReadonlyMap<string, readonly OpenFigure[]>;

/** One value that may be shown, whatever it was read from. */
type OpenRecord = Pick<
  LiveRecord,
  'value' | 'observedAt' | 'recordedAt' | 'source' | 'origin' | 'quality' | 'verification'
> & { readonly period?: string | null | undefined };

/** The newest open value of a series; `isPresent` where no newer one is stored. */
interface Kept {
  readonly figure: OpenRecord;
  readonly isPresent: boolean;
}

/** The view may be so old while figures keep coming in: whoever floods the page must not make us read all of them each time. */
const oldestMs = 3_000;
/** Versions that are looked back at for one that is open. */
const mostLooked = 24;
/** What was found is looked for again after so long, whatever was told of it: the store forgets what is old. */
const foundMs = 600_000;

/** What was found in the past of a series, and what it was found by. */
interface Found {
  readonly record: LiveRecord;
  readonly indicator: Indicator;
  readonly touched: number;
  readonly at: number;
  readonly open: Kept | null;
}
type Finds = Map<SeriesKey, Found>;

/** A view that was made, and what it was made of. */
interface Made {
  readonly version: string;
  readonly at: number;
  readonly view: OpenView;
}

/** Builds the view; it is made once for all who ask, and anew when something changed. */
export function createOpenView(source: OpenSource): () => Promise<OpenView> {
  let made: Made | null = null;
  let making: Promise<Made> | null = null;
  let finds: Finds = new Map();
  const make = async (): Promise<Made> => {
    // Freshness changes with time alone, so by the minute at the latest.
    const version = `${await source.version()} ${Math.floor(source.now() / 60_000)}`;
    if (made?.version === version) return { ...made, at: source.now() };
    // Only of series that there are: what is not among them any more is forgotten.
    const next: Finds = new Map();
    const view = await readView(source, finds, next);
    finds = next;
    // From its end on: one that takes long is not made without a pause.
    return { version, at: source.now(), view };
  };
  return async () => {
    const age = made ? source.now() - made.at : -1;
    if (made && age >= 0 && age < oldestMs) return made.view;
    making ??= make().finally(() => {
      making = null;
    });
    made = await making;
    return made.view;
  };
}

async function readView(source: OpenSource, finds: Finds, next: Finds): Promise<OpenView> {
  const view = new Map<string, OpenFigure[]>();
  for (const record of source.records()) {
    const indicator = source.indicator(record.indicator);
    if (!indicator) continue;
    const isOpen = isOpenNow(record, indicator, source);
    const found = isOpen
      ? { figure: record, isPresent: true }
      : await findKept({ record, indicator }, source, finds, next);
    if (!found) continue;
    const list = view.get(indicator.id) ?? [];
    list.push(toOpenFigure(found, { record, indicator }, source));
    view.set(indicator.id, list);
  }
  for (const list of view.values()) list.sort((a, b) => a.area.localeCompare(b.area));
  return view;
}

function isOpenNow(record: LiveRecord, indicator: Indicator, { closed }: OpenSource): boolean {
  const plain = { ...record, hasFinalLook: false, isPackFigure: false };
  return findClosedReason(plain, indicator, closed.has(indicator.id)) === null;
}

interface Present {
  readonly record: LiveRecord;
  readonly indicator: Indicator;
}

/** What stands before a present that is not open; read anew only where its series was written to. */
async function findKept(
  { record, indicator }: Present,
  source: OpenSource,
  finds: Finds,
  next: Finds,
): Promise<Kept | null> {
  if (source.closed.has(indicator.id)) return null;
  const key = toSeriesKey(indicator.id, record.area);
  const known = finds.get(key);
  // Before it is read: what is written meanwhile is another touch.
  const touched = source.touched(key);
  const at = source.now();
  const isSame =
    known &&
    known.touched === touched &&
    known.indicator === indicator &&
    isSameRecord(known.record, record) &&
    at >= known.at &&
    at - known.at < foundMs;
  const found = isSame
    ? known
    : { record, indicator, touched, at, open: await findBefore(record, indicator, source) };
  next.set(key, found);
  return found.open;
}

function isSameRecord(a: LiveRecord, b: LiveRecord): boolean {
  const keys = ['observedAt', 'recordedAt', 'value', 'origin', 'quality', 'verification'] as const;
  return keys.every((key) => a[key] === b[key]);
}

/** The newest value that is open, of the present or before it. */
async function findBefore(
  record: LiveRecord,
  indicator: Indicator,
  source: OpenSource,
): Promise<Kept | null> {
  const history = await source.store.readHistory({
    indicator: indicator.id,
    area: record.area,
    from: Date.UTC(1900, 0, 1),
    to: record.observedAt,
    maxPoints: 10_000,
  });
  // Where there are more, they are a sensor's, and all of one kind.
  if (history.downsampled) return null;
  const instants = listInstants(history).slice(-mostLooked);
  const versions = await source.store.readVersionsAt(indicator.id, record.area, instants);
  const open = [...pickOpen(versions, indicator, source).values()].at(-1);
  if (!open) return null;
  const isPresent = open.observedAt === record.observedAt && open === versions.at(-1);
  return { figure: toOpenRecord(open), isPresent };
}

function toOpenRecord(version: BareVersion): OpenRecord {
  const { value, observedAt, recordedAt, source, origin, quality, verification, period } = version;
  return { value, observedAt, recordedAt, source, origin, quality, verification, period };
}

function toOpenFigure(
  { figure: found, isPresent }: Kept,
  { record, indicator }: Present,
  { area, zone, now }: OpenSource,
): OpenFigure {
  const { value, observedAt, recordedAt, source, origin, quality, verification } = found;
  const plain = {
    indicator: indicator.id,
    area: record.area,
    value,
    observedAt,
    recordedAt,
    source,
    origin,
    quality,
  };
  const shown = { ...plain, verification };
  const figure = toFigure({ indicator, area: record.area, record: shown, feeds: [], now: now(), zone });
  return {
    ...plain,
    state: verification,
    areaName: area(record.area)?.name ?? record.area,
    period: found.period ?? null,
    freshness: figure.freshness,
    status: figure.status,
    waiting: !isPresent && record.origin !== 'simulated' && record.quality !== 'bad',
  };
}
