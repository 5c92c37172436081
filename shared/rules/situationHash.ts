import type { Alarm } from '../model/alarm.ts';
import type { FeedState } from '../model/feedState.ts';
import type { LiveRecord } from '../model/reading.ts';
import type { RegionEvent } from '../model/regionEvent.ts';

/** What of a situation a hash is made of; every screen and every answer about the past has it. */
export interface HashedSituation {
  readonly records: Iterable<LiveRecord>;
  readonly events: Iterable<RegionEvent>;
  readonly feeds: Iterable<FeedState>;
  readonly alarms: Iterable<Alarm>;
}

/** 16 hexadecimal digits that are the same for the same situation in any order. Two screens with one hash show the same; no secret. */
export function toSituationHash({ records, events, feeds, alarms }: HashedSituation): string {
  const lines: string[] = [];
  for (const one of records) {
    const { indicator, area, value, observedAt, recordedAt, quality, verification } = one;
    // -0 and 0 are one value to a reader; JSON prints both as 0.
    lines.push(JSON.stringify(['r', indicator, area, value, observedAt, recordedAt, quality, verification]));
  }
  for (const { id, state, acknowledgedAt, shelvedUntil, count } of alarms)
    lines.push(JSON.stringify(['a', id, state, acknowledgedAt, shelvedUntil, count]));
  for (const { id, state, recordedAt } of events) lines.push(JSON.stringify(['e', id, state, recordedAt]));
  for (const { id, state } of feeds) lines.push(JSON.stringify(['f', id, state]));
  return hashText(lines.sort().join('\n'));
}

/** Two 32-bit multiplicative hashes side by side, mixed at the end. Walks the text once. */
function hashText(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
