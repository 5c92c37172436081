import type {
  NgsiSource,
  SensorThingsSource,
  WebhookSource,
} from '../../server/domain/machines/machineSource.ts';
import { machineEntrySchema } from '../../server/regions/machineSchema.ts';

const common = {
  label: 'Uji',
  provider: 'Uji',
  agency: 'dlh',
  area: '32.16',
  fields: [{ path: 'pm25', indicator: 'environment-pm25' }],
};

/** A webhook of the schema's defaults, changed for the test. */
export function buildWebhook(more: object = {}): WebhookSource {
  return machineEntrySchema.parse({
    id: 'hook',
    kind: 'webhook',
    format: 'json',
    time: 'ts',
    ...common,
    ...more,
  }) as WebhookSource;
}

/** A map of NGSI-LD entities. */
export function buildNgsi(more: object = {}): NgsiSource {
  return machineEntrySchema.parse({
    id: 'entities',
    kind: 'ngsi-ld',
    entityType: 'AirQualityObserved',
    ...common,
    ...more,
  }) as NgsiSource;
}

/** A map of SensorThings datastreams. */
export function buildSensorThings(more: object = {}): SensorThingsSource {
  return machineEntrySchema.parse({
    id: 'things',
    kind: 'sensorthings',
    ...common,
    ...more,
  }) as SensorThingsSource;
}
