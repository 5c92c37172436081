import { parseInstant } from '../readings/parseInstant.ts';
import { type MachineFault, type MachineReading, toFault } from './machineMessage.ts';
import type { MachineSource, NgsiSource, SensorThingsSource } from './machineSource.ts';
import { pickKey, pickPath, toInstant, toKey } from './pickPath.ts';
import { toReading } from './readMessage.ts';

/** A reading with its place in what was posted, so that a fault can point there. */
export interface PostedReading {
  readonly source: NgsiSource | SensorThingsSource;
  readonly reading: MachineReading;
  readonly pointer: string;
  /** Entity or datastream. */
  readonly ref: string;
}

/** All that was read of a post, and all that is wrong with it. */
export interface PostedRead {
  /** Sources that the post is about, whether or not it could be read. */
  readonly sources: readonly MachineSource[];
  readonly readings: readonly PostedReading[];
  readonly faults: readonly MachineFault[];
}

const maxEntities = 500;

/** Reads an NGSI-LD notification (ETSI GS CIM 009, 5.3.1): normalised, concise or simplified entities. Attributes without a map are left alone. */
export function readNotification(body: unknown, sources: readonly NgsiSource[]): PostedRead {
  const data = pickPath(body, 'data');
  const entities = data === undefined ? [] : Array.isArray(data) ? (data as readonly unknown[]) : [data];
  const sink: Sink = { readings: [], faults: [], sources: new Set() };
  if (entities.length === 0) sink.faults.push(toFault('/data', 'required'));
  if (entities.length > maxEntities) sink.faults.push(toFault('/data', 'too_many', { max: maxEntities }));
  for (const [index, entity] of entities.slice(0, maxEntities).entries())
    readEntity(entity, Array.isArray(data) ? `/data/${index}` : '/data', sources, sink);
  return { ...sink, sources: [...sink.sources] };
}

interface Sink {
  readonly readings: PostedReading[];
  readonly faults: MachineFault[];
  readonly sources: Set<MachineSource>;
}

function readEntity(entity: unknown, pointer: string, sources: readonly NgsiSource[], sink: Sink): void {
  if (typeof entity !== 'object' || entity === null || Array.isArray(entity)) {
    sink.faults.push(toFault(pointer, 'type', { expected: 'object' }));
    return;
  }
  const types = [pickPath(entity, 'type')].flat().map(toShortName);
  const own = sources.filter(({ entityType }) => types.includes(toShortName(entityType)));
  if (own.length === 0) {
    sink.faults.push(toFault(`${pointer}/type`, 'unmapped', { given: (types[0] ?? '').slice(0, 80) }));
    return;
  }
  const before = sink.readings.length + sink.faults.length;
  for (const source of own) {
    sink.sources.add(source);
    readAttributes(entity, pointer, source, sink);
  }
  if (sink.readings.length + sink.faults.length === before) sink.faults.push(toFault(pointer, 'no_field'));
}

function readAttributes(entity: object, pointer: string, source: NgsiSource, sink: Sink): void {
  const device = toKey(pickPath(entity, 'id'));
  for (const [name, attribute] of Object.entries(entity)) {
    const fields = source.fields.filter(({ path }) => toShortName(path) === toShortName(name));
    for (const field of fields) {
      for (const instance of Array.isArray(attribute) ? (attribute as readonly unknown[]) : [attribute]) {
        const at = `${pointer}/${name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const value = unwrap(instance);
        const place = { device, topic: null };
        const reading = toReading(source, field, {
          value,
          pointer: `${at}/value`,
          place,
          faults: sink.faults,
        });
        const observedAt = findInstant(instance, entity);
        if (observedAt === null) sink.faults.push(toFault(`${at}/observedAt`, 'instant'));
        else if (reading)
          sink.readings.push({
            source,
            reading: { ...reading, observedAt },
            pointer: at,
            ref: (device ?? source.id).slice(0, 200),
          });
      }
    }
  }
}

/** The last part of a URI, or the name itself: brokers send either. */
function toShortName(name: unknown): string {
  return typeof name === 'string' ? (name.split(/[/#]/).at(-1) ?? name) : '';
}

/** A property's value in normalised, concise or simplified form. */
function unwrap(attribute: unknown): unknown {
  if (typeof attribute !== 'object' || attribute === null) return attribute;
  const value = pickPath(attribute, 'value');
  return typeof value === 'object' && value !== null ? pickPath(value, '@value') : value;
}

/** The instant of the attribute, else that of the entity as data models write it. When the broker told us is no instant of measurement. */
function findInstant(attribute: unknown, entity: object): number | null {
  const places = [
    pickPath(attribute, 'observedAt'),
    pickPath(entity, 'observedAt'),
    unwrap(pickPath(entity, 'dateObserved')),
    pickPath(attribute, 'modifiedAt'),
  ];
  const given = places.find((one) => one !== undefined);
  return typeof given === 'string' ? toInstant(given) : null;
}

/** Reads an OGC SensorThings Observation. Without `phenomenonTime` it was made when it came, as the standard says. */
export function readObservation(
  body: unknown,
  sources: readonly SensorThingsSource[],
  arrivedAt: number,
): PostedRead {
  const faults: MachineFault[] = [];
  const readings: PostedReading[] = [];
  const datastream = pickPath(body, 'Datastream');
  const id = toKey(pickKey(datastream, '@iot.id'));
  const found = sources.flatMap((source) =>
    source.fields.filter(({ path }) => path === id).map((field) => ({ source, field })),
  );
  if (id === null) faults.push(toFault('/Datastream/@iot.id', 'required'));
  else if (found.length === 0)
    faults.push(toFault('/Datastream/@iot.id', 'unmapped', { given: id.slice(0, 80) }));
  const observedAt = readPhenomenonTime(body, arrivedAt);
  if (observedAt === null) faults.push(toFault('/phenomenonTime', 'instant'));
  const value = pickPath(body, 'result');
  for (const { source, field } of found) {
    const place = { device: null, topic: null };
    const reading = toReading(source, field, { value, pointer: '/result', place, faults });
    if (!reading || observedAt === null) continue;
    const ref = `Datastreams(${id})`.slice(0, 200);
    readings.push({ source, reading: { ...reading, observedAt }, pointer: '', ref });
  }
  return { readings, faults, sources: found.map(({ source }) => source) };
}

/** An instant, or the end of an interval `start/end`. */
function readPhenomenonTime(body: unknown, arrivedAt: number): number | null {
  const given = pickPath(body, 'phenomenonTime');
  if (given === undefined || given === null) return arrivedAt;
  return typeof given === 'string' ? parseInstant(given.split('/').at(-1) ?? '') : null;
}
