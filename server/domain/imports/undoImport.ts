import type { Indicator } from '#shared/model/indicator.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { toNote } from '../audit/toNote.ts';
import type { StreamWriter } from '../live/createStreamWriter.ts';
import { type Actor, toActorText } from '../people/actor.ts';
import type { HeldReading } from '../readings/holdReadings.ts';
import type { NewReading } from '../readings/readingStore.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import { PeriodLockedError, RecordConflictError } from '../storeErrors.ts';
import type { ReadingVersion, VerificationStore } from '../verification/verificationStore.ts';
import type { ImportBody, ImportCase } from './createImports.ts';

/** Needs of `undoImport`. */
export interface UndoParts {
  readonly writer: Pick<StreamWriter, 'append'>;
  readonly store: Pick<RecordStore, 'listRecords'> & Pick<VerificationStore, 'readVersions'>;
  readonly indicator: (id: string) => Indicator | undefined;
  readonly now: () => number;
}

/** How taking back ended; `changed` names cells whose value was corrected or verified since: nothing was taken back. */
export type UndoOutcome =
  | { readonly kind: 'undone'; readonly restored: number; readonly withdrawn: number }
  | { readonly kind: 'changed'; readonly refs: readonly string[] }
  | { readonly kind: 'locked' }
  | { readonly kind: 'state' };

/**
 * Takes a stored file back, all of it or nothing. History keeps everything: where a value stood before it stands again, as a
 * correction; where none stood the value is marked as bad, so that nothing counts it.
 */
export async function undoImport(
  one: ImportCase,
  record: StoredRecord<ImportBody>,
  { by, reason, parts }: { readonly by: Actor; readonly reason: string; readonly parts: UndoParts },
): Promise<UndoOutcome> {
  if (record.body.state !== 'committed') return { kind: 'state' };
  const { readings, changed, restored } = await reverse(one, reason, parts);
  if (changed.length > 0) return { kind: 'changed', refs: changed };
  const held = (await parts.store.listRecords('held', one.agency)) as readonly StoredRecord<HeldReading>[];
  const waiting = held.filter(({ body }) => body.importId === one.id);
  const at = parts.now();
  const withdrawn = readings.length - restored + waiting.length;
  try {
    await parts.writer.append({
      readings,
      source: { key: `agency:${one.agency}`, label: one.agency },
      receivedAt: at,
      actor: toActorText(by),
      audit: toNote(by, {
        at,
        action: 'import.undo',
        subject: `import:${one.id}`,
        after: { reason, restored, withdrawn },
      }),
      records: [
        { kind: 'import', id: one.id, body: { ...record.body, state: 'undone' }, expect: record.version },
        ...waiting.map(({ id, version }) => ({ kind: 'held', id, body: null, expect: version }) as const),
      ],
    });
  } catch (error) {
    if (error instanceof PeriodLockedError) return { kind: 'locked' };
    // Something was corrected since it was looked at.
    const refs = error instanceof RecordConflictError ? (await reverse(one, reason, parts)).changed : [];
    if (refs.length > 0) return { kind: 'changed', refs };
    throw error;
  }
  return { kind: 'undone', restored, withdrawn };
}

interface Reversed {
  readonly readings: readonly NewReading[];
  /** Cells whose value is another one by now. */
  readonly changed: readonly string[];
  /** How many of the readings bring back what stood before. */
  readonly restored: number;
}

async function reverse(
  one: ImportCase,
  reason: string,
  { store, indicator: find }: UndoParts,
): Promise<Reversed> {
  const readings: NewReading[] = [];
  const changed: string[] = [];
  let restored = 0;
  for (const row of one.rows) {
    const versions = await store.readVersions(row.indicator, row.area, row.observedAt);
    const mine = versions.find((version) => isOf(version, one.id));
    if (!mine) continue;
    const indicator = find(row.indicator);
    if (versions.at(-1) !== mine || mine.steps.length > 0 || !indicator) {
      changed.push(row.ref);
      continue;
    }
    const before = versions.at(-2);
    if (before) restored += 1;
    readings.push(toReversal(row, { mine, before, indicator, reason }));
  }
  return { readings, changed, restored };
}

function isOf({ audit }: ReadingVersion, id: string): boolean {
  return (audit?.after as { import?: string } | null)?.import === id;
}

function toReversal(
  { indicator: id, area, observedAt }: ImportCase['rows'][number],
  {
    mine,
    before,
    indicator,
    reason,
  }: { mine: ReadingVersion; before: ReadingVersion | undefined; indicator: Indicator; reason: string },
): NewReading {
  const stands = before ?? { value: mine.value, quality: 'bad' as const, period: mine.period };
  return {
    indicator: id,
    area,
    observedAt,
    value: stands.value,
    quality: stands.quality,
    origin: mine.origin,
    verification: 'verified',
    ...(stands.period === null ? {} : { period: stands.period }),
    note: reason,
    correction: true,
    expectVersion: mine.version,
    restatedForMs: toApproximateMs(indicator.restatedFor),
  };
}
