import type { Area } from '#shared/model/area.ts';
import type { AgencyCode, AreaCode } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { FormRow, FormView, SubmissionRequest } from '#shared/model/submission.ts';
import { type DueContext, isOwed, type OwedPeriod, toOwedPeriod } from '#shared/rules/obligations.ts';
import { findOdd } from '#shared/rules/odd.ts';
import { parsePeriodKey, toCadenceUnit, toPeriodLabel } from '#shared/rules/period.ts';
import type { WorkCalendar } from '#shared/rules/workingDays.ts';
import type { FileService } from '../files/createFileService.ts';
import type { Actor } from '../people/actor.ts';
import type { ReadingFault } from '../readings/checkReading.ts';
import { type HeldReading, toHeldId } from '../readings/holdReadings.ts';
import type { HistoryPoint, ReadingStore, StandingValue } from '../readings/readingStore.ts';
import type { SubmitOutcome, SubmitReadings } from '../readings/submitReadings.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';

/** Needs of `createSubmissions`. */
export interface SubmissionParts {
  readonly submit: SubmitReadings;
  readonly store: Pick<ReadingStore, 'findNewest' | 'readHistory'> &
    Pick<RecordStore, 'getRecord' | 'listRecords'>;
  readonly files: Pick<FileService, 'findEvidence'>;
  readonly indicator: (id: string) => Indicator | undefined;
  readonly areas: readonly Area[];
  readonly agencyLabel: (code: AgencyCode) => string;
  readonly zone: string;
  readonly calendar: () => Promise<WorkCalendar>;
  readonly now: () => number;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
}

/** Forms: what to fill in, and what was filled in. */
export interface Submissions {
  /** Null where the indicator or the period is not one that people fill in. */
  form(indicator: string, period: string): Promise<FormView | null>;
  submit(request: SubmissionRequest, by: Actor): Promise<SubmitOutcome>;
}

/** Values before the period that a form looks at. */
const lookBack = 12;

/** Builds the use case. */
export function createSubmissions(parts: SubmissionParts): Submissions {
  return {
    async form(id, key) {
      const indicator = parts.indicator(id);
      const period = indicator && (await findPeriod(indicator, key, parts));
      return indicator && period ? buildForm(indicator, period, parts) : null;
    },
    async submit(request, by) {
      const indicator = parts.indicator(request.indicator);
      if (!indicator) return refuse('/indicator', 'unknown_indicator', { given: request.indicator });
      const period = await findPeriod(indicator, request.period, parts);
      if (!period) return refuse('/period', 'period', { given: request.period });
      const knownFaults = [
        ...(await findEvidenceFaults(request, indicator.agency, parts)),
        ...(await findReasonFaults(request, { indicator, period }, parts)),
      ];
      return send(request, { indicator, period, by, knownFaults }, parts);
    },
  };
}

function refuse(pointer: string, code: ReadingFault['code'], params: ReadingFault['params']): SubmitOutcome {
  return { kind: 'invalid', faults: [{ pointer, code, params }] };
}

async function findPeriod(
  indicator: Indicator,
  key: string,
  { zone, calendar }: SubmissionParts,
): Promise<OwedPeriod | null> {
  const parsed = parsePeriodKey(key);
  if (!parsed || !isOwed(indicator) || parsed.unit !== toCadenceUnit(indicator.cadence)) return null;
  const context: DueContext = { zone, calendar: await calendar() };
  return toOwedPeriod(key, indicator, context);
}

async function buildForm(
  indicator: Indicator,
  period: OwedPeriod,
  parts: SubmissionParts,
): Promise<FormView> {
  const { key, observedAt } = period;
  const areas = parts.areas.filter(({ level }) => indicator.levels.includes(level));
  const standing = await readStanding(areas, { indicator, observedAt }, parts);
  const held = (await parts.store.listRecords(
    'held',
    indicator.agency,
  )) as readonly StoredRecord<HeldReading>[];
  const waiting = new Map(held.map((record) => [record.id, record.body.reading.value]));
  const rows: FormRow[] = [];
  for (const [index, { code, name }] of areas.entries()) {
    const id = toHeldId({ indicator: indicator.id, area: code, observedAt });
    rows.push({
      area: code,
      name,
      current: toCurrent(standing[index] ?? null),
      held: waiting.has(id) ? { value: waiting.get(id) ?? null } : null,
      before: await readBefore(code, { indicator, observedAt }, parts),
    });
  }
  const lock = (await parts.store.getRecord('lock', indicator.id))?.body as { until?: number } | undefined;
  return {
    indicator: indicator.id,
    period: {
      key,
      label: { id: toPeriodLabel(key, 'id'), en: toPeriodLabel(key, 'en') },
      observedAt: new Date(observedAt).toISOString(),
      dueAt: new Date(period.dueAt).toISOString(),
      withoutCalendar: period.withoutCalendar,
      isLocked: observedAt <= (lock?.until ?? Number.NEGATIVE_INFINITY),
    },
    rows,
    at: new Date(parts.now()).toISOString(),
  };
}

interface SeriesAt {
  readonly indicator: Indicator;
  readonly observedAt: number;
}

async function readStanding(
  areas: readonly { readonly code: AreaCode }[],
  { indicator, observedAt }: SeriesAt,
  { store }: SubmissionParts,
): Promise<readonly (StandingValue | null)[]> {
  const found: (StandingValue | null)[] = [];
  for (let start = 0; start < areas.length; start += 500) {
    const keys = areas
      .slice(start, start + 500)
      .map(({ code }) => ({ indicator: indicator.id, area: code, observedAt }));
    found.push(...(await store.findNewest(keys)));
  }
  return found;
}

function toCurrent(standing: StandingValue | null): FormRow['current'] {
  if (!standing || standing.quality === 'bad') return null;
  const { value, verification, recordedAt } = standing;
  return { value, verification, recordedAt: new Date(recordedAt).toISOString() };
}

async function readBefore(
  area: AreaCode,
  { indicator, observedAt }: SeriesAt,
  { store }: SubmissionParts,
): Promise<FormRow['before']> {
  const { points } = await store.readHistory({
    indicator: indicator.id,
    area,
    from: 0,
    to: observedAt - 1,
    maxPoints: 1_000,
  });
  return points.slice(-lookBack).flatMap(toBefore);
}

function toBefore([at, value]: HistoryPoint): FormRow['before'] {
  return value === null ? [] : [{ value, period: null, observedAt: new Date(at).toISOString() }];
}

/** Every value that is odd or replaces one that stands, and says no reason. */
async function findReasonFaults(
  { readings }: SubmissionRequest,
  { indicator, period }: { indicator: Indicator; period: OwedPeriod },
  parts: SubmissionParts,
): Promise<ReadingFault[]> {
  const at = { indicator, observedAt: period.observedAt };
  const standing = await readStanding(
    readings.map(({ area }) => ({ code: area })),
    at,
    parts,
  );
  const faults: ReadingFault[] = [];
  for (const [index, { area, value, reason }] of readings.entries()) {
    if (reason) continue;
    const current = toCurrent(standing[index] ?? null);
    if (current?.value === value) continue;
    const before = (await readBefore(area, at, parts)).map((one) => one.value);
    if (current === null && findOdd(value, before) === null) continue;
    faults.push({ pointer: `/readings/${index}/reason`, code: 'reason_needed', params: {} });
  }
  return faults;
}

async function findEvidenceFaults(
  { evidence }: SubmissionRequest,
  agency: AgencyCode,
  { files }: SubmissionParts,
): Promise<ReadingFault[]> {
  const faults: ReadingFault[] = [];
  for (const [index, id] of evidence.entries()) {
    const file = await files.findEvidence(id);
    if (file?.owner !== agency) faults.push({ pointer: `/evidence/${index}`, code: 'evidence', params: {} });
  }
  return faults;
}

function send(
  request: SubmissionRequest,
  {
    indicator,
    period,
    by,
    knownFaults,
  }: { indicator: Indicator; period: OwedPeriod; by: Actor; knownFaults: readonly ReadingFault[] },
  { submit, agencyLabel, hash }: SubmissionParts,
): Promise<SubmitOutcome> {
  const { agency } = indicator;
  return submit({
    body: {
      readings: request.readings.map(({ area, value, note, reason }) => ({
        indicator: indicator.id,
        area,
        value,
        observedAt: new Date(period.observedAt).toISOString(),
        period: toPeriodLabel(period.key, 'id'),
        ...(note || reason ? { note: [note, reason].filter(Boolean).join(' · ') } : {}),
        ...(reason ? { correction: true } : {}),
      })),
    },
    agency,
    source: { key: `agency:${agency}`, label: agencyLabel(agency) },
    actor: by,
    way: 'form',
    knownFaults,
    subject: `${indicator.id}|${period.key}`,
    detail: request.evidence.length > 0 ? { evidence: request.evidence } : {},
    idempotency: { scope: `form:${by.id}`, key: request.key, bodyHash: hash(JSON.stringify(request)) },
  });
}
