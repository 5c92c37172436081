import type { WayIn } from '#shared/model/reading.ts';
import { maxReadingsPerCall } from '#shared/protocol/limits.ts';
import type { ReadingFault } from '../readings/checkReading.ts';
import type { SubmitOutcome, SubmitReadings } from '../readings/submitReadings.ts';
import { StoreUnavailableError } from '../storeErrors.ts';
import type { MachineFault, MachineMessage } from './machineMessage.ts';
import type { MachineSource } from './machineSource.ts';

/** What became of a batch: every message is either stored whole or in `refused`. */
export interface BatchOutcome {
  readonly recorded: number;
  readonly duplicates: number;
  readonly refused: readonly { readonly message: MachineMessage; readonly faults: readonly MachineFault[] }[];
}

/** Body of a submission out of messages, with the message of each reading. */
export function toBody(messages: readonly MachineMessage[]) {
  const owners: number[] = [];
  const refs: string[] = [];
  const readings: object[] = [];
  for (const [owner, message] of messages.entries()) {
    for (const { observedAt, ...reading } of message.readings) {
      readings.push({ ...reading, observedAt: new Date(observedAt).toISOString() });
      owners.push(owner);
      refs.push(message.ref);
    }
  }
  return { body: { readings }, owners, refs };
}

/** Sends messages of one source through the same door as everyone else's. */
function send(
  submit: SubmitReadings,
  source: MachineSource,
  messages: readonly MachineMessage[],
  way: WayIn,
) {
  const { body, owners, refs } = toBody(messages);
  const { id, label, agency } = source;
  const outcome = submit({
    body,
    refs,
    agency,
    source: { key: `machine:${id}`, label },
    actor: { kind: 'device', id, label, role: null, agency, from: null },
    way,
    defaultOrigin: 'measured',
    detail: { messages: messages.length },
  });
  return { outcome, owners };
}

/** Needs of `submitMessages`. */
export interface SubmitMessagesParts {
  readonly submit: SubmitReadings;
  /** Told what should not happen. */
  readonly onError: (error: unknown) => void;
}

/**
 * Stores what the door takes and says of every other message why not: one that is refused holds no other up. Throws `StoreUnavailableError`
 * while storage takes nothing; a batch that was stored in part may be given again, since what stands is not stored twice.
 */
export async function submitMessages(
  parts: SubmitMessagesParts,
  source: MachineSource,
  given: readonly MachineMessage[],
  way: WayIn,
): Promise<BatchOutcome> {
  const total: Total = { recorded: 0, duplicates: 0, refused: [] };
  for (const part of split(given)) await submitPart(parts, source, part, { way, total });
  return total;
}

interface Total {
  recorded: number;
  duplicates: number;
  readonly refused: BatchOutcome['refused'][number][];
}

async function submitPart(
  parts: SubmitMessagesParts,
  source: MachineSource,
  part: readonly MachineMessage[],
  { way, total }: { way: WayIn; total: Total },
): Promise<void> {
  let rest = part;
  while (rest.length > 0) {
    const { outcome, owners } = send(parts.submit, source, rest, way);
    const settled = await settle(outcome, parts.onError);
    if (settled?.kind === 'recorded') {
      total.recorded += settled.receipt.recorded;
      total.duplicates += settled.receipt.duplicates;
      return;
    }
    const blamed = settled ? groupFaults(settled.faults, owners) : new Map<number, MachineFault[]>();
    if (blamed.size === 0 && rest.length > 1) {
      // Whose fault it is shows only when each is tried alone.
      for (const one of rest) await submitPart(parts, source, [one], { way, total });
      return;
    }
    const left: MachineMessage[] = [];
    for (const [index, message] of rest.entries()) {
      const faults = blamed.get(index) ?? (blamed.size === 0 ? [unknownFault] : undefined);
      if (faults) total.refused.push({ message, faults });
      else left.push(message);
    }
    rest = left;
  }
}

const unknownFault: MachineFault = { pointer: '', code: 'format', params: {} };

/** Null for a failure that is not the store's: it would come again with every try. */
async function settle(
  outcome: Promise<SubmitOutcome>,
  onError: (error: unknown) => void,
): Promise<SubmitOutcome | null> {
  try {
    return await outcome;
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error;
    onError(error);
    return null;
  }
}

function split(messages: readonly MachineMessage[]): (readonly MachineMessage[])[] {
  const parts: MachineMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    if (message.readings.length > room) {
      parts.push([]);
      room = maxReadingsPerCall;
    }
    parts.at(-1)?.push(message);
    room -= message.readings.length;
  }
  return parts;
}

/** Faults by the message that they lie in. */
function groupFaults(
  faults: readonly ReadingFault[],
  owners: readonly number[],
): Map<number, readonly MachineFault[]> {
  const grouped = new Map<number, MachineFault[]>();
  for (const fault of faults) {
    const [, index = '', key = ''] = /^\/readings\/(\d+)\/?(.*)$/.exec(fault.pointer) ?? [];
    const owner = owners[Number(index === '' ? Number.NaN : index)];
    if (owner === undefined) continue;
    const known = grouped.get(owner) ?? [];
    known.push({ ...fault, pointer: key });
    grouped.set(owner, known);
  }
  return grouped;
}
