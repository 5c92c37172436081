import type { MachineMessage } from './machineMessage.ts';

/** Knows the numbered messages that name no instant of their own: nothing in the store tells their repetitions. */
export interface RepeatMemory {
  /** Parts messages that were not seen from repetitions; `repeated` counts readings of the latter. */
  part(messages: readonly MachineMessage[]): { fresh: readonly MachineMessage[]; repeated: number };
  /** To be called once they are durable. */
  remember(messages: readonly MachineMessage[]): void;
}

/** A device that starts counting anew may send the same number and figures again after this long. Milliseconds. */
const keptMs = 3_600_000;
const maxKept = 20_000;

/** An empty memory; it lives as long as the process. */
export function createRepeatMemory(now: () => number): RepeatMemory {
  const seen = new Map<string, number>();
  const isSeen = (key: string, at: number): boolean =>
    at - (seen.get(key) ?? Number.NEGATIVE_INFINITY) < keptMs;
  return {
    part(messages) {
      const at = now();
      const inBatch = new Set<string>();
      const fresh: MachineMessage[] = [];
      let repeated = 0;
      for (const message of messages) {
        const { repeatKey, readings } = message;
        if (repeatKey !== null && (inBatch.has(repeatKey) || isSeen(repeatKey, at))) {
          repeated += readings.length;
          continue;
        }
        if (repeatKey !== null) inBatch.add(repeatKey);
        fresh.push(message);
      }
      return { fresh, repeated };
    },
    remember(messages) {
      const at = now();
      for (const { repeatKey } of messages) {
        if (repeatKey === null) continue;
        const oldest = seen.size >= maxKept ? seen.keys().next().value : undefined;
        if (oldest !== undefined) seen.delete(oldest);
        seen.set(repeatKey, at);
      }
    },
  };
}
