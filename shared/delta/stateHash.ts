import type { Alarm } from '../model/alarm.ts';
import type { FeedState } from '../model/feedState.ts';
import type { LiveRecord } from '../model/reading.ts';
import type { RegionEvent } from '../model/regionEvent.ts';
import { maxLiveEvents } from '../protocol/limits.ts';

/** What a state hash is taken of. */
export interface HashedState {
  readonly records: Iterable<LiveRecord>;
  readonly events: readonly RegionEvent[];
  readonly feeds: Iterable<FeedState>;
  readonly alarms: Iterable<Alarm>;
}

/** Sums stay below 2^53, so that adding two of them is exact. */
const modulus = 2 ** 52;
const twoTo32 = 2 ** 32;
const prime = 0x01000193;
const firstLane = 0x811c9dc5;
const secondLane = 0x9747b28c;

// Two lanes of 32 bits in module variables: a tuple for each text would be garbage for the collector of a screen that runs for weeks.
let a = 0;
let b = 0;
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

function begin(kind: number): void {
  a = firstLane ^ kind;
  b = secondLane ^ kind;
}

function mix(word: number): void {
  a = Math.imul(a ^ word, prime);
  b = Math.imul(b ^ word, 0x85ebca6b);
  b ^= b >>> 13;
}

function mixText(text: string): void {
  for (let place = 0; place < text.length; place += 1) mix(text.charCodeAt(place));
  mix(0x1_0000);
}

function mixNumber(value: number | null): void {
  if (value === null) {
    mix(0x2_0000);
    return;
  }
  // JSON knows no negative zero, so the other side holds a plain one.
  float[0] = value + 0;
  mix(words[0] ?? 0);
  mix(words[1] ?? 0);
}

function end(): number {
  a ^= a >>> 16;
  a = Math.imul(a, 0xc2b2ae35);
  b ^= b >>> 15;
  return ((a ^ (a >>> 13)) & 0xfffff) * twoTo32 + (b >>> 0);
}

/** Hash of one series' present, below 2^52. */
export function hashRecord(record: LiveRecord): number {
  begin(1);
  mixText(record.indicator);
  mixText(record.area);
  mixNumber(record.value);
  mixNumber(record.observedAt);
  mixText(record.quality);
  mixText(record.verification);
  return end();
}

/** Adds one hash to a sum; the order does not matter. */
export function addHash(sum: number, hash: number): number {
  const next = sum + hash;
  return next >= modulus ? next - modulus : next;
}

/** Takes one hash out of a sum again. */
export function removeHash(sum: number, hash: number): number {
  const next = sum - hash;
  return next < 0 ? next + modulus : next;
}

/** Sum over links: what it says of each is its state. */
export function hashFeeds(feeds: Iterable<FeedState>): number {
  let sum = 0;
  for (const { id, state } of feeds) {
    begin(2);
    mixText(id);
    mixText(state);
    sum = addHash(sum, end());
  }
  return sum;
}

/**
 * Sum over events. When the list is full, those that began with the oldest are left out: which of several equals dropped off the end
 * may differ from one side to the other.
 */
export function hashEvents(events: readonly RegionEvent[]): number {
  let oldest = Number.NEGATIVE_INFINITY;
  if (events.length >= maxLiveEvents) {
    oldest = Number.POSITIVE_INFINITY;
    for (const { startsAt } of events) if (startsAt < oldest) oldest = startsAt;
  }
  let sum = 0;
  for (const { id, state, startsAt, recordedAt } of events) {
    if (startsAt <= oldest) continue;
    begin(3);
    mixText(id);
    mixText(state);
    mixNumber(recordedAt);
    sum = addHash(sum, end());
  }
  return sum;
}

/** Sum over alarms: what it says of each is where it stands in its life. */
export function hashAlarms(alarms: Iterable<Alarm>): number {
  let sum = 0;
  for (const { id, state, acknowledgedAt, shelvedUntil, count } of alarms) {
    begin(4);
    mixText(id);
    mixText(state);
    mixNumber(acknowledgedAt);
    mixNumber(shelvedUntil);
    mixNumber(count);
    sum = addHash(sum, end());
  }
  return sum;
}

/** Hash of everything that is held, whatever its order: equal on both sides when the figures are. An integer below 2^52. */
export function hashState({ records, events, feeds, alarms }: HashedState): number {
  let sum = addHash(addHash(hashEvents(events), hashFeeds(feeds)), hashAlarms(alarms));
  for (const record of records) sum = addHash(sum, hashRecord(record));
  return sum;
}
