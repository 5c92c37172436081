import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Source } from '#shared/model/text.ts';
import type { FeedReading } from './feed.ts';

const mark = 'SIMULASI';

function toMarked(text: string, max: number): string {
  return (text.includes(mark) ? text : `${mark}: ${text}`).slice(0, max);
}

/** Source of a simulated figure: named after the feed it stands for, and without its address. */
export function toSimulatedSource({ key, label }: Source): Source {
  return { key, label: toMarked(label, 200) };
}

/** A reading that can never be taken for a real one, wherever it is copied to. */
export function toSimulatedReading(reading: FeedReading): FeedReading {
  return { ...reading, origin: 'simulated', note: toMarked(reading.note ?? 'angka buatan', 500) };
}

/** The same for an event. */
export function toSimulatedEvent(event: RegionEvent): RegionEvent {
  return {
    ...event,
    origin: 'simulated',
    title: toMarked(event.title, 300),
    source: toSimulatedSource(event.source),
  };
}
