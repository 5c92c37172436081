import { pause } from '../support/pause.ts';
import { type Lane, sendLoad } from './lane.ts';
import type { Numbered } from './numbered.ts';
import { openCrowd } from './sockets.ts';

/** A steady load on one side and the crowd that watches it. */
export interface PushRun {
  readonly sockets: number;
  readonly callsPerSecond: number;
  readonly readingsPerCall: number;
  readonly seconds: number;
  /** Age is counted from the instant a call was due, or from its answer. */
  readonly countFrom: 'due' | 'ack';
}

/** What a run gave. */
export interface PushOutcome {
  /** p99 over readings and sockets of the age at arrival; a conflated reading arrives with the one that replaced it. Milliseconds. */
  readonly p99Ms: number;
  /** CPU of the server while the load ran, percent of one core. */
  readonly cpuPercent: number;
}

/** Ages by whole milliseconds: millions of them fit. */
function createAgeCounts() {
  const counts = new Uint32Array(60_001);
  let total = 0;
  return {
    add(ageMs: number, count: number): void {
      const slot = Math.min(counts.length - 1, Math.max(0, Math.ceil(ageMs)));
      counts[slot] = (counts[slot] ?? 0) + count;
      total += count;
    },
    total: () => total,
    quantile(share: number): number {
      let left = total * share;
      for (const [slot, count] of counts.entries()) {
        left -= count;
        if (left <= 0) return slot;
      }
      return Number.NaN;
    },
  };
}

/** Runs one load; throws when a reading reached no socket. */
export async function runPush(lane: Lane, numbered: Numbered, run: PushRun): Promise<PushOutcome> {
  const ages = createAgeCounts();
  const first = numbered.next();
  /** Instant from which the readings of a call are aged. */
  const since: number[] = [];
  /** What a frame covers, by its text: sockets may be some frames apart. */
  const frames = new Map<string, CoveredCalls>();
  const crowd = await openCrowd(lane.port, run.sockets, lane.isBare, (text) => {
    const now = performance.now();
    let calls = frames.get(text);
    if (!calls) {
      calls = countCalls(numbered.findCovered(text), first, run.readingsPerCall);
      frames.set(text, calls);
    }
    for (const [call, count] of calls) ages.add(now - (since[call] ?? now), count);
  });
  await pause(500);
  const cpuBefore = await lane.readCpuMs();
  const begun = performance.now();
  const note = (call: number) => {
    since[call] = performance.now();
  };
  await sendLoad(lane, {
    callsPerSecond: run.callsPerSecond,
    seconds: run.seconds,
    build: () => numbered.build(run.readingsPerCall),
    ...(run.countFrom === 'due' ? { onDue: note } : { onAck: note }),
  });
  const cpuMs = (await lane.readCpuMs()) - cpuBefore;
  const elapsedMs = performance.now() - begun;
  await pause(500);
  crowd.close();
  await pause(300);
  const wanted = (numbered.next() - first) * run.sockets;
  if (ages.total() !== wanted) throw new Error(`${ages.total()} of ${wanted} readings arrived`);
  return { p99Ms: ages.quantile(0.99), cpuPercent: (100 * cpuMs) / elapsedMs };
}

type CoveredCalls = readonly (readonly [call: number, count: number])[];

function countCalls(covered: readonly number[], first: number, readingsPerCall: number): CoveredCalls {
  const counts = new Map<number, number>();
  for (const number of covered) {
    const call = Math.floor((number - first) / readingsPerCall);
    counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  return [...counts];
}
