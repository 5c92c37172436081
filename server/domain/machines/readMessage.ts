import {
  type MachineFault,
  type MachineMessage,
  type MachineRead,
  type MachineReading,
  maxSampleLength,
  toFault,
} from './machineMessage.ts';
import type { AreaRule, MachineField, MachineSource, MessageSource } from './machineSource.ts';
import { readLevel } from './matchTopic.ts';
import { pickPath, scale, toInstant, toKey, toNumber, toPointer } from './pickPath.ts';

/** A message with what is known of its way. */
export interface Delivery {
  /** Already parsed. */
  readonly payload: unknown;
  readonly topic: string | null;
  /** Epoch milliseconds; the instant of measurement where the source names none. */
  readonly arrivedAt: number;
  /** The broker kept it: nobody knows when it was sent. */
  readonly isRetained: boolean;
  readonly sample: string;
}

/** What a format says beside the figures. */
interface Envelope {
  /** What the paths of figures begin at. */
  readonly figures: unknown;
  readonly at: string;
  readonly device: string | null;
  readonly counter: string | null;
  /** Null where the message names no instant; NaN-free epoch milliseconds otherwise. */
  readonly observedAt: number | null;
  readonly faults: readonly MachineFault[];
}

/** Reads one message by its map. A figure that is missing is left out, one that is no number refuses the whole message. */
export function readMessage(source: MessageSource, delivery: Delivery): MachineRead {
  const envelope = readEnvelope(source, delivery);
  const faults = [...envelope.faults];
  if (envelope.observedAt === null && delivery.isRetained && faults.length === 0)
    faults.push(toFault('', 'retained'));
  const place = { device: envelope.device, topic: delivery.topic };
  const readings: MachineReading[] = [];
  for (const field of source.fields) {
    const value = pickPath(envelope.figures, field.path);
    if (value === undefined || value === null) continue;
    const pointer = `${envelope.at}${toPointer(field.path)}`;
    const reading = toReading(source, field, { value, pointer, place, faults });
    if (reading) readings.push({ ...reading, observedAt: envelope.observedAt ?? delivery.arrivedAt });
  }
  if (faults.length === 0 && readings.length === 0) faults.push(toFault(envelope.at, 'no_field'));
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, message: toMessage(source, delivery, envelope, readings) };
}

function toMessage(
  source: MessageSource,
  { topic, sample, isRetained }: Delivery,
  { device, counter, observedAt }: Envelope,
  readings: readonly MachineReading[],
): MachineMessage {
  const values = readings.map(({ indicator, area, value }) => `${indicator}|${area}|${value}`).join('|');
  const isNumbered = observedAt === null && counter !== null;
  return {
    readings,
    ref: (topic ?? device ?? source.id).slice(0, 200),
    repeatKey: isNumbered ? `${source.id}|${topic ?? ''}|${device ?? ''}|${counter}|${values}` : null,
    isRetained,
    sample: sample.slice(0, maxSampleLength),
  };
}

function readEnvelope(source: MessageSource, delivery: Delivery): Envelope {
  const { payload } = delivery;
  if (typeof payload !== 'object' || payload === null)
    return {
      ...nothing,
      figures: payload,
      faults: [toFault('', 'type', { expected: 'object' })],
    };
  return source.format === 'ttn-v3' ? readUplink(source, delivery) : readJson(source, delivery);
}

const nothing: Omit<Envelope, 'figures'> = {
  at: '',
  device: null,
  counter: null,
  observedAt: null,
  faults: [],
};

function readDevice({ device }: MessageSource, { payload, topic }: Delivery): string | null {
  if (device === null) return null;
  if ('path' in device) return toKey(pickPath(payload, device.path));
  return topic === null ? null : readLevel(topic, device.topicLevel);
}

function readTime(time: string | null, root: unknown, at = ''): Pick<Envelope, 'observedAt' | 'faults'> {
  if (time === null) return { observedAt: null, faults: [] };
  const given = pickPath(root, time);
  const observedAt = toInstant(given);
  const pointer = `${at}${toPointer(time)}`;
  if (given === undefined) return { observedAt, faults: [toFault(pointer, 'required')] };
  return { observedAt, faults: observedAt === null ? [toFault(pointer, 'device_time')] : [] };
}

function readJson(source: MessageSource, delivery: Delivery): Envelope {
  const { payload } = delivery;
  return {
    ...nothing,
    figures: payload,
    device: readDevice(source, delivery),
    counter: source.counter === null ? null : toKey(pickPath(payload, source.counter)),
    ...readTime(source.time, payload),
  };
}

/** An uplink of The Things Stack v3. Its server's instant counts before the gateway's, whose clock nobody minds. */
function readUplink(source: MessageSource, delivery: Delivery): Envelope {
  const { payload } = delivery;
  const at = '/uplink_message/decoded_payload';
  const figures = pickPath(payload, 'uplink_message.decoded_payload');
  const instants = ['uplink_message.received_at', 'received_at', 'uplink_message.settings.time'];
  const own = readTime(source.time, figures, at);
  const observedAt =
    own.observedAt ?? instants.map((path) => toInstant(pickPath(payload, path))).find((one) => one !== null);
  const isUplink = pickPath(payload, 'uplink_message') !== undefined;
  return {
    figures,
    at,
    device:
      readDevice(source, delivery) ??
      toKey(pickPath(payload, 'end_device_ids.device_id')) ??
      toKey(pickPath(payload, 'end_device_ids.dev_eui')),
    // The first uplink of a session has no number in JSON: zero is left out.
    counter: isUplink ? (toKey(pickPath(payload, 'uplink_message.f_cnt')) ?? '0') : null,
    observedAt: observedAt ?? null,
    faults: own.faults,
  };
}

/** Where a message's figures may lie. */
export interface Place {
  readonly device: string | null;
  readonly topic: string | null;
}

/** Series and value of one figure; what is wrong goes to `faults`. */
export function toReading(
  source: MachineSource,
  field: MachineField,
  {
    value,
    pointer,
    place,
    faults,
  }: { value: unknown; pointer: string; place: Place; faults: MachineFault[] },
): Omit<MachineReading, 'observedAt'> | null {
  const number = toNumber(value);
  if (number === null) faults.push(toFault(pointer, 'type', { expected: 'number' }));
  const area = field.area ?? findArea(source, place, faults);
  if (number === null || area === null) return null;
  return { indicator: field.indicator, area, value: scale(number, field.factor) };
}

const areaPattern = /^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/;

function findArea({ area, areas }: MachineSource, place: Place, faults: MachineFault[]): string | null {
  if (typeof area === 'string' && area !== 'device') return area;
  const key = toAreaKey(area, place);
  const known = key !== null && Object.hasOwn(areas, key) ? areas[key] : undefined;
  if (known !== undefined) return known;
  if (key !== null && areaPattern.test(key)) return key;
  faults.push(toFault('', 'unknown_device', { given: (key ?? '').slice(0, 80) }));
  return null;
}

function toAreaKey(area: AreaRule, { device, topic }: Place): string | null {
  if (typeof area === 'string') return device;
  return topic === null ? null : readLevel(topic, area.topicLevel);
}
