import type { AlarmRule } from '#shared/model/alarm.ts';
import {
  type DrillEvent,
  type DrillScenario,
  type DrillStep,
  drillWord,
  maxDrillStrokes,
} from '#shared/model/drillScenario.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { EventStore } from '../events/eventStore.ts';
import type { ReadingStore } from '../readings/readingStore.ts';

/** Needs of `recordScenario`. */
export interface RecordingParts {
  readonly store: Pick<ReadingStore, 'readHistory'> & Pick<EventStore, 'listBetween'>;
  /** The present of every series: what has spoken at all. */
  readonly records: () => Iterable<LiveRecord>;
  /** Rules that the room changed: the drill raises alarms by them too. */
  readonly changedRules: () => Promise<readonly AlarmRule[]>;
}

/** What a scenario is built from. Epoch milliseconds. */
export interface RecordingSpan {
  readonly id: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

/** A scenario with whether every reading found a place in it. */
export interface Recording {
  readonly scenario: DrillScenario;
  readonly thinned: boolean;
}

const most = { series: 2_000, events: 200, pointsPerSeries: 2_000 } as const;

/** Builds a scenario from what really was between two instants; where there is too much, readings are thinned evenly. */
export async function recordScenario(parts: RecordingParts, span: RecordingSpan): Promise<Recording> {
  const { id, title, from, to } = span;
  const events = (await parts.store.listBetween(from, to, most.events)).map((event, index) =>
    toEventStep(event, index, span),
  );
  const series = listSeries(parts.records(), from);
  const { steps, thinned } = await readSteps(parts, series, span);
  const room = maxDrillStrokes - 2 * events.length;
  const kept = thin(steps, room);
  const scenario: DrillScenario = {
    id,
    title: { id: title, en: title },
    about: {
      id: 'Rekaman dari yang sungguh terjadi, diputar ulang sebagai latihan.',
      en: 'A recording of what really was, played again as an exercise.',
    },
    minutes: Math.max(1, Math.ceil((to - from) / 60_000)),
    rules: (await parts.changedRules()).map(toDrillRule),
    resting: [],
    steps: [...kept, ...events],
    expect: [],
  };
  return { scenario, thinned: thinned || kept.length < steps.length };
}

function listSeries(records: Iterable<LiveRecord>, from: number): LiveRecord[] {
  const series: LiveRecord[] = [];
  // A series whose newest value is older than the span has none within it.
  for (const record of records) if (record.observedAt >= from) series.push(record);
  return series;
}

type ReadingStep = Extract<DrillStep, { kind: 'reading' }>;

async function readSteps(
  { store }: RecordingParts,
  series: readonly LiveRecord[],
  { from, to }: RecordingSpan,
): Promise<{ steps: ReadingStep[]; thinned: boolean }> {
  const steps: ReadingStep[] = [];
  let thinned = series.length > most.series;
  // Twice what fits in all, so that quiet series leave room for busy ones and memory stays bounded.
  const share = Math.ceil((2 * maxDrillStrokes) / Math.min(most.series, Math.max(1, series.length)));
  const maxPoints = Math.min(most.pointsPerSeries, share);
  for (const { indicator, area } of series.slice(0, most.series)) {
    const history = await store.readHistory({ indicator, area, from, to, maxPoints });
    thinned ||= history.downsampled;
    for (const [at, value] of history.points) {
      if (value === null || at < from || at > to) continue;
      steps.push({ kind: 'reading', afterSeconds: (at - from) / 1_000, indicator, area, value });
    }
  }
  return { steps: steps.sort((a, b) => a.afterSeconds - b.afterSeconds), thinned };
}

/** Every so-manieth, over the whole span. */
function thin(steps: readonly ReadingStep[], most: number): readonly ReadingStep[] {
  if (steps.length <= most) return steps;
  return Array.from({ length: most }, (_, index) => steps[Math.floor((index * steps.length) / most)]).filter(
    (step) => step !== undefined,
  );
}

function toEventStep(event: RegionEvent, index: number, { from, to }: RecordingSpan): DrillStep {
  const beginsAt = Math.max(from, event.startsAt);
  const isEnding = event.endsAt !== null && event.endsAt <= to;
  const { kind, severity, areas, point, magnitude, depthKm, distanceKm, floodDepthCm } = event;
  const drilled: DrillEvent = {
    id: `recorded-${index + 1}`,
    kind,
    severity,
    title: toMarked(event.title, 300),
    ...(event.text === undefined ? {} : { text: event.text }),
    endsAfterSeconds: isEnding ? Math.max(0, ((event.endsAt ?? to) - beginsAt) / 1_000) : null,
    areas,
    ...(point === null ? {} : { point }),
    ...(magnitude === undefined ? {} : { magnitude }),
    ...(depthKm === undefined ? {} : { depthKm }),
    ...(distanceKm === undefined ? {} : { distanceKm }),
    ...(floodDepthCm === undefined ? {} : { floodDepthCm }),
  };
  return { kind: 'event', afterSeconds: (beginsAt - from) / 1_000, event: drilled };
}

function toMarked(text: string, max: number): string {
  return (text.startsWith(`${drillWord}: `) ? text : `${drillWord}: ${text}`).slice(0, max);
}

function toDrillRule(rule: AlarmRule): AlarmRule {
  return { ...rule, name: { id: toMarked(rule.name.id, 600), en: toMarked(rule.name.en, 600) } };
}
