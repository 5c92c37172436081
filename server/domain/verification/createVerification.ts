import type { AgencyCode, AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Decision, DecisionResult } from '#shared/model/verification.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { toNote } from '../audit/toNote.ts';
import type { StreamWriter } from '../live/createStreamWriter.ts';
import { type Actor, toActorText } from '../people/actor.ts';
import { type HeldReading, toHeldId } from '../readings/holdReadings.ts';
import type { RecordChange, RecordStore, StoredRecord } from '../records/recordStore.ts';
import { RecordConflictError } from '../storeErrors.ts';
import type { ReadingVersion, VerificationStore } from './verificationStore.ts';

type Outcome = DecisionResult['outcome'];

/** Needs of `createVerification`. */
export interface VerificationParts {
  readonly writer: Pick<StreamWriter, 'append' | 'addSteps'>;
  readonly store: Pick<VerificationStore, 'readVersions'> & Pick<RecordStore, 'getRecord' | 'changeRecords'>;
  readonly indicator: (id: string) => Indicator | undefined;
  readonly now: () => number;
  /** Records that tell the sender of a figure that was turned down; they change in the same transaction. */
  readonly toNotices: (rejected: RejectedFigure) => readonly RecordChange[];
}

/** A figure that was turned down, for the notice to its agency. */
export interface RejectedFigure {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly agency: AgencyCode;
  readonly observedAt: number;
  readonly period: string | null;
  readonly value: number | null;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** The walidata's decisions. */
export interface Verification {
  /** Decides of each figure on its own: one that changed meanwhile does not hold the others up. In the order given. */
  decide(items: readonly Decision[], by: Actor): Promise<readonly DecisionResult[]>;
}

/** One figure on its way through a decision. */
interface Case {
  readonly item: Decision;
  readonly indicator: Indicator;
  readonly observedAt: number;
  readonly by: Actor;
  readonly at: number;
}

/** Builds the use case: who may, in which order, and what is written. */
export function createVerification(parts: VerificationParts): Verification {
  const decideOne = async (item: Decision, by: Actor): Promise<Outcome> => {
    const indicator = parts.indicator(item.indicator);
    if (!indicator) return 'unknown';
    if (item.decision === 'reject' && !item.reason) return 'reason-needed';
    const one: Case = { item, indicator, observedAt: Date.parse(item.observedAt), by, at: parts.now() };
    try {
      return await (item.held ? decideHeld(one, parts) : decideShown(one, parts));
    } catch (error) {
      if (error instanceof RecordConflictError) return 'changed';
      throw error;
    }
  };
  return {
    async decide(items, by) {
      const results: DecisionResult[] = [];
      for (const [index, item] of items.entries())
        results.push({ index, outcome: await decideOne(item, by) });
      return results;
    },
  };
}

async function decideShown(one: Case, parts: VerificationParts): Promise<Outcome> {
  const { item, observedAt, by } = one;
  const versions = await parts.store.readVersions(item.indicator, item.area, observedAt);
  const newest = versions.at(-1);
  if (!newest) return 'unknown';
  const isSettled = newest.quality === 'bad' || newest.verification === 'verified';
  if (newest.version !== item.version || isSettled || newest.steps.some((step) => step.final))
    return 'changed';
  if (item.decision === 'reject') return rejectShown(one, newest, parts);
  if (newest.actor === toActorText(by)) return 'own-figure';
  if (newest.steps.some((step) => step.actor === toActorText(by))) return 'same-person';
  const step = newest.steps.length + 1;
  const final = step >= one.indicator.verificationSteps;
  const note = toNote(by, {
    ...toDeed(one, newest.value),
    action: 'verification.verify',
    after: { step, final },
  });
  const key = { indicator: item.indicator, area: item.area, observedAt, version: item.version };
  await parts.writer.addSteps([{ ...key, step, final }], note);
  return final ? 'verified' : 'first-look';
}

/** The number stays in history, marked as bad: never counted, never shown as if it held. */
async function rejectShown(one: Case, newest: ReadingVersion, parts: VerificationParts): Promise<Outcome> {
  const { item, indicator, observedAt, by, at } = one;
  const reason = item.reason ?? '';
  await parts.writer.append({
    readings: [
      {
        indicator: item.indicator,
        area: item.area,
        value: newest.value,
        observedAt,
        origin: newest.origin,
        quality: 'bad',
        verification: 'verified',
        ...(newest.period === null ? {} : { period: newest.period }),
        note: reason,
        correction: true,
        expectVersion: newest.version,
        restatedForMs: toApproximateMs(indicator.restatedFor),
      },
    ],
    source: newest.source,
    receivedAt: at,
    actor: toActorText(by),
    audit: toNote(by, { ...toDeed(one, newest.value), action: 'verification.reject', after: { reason } }),
    records: parts.toNotices(toRejected(one, newest.value, newest.period)),
    opensLocks: true,
  });
  return 'rejected';
}

async function decideHeld(one: Case, parts: VerificationParts): Promise<Outcome> {
  const { item, observedAt, by } = one;
  const id = toHeldId({ indicator: item.indicator, area: item.area, observedAt });
  const record = (await parts.store.getRecord('held', id)) as StoredRecord<HeldReading> | null;
  if (!record) return 'unknown';
  // What was turned down and sent again begins at version 1: only its instant tells it from the one that was looked at.
  const isSeen = item.recordedAt !== undefined && Date.parse(item.recordedAt) === record.body.at;
  if (record.version !== item.version || !isSeen) return 'changed';
  if (item.decision === 'reject') return rejectHeld(one, record, parts);
  if (toActorText(record.body.actor) === toActorText(by)) return 'own-figure';
  const { firstLook } = record.body;
  if (firstLook?.actor === toActorText(by)) return 'same-person';
  if (one.indicator.verificationSteps > 1 && !firstLook) return lookFirst(one, record, parts);
  return release(one, record, parts);
}

async function lookFirst(
  one: Case,
  record: StoredRecord<HeldReading>,
  parts: VerificationParts,
): Promise<Outcome> {
  const { by, at } = one;
  const body: HeldReading = { ...record.body, firstLook: { actor: toActorText(by), label: by.label, at } };
  await parts.store.changeRecords(
    [{ kind: 'held', id: record.id, body, expect: record.version }],
    toNote(by, {
      ...toDeed(one, record.body.reading.value),
      action: 'verification.verify',
      after: { step: 1, final: false },
    }),
  );
  return 'first-look';
}

/** From now on everyone sees it, in its sender's name. */
async function release(
  one: Case,
  record: StoredRecord<HeldReading>,
  parts: VerificationParts,
): Promise<Outcome> {
  const { item, observedAt, by, at } = one;
  const { reading, source, actor } = record.body;
  const step = one.indicator.verificationSteps;
  await parts.writer.append({
    readings: [{ ...reading, verification: 'verified' }],
    source,
    receivedAt: at,
    actor: toActorText(actor),
    audit: toNote(by, {
      ...toDeed(one, reading.value),
      action: 'verification.verify',
      after: { step, final: true },
    }),
    records: [{ kind: 'held', id: record.id, body: null, expect: record.version }],
    opensLocks: true,
  });
  const newest = (await parts.store.readVersions(item.indicator, item.area, observedAt)).at(-1);
  if (newest && newest.version > 1 && newest.steps.length === 0) {
    // A correction stands as restated: the look that let it through is kept with it.
    const key = { indicator: item.indicator, area: item.area, observedAt, version: newest.version };
    const note = toNote(by, {
      ...toDeed(one, reading.value),
      action: 'verification.step',
      after: { step: 1 },
    });
    await parts.writer.addSteps([{ ...key, step: 1, final: true }], note);
  }
  return 'verified';
}

async function rejectHeld(
  one: Case,
  record: StoredRecord<HeldReading>,
  parts: VerificationParts,
): Promise<Outcome> {
  const { reading } = record.body;
  const notices = parts.toNotices(toRejected(one, reading.value, reading.period ?? null));
  await parts.store.changeRecords(
    [{ kind: 'held', id: record.id, body: null, expect: record.version }, ...notices],
    toNote(one.by, {
      ...toDeed(one, reading.value),
      action: 'verification.reject',
      after: { reason: one.item.reason ?? '' },
    }),
  );
  return 'rejected';
}

function toDeed({ item, observedAt, at }: Case, value: number | null) {
  return {
    at,
    subject: toHeldId({ indicator: item.indicator, area: item.area, observedAt }),
    before: { value },
  };
}

function toRejected(
  { item, indicator, observedAt, by, at }: Case,
  value: number | null,
  period: string | null,
): RejectedFigure {
  const { agency } = indicator;
  const reason = item.reason ?? '';
  return {
    indicator: item.indicator,
    area: item.area,
    agency,
    observedAt,
    period,
    value,
    reason,
    by: by.label,
    at,
  };
}
