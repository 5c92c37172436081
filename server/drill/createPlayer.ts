import type { DrillLine } from '#shared/model/drill.ts';
import { drillWord } from '#shared/model/drillScenario.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { DrillStroke } from '../domain/drills/schedule.ts';

/** A reading that is due. Epoch milliseconds. */
export interface DueReading
  extends Pick<Extract<DrillStroke, { kind: 'reading' }>, 'indicator' | 'area' | 'value'> {
  readonly observedAt: number;
}

/** Needs of `createPlayer`. */
export interface PlayerParts {
  /** In order of time. */
  readonly strokes: readonly DrillStroke[];
  /** Title of the scenario. */
  readonly title: string;
  /** Seconds of the scenario in a real one. */
  readonly speed: number;
  /** When the scenario begins. */
  readonly playsAt: number;
  readonly now: () => number;
  readonly submit: (readings: readonly DueReading[]) => Promise<void>;
  readonly putEvents: (events: readonly RegionEvent[]) => Promise<unknown>;
}

/** Plays a scenario as time passes. */
export interface Player {
  /** Shows everything that is due; what failed is due again at the next turn. Turns must not overlap. */
  turn(): Promise<void>;
  /** Events as they were shown, for the report. */
  readonly shown: readonly DrillLine[];
}

/** A turn shows at most so much, so that a late one does not stall the sockets. */
const mostPerTurn = 2_000;

/** Builds the player. */
export function createPlayer(parts: PlayerParts): Player {
  const { strokes, speed, playsAt, now, submit, putEvents } = parts;
  const begun = new Map<string, number>();
  const shown: DrillLine[] = [];
  let next = 0;
  const toAt = (afterSeconds: number): number => playsAt + Math.round((afterSeconds * 1_000) / speed);
  return {
    shown,
    async turn() {
      const at = now();
      const due: DrillStroke[] = [];
      for (let place = next; place < strokes.length && due.length < mostPerTurn; place += 1) {
        const stroke = strokes[place];
        if (!stroke || toAt(stroke.afterSeconds) > at) break;
        due.push(stroke);
      }
      if (due.length === 0) return;
      const readings = due.flatMap((stroke) =>
        stroke.kind === 'reading' ? [toReading(stroke, toAt(stroke.afterSeconds))] : [],
      );
      const events = due.flatMap((stroke) => {
        if (stroke.kind !== 'event') return [];
        const began = begun.get(stroke.event.id) ?? toAt(stroke.afterSeconds);
        begun.set(stroke.event.id, began);
        return [toEvent(stroke, { began, at, parts })];
      });
      if (readings.length > 0) await submit(readings);
      if (events.length > 0) await putEvents(events);
      shown.push(...events.filter(({ state }) => state === 'active').map(toLine));
      next += due.length;
    },
  };
}

type ReadingStroke = Extract<DrillStroke, { kind: 'reading' }>;
type EventStroke = Extract<DrillStroke, { kind: 'event' }>;

function toReading({ indicator, area, value, ageSeconds }: ReadingStroke, at: number): DueReading {
  return { indicator, area, value, observedAt: at - ageSeconds * 1_000 };
}

function toEvent(
  { event, isOver }: EventStroke,
  { began, at, parts }: { began: number; at: number; parts: PlayerParts },
): RegionEvent {
  const { id, endsAfterSeconds, point, ...facts } = event;
  const endsAt =
    endsAfterSeconds === null ? null : began + Math.round((endsAfterSeconds * 1_000) / parts.speed);
  return {
    ...facts,
    id: `drill-${id}`,
    state: isOver ? 'ended' : 'active',
    startsAt: began,
    endsAt,
    recordedAt: at,
    origin: 'simulated',
    source: { key: 'latihan', label: `${drillWord}: ${parts.title}`.slice(0, 200) },
    point: point ?? null,
    polygons: [],
  };
}

function toLine({ startsAt, title, areas }: RegionEvent): DrillLine {
  const [area = null] = areas;
  return { at: startsAt, deed: 'event', about: { id: title, en: title }, area, by: null };
}
