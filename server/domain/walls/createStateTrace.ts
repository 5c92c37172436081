import {
  addHash,
  hashAlarms,
  hashEvents,
  hashFeeds,
  hashRecord,
  removeHash,
} from '#shared/delta/stateHash.ts';
import type { ProofVerdict } from '#shared/protocol/wall.ts';
import type { LiveState, StreamStep } from '../live/liveState.ts';

/** Hashes of the present by `seq`, so that a wall's own can be compared with what the server held then. */
export interface StateTrace {
  /** Compares what a wall holds. */
  compare(wall: { readonly epoch: string; readonly seq: number; readonly hash: number }): ProofVerdict;
  stop(): void;
}

/** At 500 single readings a second this reaches back 8 s; a proof tells of what was painted a moment ago. */
const ringSize = 4_096;

/** Follows the stream from now on: a few hundred nanoseconds a change, two numbers a step. */
export function createStateTrace(liveState: LiveState): StateTrace {
  const hashes = new Map<number, { readonly seq: number; readonly hash: number }>();
  const ring = createRing();
  let records = 0;
  let events = hashEvents(liveState.listEvents().map(({ event }) => event));
  let feeds = hashFeeds(liveState.listFeeds().map(({ feed }) => feed));
  let alarms = hashAlarms(liveState.listAlarms());
  const keep = ({ changes }: Pick<StreamStep, 'changes'>): void => {
    for (const { seriesNumber, seq, record } of changes) {
      const known = hashes.get(seriesNumber);
      // The present keeps the newer of two, and so does this.
      if (known && known.seq > seq) continue;
      const hash = hashRecord(record);
      records = addHash(known ? removeHash(records, known.hash) : records, hash);
      hashes.set(seriesNumber, { seq, hash });
    }
  };
  const sum = (): number => addHash(addHash(addHash(events, feeds), alarms), records);
  keep({ changes: [...liveState.listChanges()] });
  ring.push(liveState.seq, sum());
  const stop = liveState.onStep((step) => {
    keep(step);
    if (step.events.length > 0) events = hashEvents(liveState.listEvents().map(({ event }) => event));
    if (step.feeds.length > 0) feeds = hashFeeds(liveState.listFeeds().map(({ feed }) => feed));
    if (step.alarms) alarms = hashAlarms(liveState.listAlarms());
    ring.push(liveState.seq, sum());
  });
  return {
    compare({ epoch, seq, hash }) {
      if (epoch !== liveState.epoch) return 'different';
      if (seq > liveState.seq) return 'unknown';
      return ring.compare(seq, hash);
    },
    stop,
  };
}

function createRing() {
  const seqs = new Float64Array(ringSize);
  const sums = new Float64Array(ringSize);
  let count = 0;
  return {
    push(seq: number, sum: number): void {
      seqs[count % ringSize] = seq;
      sums[count % ringSize] = sum;
      count += 1;
    },
    /** Nothing changed between two entries: the newest that is not above stands. One that came late shares a number with its successor. */
    compare(seq: number, sum: number): ProofVerdict {
      const oldest = Math.max(0, count - ringSize);
      let at: number | null = null;
      for (let place = count - 1; place >= oldest; place -= 1) {
        const mine = seqs[place % ringSize] ?? 0;
        if (at === null && mine <= seq) at = mine;
        if (at === null) continue;
        if (mine !== at) return 'different';
        if (sums[place % ringSize] === sum) return 'same';
      }
      return at === null || oldest > 0 ? 'unknown' : 'different';
    },
  };
}
