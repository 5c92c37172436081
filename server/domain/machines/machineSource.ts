import type { AgencyCode, AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Duration } from '#shared/model/indicator.ts';

/** One figure of a message and the series that it goes to. */
export interface MachineField {
  /** Dotted path in the payload; an attribute of an NGSI-LD entity; the id of a SensorThings datastream. */
  readonly path: string;
  readonly indicator: IndicatorId;
  /** Left to the source's own rule where null. */
  readonly area: AreaCode | null;
  /** What the figure is multiplied with, for another unit. */
  readonly factor: number;
}

/** Where a source finds its area: always the same, named by the device, or by a level of the topic counted from 1. */
export type AreaRule = AreaCode | 'device' | { readonly topicLevel: number };

/** What every kind of source has. */
interface CommonSource {
  /** Also the id of its link. */
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  /** Only its own indicators are taken. */
  readonly agency: AgencyCode;
  /** A source that was heard and then says nothing for this long counts as down; null never does. */
  readonly silentAfter: Duration | null;
  readonly area: AreaRule;
  /** Devices, or words of a topic, and the area each stands for; a key that is missing must be an area code itself. */
  readonly areas: Readonly<Record<string, AreaCode>>;
  readonly fields: readonly MachineField[];
}

/** What messages of devices look like. */
interface MessageShape {
  readonly format: 'json' | 'ttn-v3';
  /** Null where the format names the device itself, or nothing depends on it. */
  readonly device: { readonly path: string } | { readonly topicLevel: number } | null;
  /** Path of the number that the device counts its messages with. */
  readonly counter: string | null;
  /** Path of the instant of measurement: ISO 8601 with zone, epoch seconds or milliseconds. Null takes the instant of arrival. */
  readonly time: string | null;
}

/** Messages of an MQTT broker. */
export interface MqttSource extends CommonSource, MessageShape {
  readonly kind: 'mqtt';
  /** Topic filter with `+` and `#`. */
  readonly topic: string;
  /** Where gateways or devices say that they are there, and the broker that they are gone. */
  readonly will: { readonly topic: string; readonly online: string; readonly offline: string } | null;
}

/** Messages that another system posts, signed. */
export interface WebhookSource extends CommonSource, MessageShape {
  readonly kind: 'webhook';
}

/** Notifications of an NGSI-LD broker about entities of a type. */
export interface NgsiSource extends CommonSource {
  readonly kind: 'ngsi-ld';
  /** Short name or URI. */
  readonly entityType: string;
}

/** Observations of OGC SensorThings. */
export interface SensorThingsSource extends CommonSource {
  readonly kind: 'sensorthings';
}

/** One machine that sends readings, as the region pack maps it. */
export type MachineSource = MqttSource | WebhookSource | NgsiSource | SensorThingsSource;

/** Sources whose messages are read the same way, whatever brought them. */
export type MessageSource = MqttSource | WebhookSource;
