import type { AgencyCode } from '#shared/model/ids.ts';
import type { Origin } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import { maxReadingsPerCall } from '#shared/protocol/limits.ts';
import type { StreamWriter } from '../live/createStreamWriter.ts';
import { type CheckContext, checkReading, type ReadingFault, type ReadingRules } from './checkReading.ts';
import type { AppendBatch, NewReading } from './readingStore.ts';

/** One call of an agency or of a feed: everything in `body` is kept, or nothing. */
export interface Submission {
  /** As it came in: `{readings: [...]}`; nothing about it is trusted. */
  readonly body: unknown;
  /** Agency of the token; null for the server's own feeds, which may write all indicators. */
  readonly agency: AgencyCode | null;
  readonly source: Source;
  /** Token id or feed id. */
  readonly actor: string;
  /** Origin of readings that name none; `reported` where left out. */
  readonly defaultOrigin?: Origin;
  readonly idempotency?: AppendBatch['idempotency'];
}

/** Receipt of a durable batch. */
export interface Receipt {
  readonly recorded: number;
  readonly duplicates: number;
  readonly seq: number;
}

/** `forbidden` names only what is not the sender's; `invalid` names every fault at once. Nothing was kept in either case. */
export type SubmitOutcome =
  | { readonly kind: 'recorded'; readonly receipt: Receipt; readonly replayed: boolean }
  | { readonly kind: 'forbidden'; readonly faults: readonly ReadingFault[] }
  | { readonly kind: 'invalid'; readonly faults: readonly ReadingFault[] };

/** May throw `StoreUnavailableError` and `IdempotencyConflictError`. */
export type SubmitReadings = (submission: Submission) => Promise<SubmitOutcome>;

/** Needs of `createSubmitReadings`. */
export interface SubmitParts {
  readonly writer: Pick<StreamWriter, 'append'>;
  readonly rules: ReadingRules;
  readonly now: () => number;
  /** True in a demo and a drill only. */
  readonly allowSimulated: boolean;
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
      defaultOrigin: submission.defaultOrigin ?? 'reported',
    };
    const { readings, faults } = checkBody(submission.body, context);
    const forbidden = faults.filter((fault) => fault.code === 'forbidden');
    if (forbidden.length > 0) return { kind: 'forbidden', faults: forbidden };
    if (faults.length > 0) return { kind: 'invalid', faults };
    const { recorded, duplicates, seq, replayed } = await parts.writer.append({
      readings,
      source: submission.source,
      receivedAt: now,
      actor: submission.actor,
      ...(submission.idempotency ? { idempotency: submission.idempotency } : {}),
    });
    return { kind: 'recorded', receipt: { recorded, duplicates, seq }, replayed };
  };
}

function checkBody(body: unknown, context: CheckContext): { readings: NewReading[]; faults: ReadingFault[] } {
  const readings: NewReading[] = [];
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
      if (reading) readings.push(reading);
    }
  }
  return { readings, faults };
}
