import type { AgencyCode, IndicatorId, PillarId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { QueueItem } from '#shared/model/verification.ts';
import { toActorText } from '../people/actor.ts';
import type { HeldReading } from '../readings/holdReadings.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import type { TakenStep, UnverifiedReading, VerificationStore } from './verificationStore.ts';

/** What the queue is read from. */
export interface QueueSource {
  readonly store: Pick<VerificationStore, 'listUnverified'> & Pick<RecordStore, 'listRecords'>;
  readonly indicators: readonly Indicator[];
  /** Name of an actor `kind:id`. */
  readonly nameOf: (actor: string) => string;
}

/** Which figures to list. */
export interface QueueFilter {
  readonly agency?: AgencyCode;
  readonly pillar?: PillarId;
}

/** A screen shows no more at once; what is decided makes room for the rest. */
const maxItems = 1_000;

/** Figures that wait for the walidata, the longest waiting first, with whether there are more than fit. */
export async function listQueue(
  { store, indicators, nameOf }: QueueSource,
  filter: QueueFilter,
): Promise<{ items: QueueItem[]; more: boolean }> {
  const wanted = new Map<string, Indicator>();
  for (const indicator of indicators) {
    if (!indicator.verificationNeeded) continue;
    if (filter.agency !== undefined && indicator.agency !== filter.agency) continue;
    if (filter.pillar !== undefined && indicator.pillar !== filter.pillar) continue;
    wanted.set(indicator.id, indicator);
  }
  const shown = await store.listUnverified([...wanted.keys()] as IndicatorId[], maxItems + 1);
  const held = (await store.listRecords('held', filter.agency)) as readonly StoredRecord<HeldReading>[];
  const items = [
    ...shown.flatMap((one) => toShownItem(one, wanted.get(one.indicator), nameOf)),
    ...held.flatMap((one) => toHeldItem(one, wanted.get(one.body.reading.indicator), nameOf)),
  ].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
  return { items: items.slice(0, maxItems), more: items.length > maxItems };
}

function toShownItem(
  reading: UnverifiedReading,
  indicator: Indicator | undefined,
  nameOf: QueueSource['nameOf'],
): QueueItem[] {
  if (!indicator) return [];
  const { observedAt, recordedAt, origin: _origin, steps, ...rest } = reading;
  return [
    {
      ...rest,
      agency: indicator.agency,
      observedAt: new Date(observedAt).toISOString(),
      recordedAt: new Date(recordedAt).toISOString(),
      held: false,
      by: nameOf(reading.actor),
      stepsNeeded: indicator.verificationSteps,
      steps: steps.map((step) => toStep(step, nameOf)),
    },
  ];
}

function toStep(
  { step, final, at, actor }: TakenStep,
  nameOf: QueueSource['nameOf'],
): QueueItem['steps'][number] {
  return { step, final, at: new Date(at).toISOString(), by: nameOf(actor) };
}

function toHeldItem(
  record: StoredRecord<HeldReading>,
  indicator: Indicator | undefined,
  nameOf: QueueSource['nameOf'],
): QueueItem[] {
  if (!indicator) return [];
  const { reading, actor, firstLook } = record.body;
  return [
    {
      indicator: reading.indicator,
      area: reading.area,
      agency: indicator.agency,
      observedAt: new Date(reading.observedAt).toISOString(),
      version: record.version,
      held: true,
      value: reading.value,
      previous: null,
      period: reading.period ?? null,
      note: reading.note ?? null,
      recordedAt: new Date(record.body.at).toISOString(),
      actor: toActorText(actor),
      by: nameOf(toActorText(actor)),
      stepsNeeded: indicator.verificationSteps,
      steps: firstLook
        ? [{ step: 1, final: false, at: new Date(firstLook.at).toISOString(), by: firstLook.label }]
        : [],
    },
  ];
}
