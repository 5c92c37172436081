import type { AgencyCode, IndicatorId } from '#shared/model/ids.ts';
import type { WayIn } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import type { Actor } from '../people/actor.ts';
import type { ReadingFault } from '../readings/checkReading.ts';
import type { SubmitOutcome, SubmitReadings } from '../readings/submitReadings.ts';
import type { MachineLinks } from './machineLinks.ts';
import { type MachineFault, type MachineMessage, quoteFaults, toFault } from './machineMessage.ts';
import type { MachineSource, NgsiSource, SensorThingsSource, WebhookSource } from './machineSource.ts';
import { parsePayload, toSample } from './parsePayload.ts';
import { type PostedRead, type PostedReading, readNotification, readObservation } from './readEntities.ts';
import { readMessage } from './readMessage.ts';
import type { RepeatMemory } from './repeatMemory.ts';
import { toBody } from './submitMessages.ts';

/** How a post ended: everything in it is kept, or nothing. */
export type PostOutcome =
  | Extract<SubmitOutcome, { kind: 'recorded' }>
  | { readonly kind: 'forbidden' | 'invalid'; readonly faults: readonly MachineFault[] }
  | { readonly kind: 'not-json' };

/** Who posts with a token. */
export interface PostingToken {
  readonly actor: Actor;
  readonly agency: AgencyCode;
  /** Null for all of the agency's. */
  readonly indicators: readonly IndicatorId[] | null;
}

/** What machines post over HTTP. Each may throw `StoreUnavailableError`. */
export interface MachineInput {
  notification(body: Uint8Array, by: PostingToken): Promise<PostOutcome>;
  observation(body: Uint8Array, by: PostingToken): Promise<PostOutcome>;
  /** A message, or a list of them, whose signature was good. */
  webhook(source: WebhookSource, body: Uint8Array, signedAt: number): Promise<PostOutcome>;
}

/** Needs of `createMachineInput`. */
export interface MachineInputParts {
  readonly sources: readonly MachineSource[];
  readonly submit: SubmitReadings;
  readonly links: Pick<MachineLinks, 'received' | 'recorded' | 'refused'>;
  readonly repeats: RepeatMemory;
  readonly now: () => number;
}

const maxMessages = 500;

/** Builds the use case. */
export function createMachineInput(parts: MachineInputParts): MachineInput {
  const ngsi = parts.sources.filter((source): source is NgsiSource => source.kind === 'ngsi-ld');
  const things = parts.sources.filter(
    (source): source is SensorThingsSource => source.kind === 'sensorthings',
  );
  return {
    notification: (body, by) =>
      post(body, (parsed) => readOwn(ngsi, by, (own) => readNotification(parsed, own)), {
        by,
        way: 'ngsi-ld',
        parts,
      }),
    observation: (body, by) =>
      post(body, (parsed) => readOwn(things, by, (own) => readObservation(parsed, own, parts.now())), {
        by,
        way: 'sensorthings',
        parts,
      }),
    webhook: (source, body, signedAt) => takeWebhook(source, body, signedAt, parts),
  };
}

/** Maps of the sender's own agency first; another's are looked at only to say whose it is. */
function readOwn<One extends MachineSource>(
  sources: readonly One[],
  { agency }: PostingToken,
  read: (sources: readonly One[]) => PostedRead,
): PostedRead {
  const own = read(sources.filter((source) => source.agency === agency));
  if (!own.faults.some(({ code }) => code === 'unmapped')) return own;
  const any = read(sources);
  return any.faults.some(({ code }) => code === 'unmapped') ? own : any;
}

async function post(
  bytes: Uint8Array,
  read: (body: unknown) => PostedRead,
  { by, way, parts }: { by: PostingToken; way: WayIn; parts: MachineInputParts },
): Promise<PostOutcome> {
  const parsed = parsePayload(bytes);
  if (!parsed.ok) return { kind: 'not-json' };
  const { readings, faults, sources } = read(parsed.value);
  // A token of another agency must not be able to make a link look broken.
  const touched = new Set(sources.filter(({ agency }) => agency === by.agency).map(({ id }) => id));
  const refuse = (found: readonly MachineFault[]): void => {
    for (const id of touched) parts.links.refused(id, quoteFaults(found, toSample(bytes)));
  };
  for (const id of touched) parts.links.received(id, 1);
  if (faults.length > 0) {
    refuse(faults);
    return { kind: 'invalid', faults };
  }
  const outcome = await parts.submit({
    body: { readings: readings.map(({ reading }) => toRaw(reading)) },
    refs: readings.map(({ ref }) => ref),
    agency: by.agency,
    source: toSource(readings, by),
    actor: by.actor,
    way,
    defaultOrigin: 'measured',
    indicators: by.indicators,
  });
  if (outcome.kind === 'recorded') {
    countByLink(readings, outcome.receipt, parts.links);
    return outcome;
  }
  const placed = outcome.faults.map((fault) => toPlaced(fault, (index) => readings[index]?.pointer ?? ''));
  refuse(placed);
  return { kind: outcome.kind, faults: placed };
}

function toRaw({ observedAt, ...reading }: PostedReading['reading']): object {
  return { ...reading, observedAt: new Date(observedAt).toISOString() };
}

function toSource(readings: readonly PostedReading[], { agency, actor }: PostingToken): Source {
  const [first, ...others] = new Map(readings.map(({ source }) => [source.id, source])).values();
  if (!first || others.length > 0) return { key: `agency:${agency}`, label: actor.label };
  return { key: `machine:${first.id}`, label: first.label };
}

/** A receipt is one for all; the first link takes what the others cannot be told of. */
function countByLink(
  readings: readonly PostedReading[],
  { recorded, duplicates }: { recorded: number; duplicates: number },
  links: MachineInputParts['links'],
): void {
  const counts = new Map<string, number>();
  for (const { source } of readings) counts.set(source.id, (counts.get(source.id) ?? 0) + 1);
  const [first, ...others] = counts;
  let left = recorded;
  for (const [id, count] of others) {
    links.recorded(id, { recorded: Math.min(left, count), duplicates: 0 });
    left -= Math.min(left, count);
  }
  if (first) links.recorded(first[0], { recorded: left, duplicates });
}

/** `/readings/3/value` at the place that reading 3 was posted at. */
function toPlaced(fault: ReadingFault, placeOf: (index: number) => string): MachineFault {
  const [, index, key = ''] = /^\/readings\/(\d+)(\/.*)?$/.exec(fault.pointer) ?? [];
  if (index === undefined) return { ...fault, pointer: '' };
  return { ...fault, pointer: `${placeOf(Number(index))}${key}` };
}

async function takeWebhook(
  source: WebhookSource,
  bytes: Uint8Array,
  signedAt: number,
  { submit, links, repeats }: MachineInputParts,
): Promise<PostOutcome> {
  links.received(source.id, 1);
  const sample = toSample(bytes);
  const refuse = (faults: readonly MachineFault[]): void =>
    links.refused(source.id, quoteFaults(faults, sample));
  const parsed = parsePayload(bytes);
  if (!parsed.ok) {
    refuse([toFault('', 'not_json')]);
    return { kind: 'not-json' };
  }
  const { messages, pointers, faults } = readAll(source, parsed.value, { signedAt, sample });
  if (faults.length > 0) {
    refuse(faults);
    return { kind: 'invalid', faults };
  }
  const { fresh, repeated } = repeats.part(messages);
  if (fresh.length === 0) {
    links.recorded(source.id, { recorded: 0, duplicates: repeated });
    return {
      kind: 'recorded',
      replayed: true,
      receipt: { recorded: 0, held: 0, duplicates: repeated, seq: 0 },
    };
  }
  const { body, owners, refs } = toBody(fresh);
  const { id, label, agency } = source;
  const outcome = await submit({
    body,
    refs,
    agency,
    source: { key: `machine:${id}`, label },
    actor: { kind: 'device', id, label, role: null, agency, from: null },
    way: 'webhook',
    defaultOrigin: 'measured',
  });
  if (outcome.kind !== 'recorded') {
    const placed = outcome.faults.map((fault) =>
      toPlaced(fault, (index) => pointers.get(fresh[owners[index] ?? -1]) ?? ''),
    );
    refuse(placed);
    return { kind: outcome.kind, faults: placed };
  }
  repeats.remember(fresh);
  const receipt = { ...outcome.receipt, duplicates: outcome.receipt.duplicates + repeated };
  links.recorded(source.id, receipt);
  return { ...outcome, receipt };
}

interface AllMessages {
  readonly messages: readonly MachineMessage[];
  readonly pointers: ReadonlyMap<MachineMessage | undefined, string>;
  readonly faults: readonly MachineFault[];
}

/** Reads one message, or each of a list. Signing is when they came, where they name no instant: a repetition then says the same. */
function readAll(
  source: WebhookSource,
  body: unknown,
  { signedAt, sample }: { signedAt: number; sample: string },
): AllMessages {
  const isList = Array.isArray(body);
  const payloads = isList ? (body as readonly unknown[]) : [body];
  const messages: MachineMessage[] = [];
  const pointers = new Map<MachineMessage | undefined, string>();
  if (payloads.length === 0 || payloads.length > maxMessages)
    return { messages, pointers, faults: [toFault('', 'too_many', { max: maxMessages })] };
  const faults: MachineFault[] = [];
  for (const [index, payload] of payloads.entries()) {
    const at = isList ? `/${index}` : '';
    const read = readMessage(source, {
      payload,
      topic: null,
      arrivedAt: signedAt,
      isRetained: false,
      sample,
    });
    if (read.ok) {
      messages.push(read.message);
      pointers.set(read.message, at);
    } else faults.push(...read.faults.map((fault) => ({ ...fault, pointer: `${at}${fault.pointer}` })));
  }
  return { messages, pointers, faults: faults.slice(0, 1_000) };
}
