import type { WayIn } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import type { Actor } from '../people/actor.ts';
import type { RecordChange, RecordStore } from '../records/recordStore.ts';
import type { VerificationStore } from '../verification/verificationStore.ts';
import type { NewReading } from './readingStore.ts';

/** A checked reading with its place in what was sent. */
export interface Placed {
  readonly index: number;
  readonly reading: NewReading;
  /** True where nobody but the walidata may see it yet. */
  readonly hold: boolean;
}

/** What holding must know of the store. */
export type HoldStore = Pick<RecordStore, 'getRecord'> & Pick<VerificationStore, 'readVersions'>;

/** Body of a `held` record: all that is needed to record it later in its sender's name. */
export interface HeldReading {
  readonly reading: NewReading;
  readonly source: Source;
  readonly actor: Actor;
  readonly way: WayIn;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Spreadsheet it came with. */
  readonly importId?: string;
  /** First of two looks, where it was taken. */
  readonly firstLook?: { readonly actor: string; readonly label: string; readonly at: number };
}

/** Id of the record that holds a reading. */
export function toHeldId({
  indicator,
  area,
  observedAt,
}: Pick<NewReading, 'indicator' | 'area' | 'observedAt'>) {
  return `${indicator}|${area}|${observedAt}`;
}

/** Parts readings that are shown at once from those that wait, and finds waiting ones that say nothing new or touch a lock. */
export async function splitHeld(
  placed: readonly Placed[],
  store: HoldStore,
  sender: Omit<HeldReading, 'reading' | 'firstLook'>,
): Promise<{ shown: Placed[]; held: RecordChange[]; duplicates: number; locked: number[] }> {
  const shown: Placed[] = [];
  const locked: number[] = [];
  const held = new Map<string, RecordChange>();
  let duplicates = 0;
  for (const one of placed) {
    const { reading } = one;
    if (!one.hold) {
      shown.push(one);
      continue;
    }
    const id = toHeldId(reading);
    const waiting = (held.get(id)?.body ?? (await store.getRecord('held', id))?.body) as
      | HeldReading
      | undefined;
    if (await isKnown(reading, waiting, store)) duplicates += 1;
    else if (reading.observedAt <= (await readLock(reading.indicator, store))) locked.push(one.index);
    else held.set(id, { kind: 'held', id, owner: sender.actor.agency, body: { ...sender, reading } });
  }
  return { shown, held: [...held.values()], duplicates, locked };
}

async function isKnown(
  { indicator, area, observedAt, value }: NewReading,
  waiting: HeldReading | undefined,
  store: HoldStore,
): Promise<boolean> {
  if (waiting) return waiting.reading.value === value;
  return (await store.readVersions(indicator, area, observedAt)).at(-1)?.value === value;
}

async function readLock(indicator: string, store: HoldStore): Promise<number> {
  const body = (await store.getRecord('lock', indicator))?.body as { until?: number } | undefined;
  return body?.until ?? Number.NEGATIVE_INFINITY;
}
