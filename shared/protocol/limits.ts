/** Version of the live protocol; a screen of another major version is told to reload (P3). */
export const protocolVersion = 1;

/** Conflation tick of `/live`: the first change goes at once, later ones at most this often (CONTRACT). Milliseconds. */
export const tickMs = 100;

/** The tick of a subscription with `pace: "calm"`: a page behind 64 kbit/s must not need all of its line for figures. Milliseconds. */
export const calmTickMs = 1_000;

/** A beat goes out when a channel has been silent this long; CONTRACT promises one at least every 2,000 ms. */
export const beatMs = 1_500;

/** Without a valid frame or beat for this long a screen calls itself cut (RELIABILITY R12). */
export const cutAfterMs = 15_000;

/** Without a valid frame or beat for this long a screen says "menyusul": two beats missed. */
export const catchingUpAfterMs = 5_000;

/** Most bytes of one message from a client (R15). */
export const maxMessageBytes = 65_536;

/** Most topics in one subscription. */
export const maxTopics = 64;

/** Most distinct (topics, encoding) pairs served at once; a further one is refused with `busy`. */
export const maxChannels = 256;

/** Slow-consumer guard (R13): above either, deltas stop and one catch-up delta follows when drained. */
export const slowBytes = 262_144;
export const slowMessages = 1_024;

/** A slow consumer that has not drained in this time is closed. Milliseconds. */
export const slowCloseMs = 15_000;

/** Most readings in one HTTP call (CONTRACT). */
export const maxReadingsPerCall = 5_000;

/** Most body bytes of one ingest call: 5,000 readings of about 400 bytes. */
export const maxIngestBytes = 2_097_152;

/** How far ahead of the server's clock an `observedAt` may lie (CONTRACT, R6). Milliseconds. */
export const maxAheadMs = 300_000;

/** Events kept in memory and in a snapshot, newest first. */
export const maxLiveEvents = 200;

/** Most alarms that are not normal at once; beyond it new ones are counted, not listed. */
export const maxOpenAlarms = 500;

/** Most versions of alarms in one answer about their past; the newest of more. */
export const maxAlarmVersions = 2_000;

/** A paired wall proves its picture this often (P23). Milliseconds. */
export const proofMs = 5_000;

/** A wall without a proof for this long is dead: two proofs missed and some way (P23). Milliseconds. */
export const wallDeadMs = 12_000;

/** A wall that painted no frame for this long is stuck, although it still speaks. Milliseconds. */
export const wallStuckMs = 8_000;

/** Most walls that are paired at once. */
export const maxWalls = 64;

/** Most bytes of the picture that a wall sends of itself. */
export const maxWallPictureBytes = 200_000;

/** Slowest line that may bring a request, in bytes a second: half a megabit. */
const slowestLine = 65_536;

/** How long a request with a body of so many bytes may take to come in: half a minute, and what the slowest line needs. Milliseconds. */
export function toSendMs(bytes: number): number {
  return 30_000 + Math.ceil((bytes / slowestLine) * 1_000);
}
