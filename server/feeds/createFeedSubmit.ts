import type { Source } from '#shared/model/text.ts';
import type { SubmitReadings } from '../domain/readings/submitReadings.ts';
import { FeedError, type FeedReading } from './feed.ts';

function toBody(readings: readonly FeedReading[]): unknown {
  return {
    readings: readings.map(({ observedAt, ...rest }) => ({
      ...rest,
      observedAt: new Date(observedAt).toISOString(),
    })),
  };
}

/** Positions of the readings that a fault points at: `/readings/3/value` is 3. */
function listRefused(pointers: readonly string[]): Set<number> {
  return new Set(pointers.map((pointer) => Number(/^\/readings\/(\d+)/.exec(pointer)?.[1] ?? Number.NaN)));
}

/**
 * Lets feeds in through the same door as agencies. One value that the door refuses does not lose the others: they are kept, and the
 * feed is told with a `partial` `FeedError`.
 */
export function createFeedSubmit(submitReadings: SubmitReadings) {
  return async (readings: readonly FeedReading[], source: Source, feedId: string): Promise<void> => {
    const send = (part: readonly FeedReading[]) =>
      submitReadings({
        body: toBody(part),
        agency: null,
        source,
        actor: { kind: 'feed', id: feedId, label: source.label, role: null, agency: null, from: null },
        way: 'feed',
        defaultOrigin: 'published',
      });
    const outcome = await send(readings);
    if (outcome.kind === 'recorded') return;
    const refused = listRefused(outcome.faults.map((fault) => fault.pointer));
    const rest = readings.filter((_, index) => !refused.has(index));
    if (rest.length === 0 || rest.length === readings.length)
      throw new FeedError('invalid', 'nilai ditolak di pintu masuk');
    const again = await send(rest);
    if (again.kind !== 'recorded') throw new FeedError('invalid', 'nilai ditolak di pintu masuk');
    throw new FeedError('partial', `${readings.length - rest.length} nilai ditolak di pintu masuk`);
  };
}
