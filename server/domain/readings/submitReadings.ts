import type { AgencyCode, IndicatorId } from '#shared/model/ids.ts';
import type { Origin, WayIn } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import { maxReadingsPerCall } from '#shared/protocol/limits.ts';
import { toNote } from '../audit/toNote.ts';
import type { StreamWriter } from '../live/createStreamWriter.ts';
import { type Actor, toActorText } from '../people/actor.ts';
import type { RecordChange } from '../records/recordStore.ts';
import { PeriodLockedError } from '../storeErrors.ts';
import { type CheckContext, checkReading, type ReadingFault, type ReadingRules } from './checkReading.ts';
import { type HoldStore, type Placed, splitHeld } from './holdReadings.ts';
import type { AppendBatch } from './readingStore.ts';

/** One call of an agency or of a feed: everything in `body` is kept, or nothing. */
export interface Submission {
  /** As it came in: `{readings: [...]}`; nothing about it is trusted. */
  readonly body: unknown;
  /** Agency of the token; null for the server's own feeds, which may write all indicators. */
  readonly agency: AgencyCode | null;
  readonly source: Source;
  readonly actor: Actor;
  readonly way: WayIn;
  /** Origin of readings that name none; `reported` where left out. */
  readonly defaultOrigin?: Origin;
  readonly idempotency?: AppendBatch['idempotency'];
  /** The only indicators that the sender may write; all of its agency where left out. */
  readonly indicators?: readonly IndicatorId[] | null;
  /** What the door before this one found: nothing is stored, and all is told at once. */
  readonly knownFaults?: readonly ReadingFault[];
  /** Cell, topic or row of each reading, by its place in `readings`. */
  readonly refs?: readonly (string | undefined)[];
  /** What the audit says of it beside the way: file, form, device. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** What the audit calls it; the source where left out. */
  readonly subject?: string;
  /** Spreadsheet it comes with, so that all of it can be taken back. */
  readonly importId?: string;
  /** Records that change in the same transaction. */
  readonly records?: readonly RecordChange[];
  /** True for the walidata's own corrections: they may touch a locked period. */
  readonly opensLocks?: boolean;
}

/** Receipt of a durable batch. `held` of the recorded ones wait for the walidata before anyone sees them. */
export interface Receipt {
  readonly recorded: number;
  readonly held: number;
  readonly duplicates: number;
  readonly seq: number;
}

/** `forbidden` names only what is not the sender's; `invalid` names every fault at once. Nothing was kept in either case. */
export type SubmitOutcome =
  | { readonly kind: 'recorded'; readonly receipt: Receipt; readonly replayed: boolean }
  | { readonly kind: 'forbidden'; readonly faults: readonly ReadingFault[] }
  | { readonly kind: 'invalid'; readonly faults: readonly ReadingFault[] };

/** May throw `StoreUnavailableError`, `IdempotencyConflictError` and, where records change with it, `RecordConflictError`. */
export type SubmitReadings = (submission: Submission) => Promise<SubmitOutcome>;

/** Needs of `createSubmitReadings`. */
export interface SubmitParts {
  readonly writer: Pick<StreamWriter, 'append'>;
  readonly store: HoldStore;
  readonly rules: ReadingRules;
  readonly now: () => number;
  /** True in a demo and a drill only. */
  readonly allowSimulated: boolean;
  /** True in a drill: nothing else is taken, whoever sends it. */
  readonly onlySimulated?: boolean;
}

/** A body can hold at most this many faults worth reporting; the rest would only bury them. */
const maxFaults = 1_000;

/** Builds the use case: may you, is it valid, then keep it. */
export function createSubmitReadings(parts: SubmitParts): SubmitReadings {
  return async (submission) => {
    const now = parts.now();
    const context: CheckContext = {
      rules: parts.rules,
      now,
      agency: submission.agency,
      allowSimulated: parts.allowSimulated,
      ...(parts.onlySimulated ? { onlySimulated: true } : {}),
      defaultOrigin: submission.defaultOrigin ?? 'reported',
      ...(submission.indicators ? { indicators: submission.indicators } : {}),
    };
    const { readings, faults } = checkBody(submission.body, context, submission.refs);
    faults.push(...(submission.knownFaults ?? []));
    const forbidden = faults.filter((fault) => fault.code === 'forbidden');
    if (forbidden.length > 0) return { kind: 'forbidden', faults: forbidden };
    if (faults.length > 0) return { kind: 'invalid', faults };
    return keep(parts, submission, { readings, now });
  };
}

/** Stores what passed every check: what is shown at once as readings, the rest where only the walidata sees it. */
async function keep(
  { writer, store }: SubmitParts,
  submission: Submission,
  { readings, now }: { readings: readonly Placed[]; now: number },
): Promise<SubmitOutcome> {
  const { source, actor, way } = submission;
  const { shown, held, duplicates, locked } = await splitHeld(readings, store, {
    source,
    actor,
    way,
    at: now,
    ...(submission.importId === undefined ? {} : { importId: submission.importId }),
  });
  if (locked.length > 0) return { kind: 'invalid', faults: toLockedFaults(locked) };
  const { detail, subject, records = [] } = submission;
  try {
    const result = await writer.append({
      readings: shown.map(({ reading }) => reading),
      source,
      receivedAt: now,
      actor: toActorText(actor),
      audit: toNote(actor, {
        at: now,
        action: 'reading.record',
        subject: subject ?? source.key,
        after: { way, readings: shown.length, ...(held.length > 0 ? { held: held.length } : {}), ...detail },
      }),
      records: [...records, ...held],
      held: held.length,
      ...(submission.opensLocks ? { opensLocks: true } : {}),
      ...(submission.idempotency ? { idempotency: submission.idempotency } : {}),
    });
    const receipt = {
      recorded: result.recorded,
      held: result.replayed ? 0 : held.length,
      duplicates: result.duplicates + (result.replayed ? 0 : duplicates),
      seq: result.seq,
    };
    return { kind: 'recorded', receipt, replayed: result.replayed };
  } catch (error) {
    if (!(error instanceof PeriodLockedError)) throw error;
    const places = error.indexes.map((index) => shown[index]?.index ?? index);
    return { kind: 'invalid', faults: toLockedFaults(places) };
  }
}

function toLockedFaults(places: readonly number[]): ReadingFault[] {
  return places.map((index) => ({ pointer: `/readings/${index}/observedAt`, code: 'locked', params: {} }));
}

function checkBody(
  body: unknown,
  context: CheckContext,
  refs: Submission['refs'],
): { readings: Placed[]; faults: ReadingFault[] } {
  const readings: Placed[] = [];
  const faults: ReadingFault[] = [];
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    faults.push({ pointer: '', code: 'type', params: { expected: 'object' } });
    return { readings, faults };
  }
  for (const key of Object.keys(body)) {
    if (key !== 'readings') faults.push({ pointer: `/${key.slice(0, 80)}`, code: 'unknown_key', params: {} });
  }
  const list = (body as { readings?: unknown }).readings;
  if (!Array.isArray(list)) {
    const code = list === undefined ? 'required' : 'type';
    faults.push({ pointer: '/readings', code, params: { expected: 'array' } });
  } else if (list.length < 1) {
    faults.push({ pointer: '/readings', code: 'required', params: {} });
  } else if (list.length > maxReadingsPerCall) {
    faults.push({ pointer: '/readings', code: 'too_many', params: { max: maxReadingsPerCall } });
  } else {
    for (let index = 0; index < list.length && faults.length < maxFaults; index += 1) {
      const reading = checkReading(list[index], `/readings/${index}`, context, faults);
      const ref = refs?.[index];
      if (reading)
        readings.push({
          index,
          reading: ref === undefined ? reading : { ...reading, ref },
          hold: isHeld(reading.indicator, context),
        });
    }
  }
  return { readings, faults };
}

/** True where the region shows no figure of this indicator before the walidata has looked at it. */
function isHeld(id: string, { rules }: CheckContext): boolean {
  const indicator = rules.indicator(id);
  return indicator?.verificationNeeded === true && !indicator.showProvisional;
}
