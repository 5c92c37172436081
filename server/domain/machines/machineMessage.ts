import { toProblemFault } from '#shared/protocol/problem.ts';
import type { QuotedFault } from './machineLinks.ts';

/** What a machine said of one series. `observedAt` is epoch milliseconds. */
export interface MachineReading {
  readonly indicator: string;
  readonly area: string;
  readonly value: number;
  readonly observedAt: number;
}

/** A message that could be read; its readings are kept together or not at all. */
export interface MachineMessage {
  readonly readings: readonly MachineReading[];
  /** Where it came from, for the trail: topic, device, entity. */
  readonly ref: string;
  /** Tells a repetition of a message that names no instant of its own; null where its instant does. */
  readonly repeatKey: string | null;
  /** The broker kept it and says it again: no sign that a device lives. */
  readonly isRetained: boolean;
  /** The payload as text, cut. */
  readonly sample: string;
}

/** One thing that is wrong with a message; the words for people are in `protocol/problem`. */
export interface MachineFault {
  /** JSON pointer into the payload. */
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A message read, or every fault of it. */
export type MachineRead<Message = MachineMessage> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly faults: readonly MachineFault[] };

/** Most characters of a payload that are kept for whoever looks for a fault. */
export const maxSampleLength = 500;

/** A fault in a machine's message as one of `MachineRead`. */
export function toFault(pointer: string, code: string, params: MachineFault['params'] = {}): MachineFault {
  return { pointer: pointer.slice(0, 200), code, params };
}

/** Faults as one line for the admin, with the payload they are about. */
export function quoteFaults(faults: readonly MachineFault[], sample: string): QuotedFault {
  const told = faults.slice(0, 3).map((fault) => {
    const { pointer, message } = toProblemFault(fault, 'id');
    return pointer === '' ? message : `${pointer}: ${message}`;
  });
  return {
    code: faults[0]?.code ?? 'type',
    reason: told.join('; ').slice(0, 300),
    sample: sample.slice(0, maxSampleLength),
  };
}
