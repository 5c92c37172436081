import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Source } from '#shared/model/text.ts';
import type { FeedReading } from './feed.ts';

/** Whether what comes in is real (`live`), made up (`demo`, `drill`) or comes from a stand-in (`test`). */
export type FeedMode = 'live' | 'demo' | 'test' | 'drill';

/** Word that every figure, event and source of such a run carries for good, also when it is read on another day by another run. */
const words = { demo: 'SIMULASI', test: 'UJI', drill: 'LATIHAN' } as const;

const noteOf = { demo: 'angka buatan', test: 'dari sumber tiruan', drill: 'angka latihan' } as const;

function toMarked(text: string, word: string, max: number): string {
  return (text.includes(word) ? text : `${word}: ${text}`).slice(0, max);
}

/** Source of what comes in; of a figure that is not real it names the mark first and has no address. */
export function markSource(source: Source, mode: FeedMode): Source {
  if (mode === 'live') return source;
  return { key: source.key, label: toMarked(source.label, words[mode], 200) };
}

/** A reading of a demo or a stand-in, never to be taken for a real one, wherever it is copied to. */
export function markReading(reading: FeedReading, mode: FeedMode): FeedReading {
  if (mode === 'live') return reading;
  const note = toMarked(reading.note ?? noteOf[mode], words[mode], 500);
  return { ...reading, note, ...(mode === 'test' ? {} : { origin: 'simulated' as const }) };
}

/** The same for an event. */
export function markEvent(event: RegionEvent, mode: FeedMode): RegionEvent {
  if (mode === 'live') return event;
  return {
    ...event,
    ...(mode === 'test' ? {} : { origin: 'simulated' as const }),
    title: toMarked(event.title, words[mode], 300),
    source: markSource(event.source, mode),
  };
}
