import type { MachineLinks } from '../../domain/machines/machineLinks.ts';
import {
  type MachineMessage,
  type MachineRead,
  quoteFaults,
  toFault,
} from '../../domain/machines/machineMessage.ts';
import type { MqttSource } from '../../domain/machines/machineSource.ts';
import { matchTopic } from '../../domain/machines/matchTopic.ts';
import { parsePayload, toSample } from '../../domain/machines/parsePayload.ts';
import { readMessage } from '../../domain/machines/readMessage.ts';
import type { RepeatMemory } from '../../domain/machines/repeatMemory.ts';
import type { BatchOutcome } from '../../domain/machines/submitMessages.ts';
import { StoreUnavailableError } from '../../domain/storeErrors.ts';
import { sleep } from '../rateLimit.ts';
import { type BrokerMessage, connectBroker } from './connectBroker.ts';
import { createBatcher } from './createBatcher.ts';

/** Needs of `startMqtt`. */
export interface MqttParts {
  readonly url: string;
  readonly clientId: string;
  readonly sources: readonly MqttSource[];
  readonly links: MachineLinks;
  readonly repeats: RepeatMemory;
  /** Throws `StoreUnavailableError` while storage takes nothing. */
  readonly submit: (source: MqttSource, messages: readonly MachineMessage[]) => Promise<BatchOutcome>;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: { warn(details: object, message: string): void };
}

const maxBatch = 500;
const waitMs = 10;
const maxHeld = 5_000;
const maxPayloadBytes = 65_536;
const firstRetryMs = 250;
const longestRetryMs = 5_000;

/** Listens to the broker; a message is acknowledged once it is durable, or refused for good. */
export function startMqtt(parts: MqttParts): { stop(): Promise<void> } {
  const { sources, links, log } = parts;
  const stopping = new AbortController();
  const batcher = createBatcher<Arrived>({
    maxBatch,
    waitMs,
    maxHeld,
    work: (batch) => store(batch, parts, stopping.signal),
  });
  const tellAll = (way: Parameters<MachineLinks['way']>[1]): void => {
    for (const { id } of sources) links.way(id, way);
  };
  const broker = connectBroker({
    url: parts.url,
    clientId: parts.clientId,
    filters: [...new Set(sources.flatMap(({ topic, will }) => (will ? [topic, will.topic] : [topic])))],
    random: parts.random,
    onMessage(message, onRoom) {
      batcher.add({ message, arrivedAt: parts.now() }, onRoom);
    },
    onUp: () => tellAll({ kind: 'open' }),
    onDown: (code, detail) => {
      if (!stopping.signal.aborted) tellAll({ kind: 'down', code, detail });
    },
    onRefusedFilter(filter) {
      log.warn({ filter }, 'the MQTT broker refused a topic');
      for (const { id } of sources.filter((one) => one.topic === filter || one.will?.topic === filter))
        links.way(id, { kind: 'down', code: 'invalid', detail: `broker MQTT menolak topik ${filter}` });
    },
  });
  return {
    async stop() {
      stopping.abort(new Error('MQTT is stopping'));
      await batcher.stop();
      await broker.stop();
    },
  };
}

/** A message with the instant it came, epoch milliseconds. */
interface Arrived {
  readonly message: BrokerMessage;
  readonly arrivedAt: number;
}

/** Stores a batch and acknowledges it; tries again for as long as storage takes nothing. */
async function store(batch: readonly Arrived[], parts: MqttParts, signal: AbortSignal): Promise<void> {
  const sorted = new Map<MqttSource, MachineMessage[]>();
  for (const arrived of batch) sort(arrived, parts, sorted);
  for (const [source, messages] of sorted) {
    const isStored = await storeUntil(source, messages, parts, signal);
    // What is not acknowledged comes again with the next connection.
    if (!isStored) return;
  }
  for (const { message } of batch) message.acknowledge();
}

/** Counts a message and, where it can be read, lays it to the others of its source. */
function sort(
  arrived: Arrived,
  { sources, links }: MqttParts,
  sorted: Map<MqttSource, MachineMessage[]>,
): void {
  const { topic, payload } = arrived.message;
  for (const source of sources) {
    if (source.will && matchTopic(source.will.topic, topic)) notePresence(source, topic, payload, links);
    if (!matchTopic(source.topic, topic) || isWill(source, topic)) continue;
    links.received(source.id, 1);
    const read = readArrived(source, arrived);
    if (!read.ok) {
      links.refused(source.id, quoteFaults(read.faults, toSample(payload)));
      continue;
    }
    const known = sorted.get(source) ?? [];
    known.push(read.message);
    sorted.set(source, known);
  }
}

function isWill({ will }: MqttSource, topic: string): boolean {
  return will !== null && matchTopic(will.topic, topic);
}

function notePresence(
  { id, will }: MqttSource,
  topic: string,
  payload: Uint8Array,
  links: MachineLinks,
): void {
  const word = toSample(payload).trim();
  if (word === will?.online) links.presence(id, topic, true);
  else if (word === will?.offline) links.presence(id, topic, false);
}

function readArrived(source: MqttSource, { message, arrivedAt }: Arrived): MachineRead {
  const { topic, payload, isRetained } = message;
  if (payload.length > maxPayloadBytes)
    return { ok: false, faults: [toFault('', 'too_large', { max: maxPayloadBytes })] };
  const parsed = parsePayload(payload);
  if (!parsed.ok) return { ok: false, faults: [toFault('', 'not_json')] };
  return readMessage(source, {
    payload: parsed.value,
    topic,
    arrivedAt,
    isRetained,
    sample: toSample(payload),
  });
}

/** False when the server stops before storage takes it. */
async function storeUntil(
  source: MqttSource,
  messages: readonly MachineMessage[],
  { submit, links, repeats, log }: MqttParts,
  signal: AbortSignal,
): Promise<boolean> {
  const { fresh, repeated } = repeats.part(messages);
  for (let waitMs = firstRetryMs; ; waitMs = Math.min(longestRetryMs, waitMs * 2)) {
    try {
      const outcome =
        fresh.length > 0 ? await submit(source, fresh) : { recorded: 0, duplicates: 0, refused: [] };
      repeats.remember(fresh);
      for (const { message, faults } of outcome.refused)
        links.refused(source.id, quoteFaults(faults, message.sample));
      const duplicates = outcome.duplicates + repeated;
      const isReplay = outcome.recorded === 0 && messages.every(({ isRetained }) => isRetained);
      if (outcome.recorded + duplicates > 0)
        links.recorded(source.id, { recorded: outcome.recorded, duplicates, isReplay });
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError))
        log.warn({ source: source.id, err: error }, 'MQTT batch failed');
      await sleep(waitMs, signal).catch(() => undefined);
      if (signal.aborted) return false;
    }
  }
}
