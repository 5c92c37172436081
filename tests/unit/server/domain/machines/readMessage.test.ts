import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePayload, toSample } from '../../../../../server/domain/machines/parsePayload.ts';
import { readNotification, readObservation } from '../../../../../server/domain/machines/readEntities.ts';
import { type Delivery, readMessage } from '../../../../../server/domain/machines/readMessage.ts';
import { buildNgsi, buildSensorThings, buildWebhook } from '../../../../support/machineBuilders.ts';

const arrivedAt = Date.UTC(2026, 10, 1);

function deliver(payload: unknown, more: Partial<Delivery> = {}): Delivery {
  return { payload, topic: null, arrivedAt, isRetained: false, sample: '', ...more };
}

function readOne(source: Parameters<typeof readMessage>[0], payload: unknown, more: Partial<Delivery> = {}) {
  const read = readMessage(source, deliver(payload, more));
  return read.ok ? read.message.readings[0] : read.faults.map(({ code, pointer }) => [code, pointer]);
}

describe('a JSON message', () => {
  it.each([
    [{ ts: '2026-10-31T07:00:00+07:00', pm25: 12 }, 12, Date.UTC(2026, 9, 31)],
    [{ ts: 1_793_404_800, pm25: '12.50' }, 12.5, 1_793_404_800_000],
    [{ ts: 1_793_404_800_123, pm25: -0 }, -0, 1_793_404_800_123],
    [{ ts: '1793404800', pm25: 3 }, 3, 1_793_404_800_000],
  ])('%j is read', (payload, value, observedAt) => {
    expect(readOne(buildWebhook(), payload)).toMatchObject({ value, observedAt });
  });

  it.each([
    [null, [['type', '']]],
    [12, [['type', '']]],
    [{}, [['required', '/ts']]],
    [{ ts: 0, pm25: 1 }, [['device_time', '/ts']]],
    [{ ts: '31/10/2026', pm25: 1 }, [['device_time', '/ts']]],
    [{ ts: '2026-02-30T00:00:00Z', pm25: 1 }, [['device_time', '/ts']]],
    [{ ts: 1_793_404_800 }, [['no_field', '']]],
    [{ ts: 1_793_404_800, pm25: null }, [['no_field', '']]],
    [{ ts: 1_793_404_800, pm25: true }, [['type', '/pm25']]],
    [{ ts: 1_793_404_800, pm25: '0x10' }, [['type', '/pm25']]],
    [{ ts: 1_793_404_800, pm25: '' }, [['type', '/pm25']]],
    [{ ts: 1_793_404_800, pm25: [1] }, [['type', '/pm25']]],
  ])('%j is refused', (payload, faults) => {
    expect(readOne(buildWebhook(), payload)).toEqual(faults);
  });

  it('finds nested values, by own keys only', () => {
    const fields = [{ path: 'a.0.b', indicator: 'environment-pm25' }];
    expect(readOne(buildWebhook({ fields, time: null }), { a: [{ b: 7 }] })).toMatchObject({ value: 7 });
    for (const path of ['constructor.length', '__proto__.x', 'toString', 'a.length'])
      expect(
        readOne(buildWebhook({ fields: [{ path, indicator: 'environment-pm25' }], time: null }), { a: 1 }),
      ).toEqual([['no_field', '']]);
  });

  it('multiplies without the noise of decimal fractions', () => {
    const fields = [{ path: 'v', indicator: 'environment-pm25', factor: 0.1 }];
    expect(readOne(buildWebhook({ fields, time: null }), { v: 3 })).toMatchObject({ value: 0.3 });
  });

  it('takes the area of the device from its table, or the code itself', () => {
    const source = buildWebhook({
      area: 'device',
      device: { path: 'id' },
      areas: { n1: '32.16.05' },
      time: null,
    });
    expect(readOne(source, { id: 'n1', pm25: 1 })).toMatchObject({ area: '32.16.05' });
    expect(readOne(source, { id: '32.16.06', pm25: 1 })).toMatchObject({ area: '32.16.06' });
    for (const id of ['n2', 'constructor', '', null, {}])
      expect(readOne(source, { id, pm25: 1 })).toEqual([['unknown_device', '']]);
  });

  it('refuses a retained message that does not say when it was measured', () => {
    expect(readOne(buildWebhook({ time: null }), { pm25: 1 }, { isRetained: true })).toEqual([
      ['retained', ''],
    ]);
    expect(readOne(buildWebhook(), { ts: 1_793_404_800, pm25: 1 }, { isRetained: true })).toMatchObject({
      value: 1,
    });
  });
});

describe('an uplink of The Things Stack', () => {
  const source = buildWebhook({ format: 'ttn-v3', time: null, area: 'device', areas: { n1: '32.16.05' } });
  const uplink = (more: object = {}) => ({
    end_device_ids: { device_id: 'n1' },
    received_at: '2026-10-31T00:00:05Z',
    uplink_message: {
      f_cnt: 3,
      decoded_payload: { pm25: 20 },
      received_at: '2026-10-31T00:00:04.123456789Z',
      settings: { time: '2026-10-31T00:00:03Z' },
      ...more,
    },
  });

  it.each([
    [{}, Date.UTC(2026, 9, 31, 0, 0, 4, 123)],
    [{ received_at: undefined }, Date.UTC(2026, 9, 31, 0, 0, 5)],
    [{ received_at: 'soon' }, Date.UTC(2026, 9, 31, 0, 0, 5)],
  ])('takes the instant of the network server: %j', (more, observedAt) => {
    expect(readOne(source, uplink(more))).toMatchObject({ value: 20, area: '32.16.05', observedAt });
  });

  it('refuses one whose payload nobody decoded', () => {
    expect(readOne(source, uplink({ decoded_payload: undefined }))).toEqual([
      ['no_field', '/uplink_message/decoded_payload'],
    ]);
  });
});

describe('whatever comes', () => {
  const sources = [
    buildWebhook(),
    buildWebhook({ time: null, area: 'device', device: { path: 'pm25' } }),
    buildWebhook({ format: 'ttn-v3', time: null, area: 'device' }),
  ];
  // Random JSON that now and then has the names that the maps look for.
  const key = fc.constantFrom(
    'pm25',
    'ts',
    'uplink_message',
    'decoded_payload',
    'data',
    'id',
    'type',
    'value',
  );
  const { payload } = fc.letrec((tie) => ({
    payload: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue(),
      fc.double(),
      fc.constantFrom('AirQualityObserved', '32.16.01', '2026-01-01T00:00:00Z', '1e999', 'NaN'),
      fc.array(tie('payload'), { maxLength: 4 }),
      fc.dictionary(key, tie('payload'), { maxKeys: 6 }),
    ),
  }));
  const isSound = (reading: { value: number; observedAt: number; area: string }): boolean =>
    Number.isFinite(reading.value) &&
    Number.isSafeInteger(reading.observedAt) &&
    /^\d\d\.\d\d/.test(reading.area);

  it('gives sound readings or faults, and never throws', () => {
    fc.assert(
      fc.property(payload, fc.boolean(), (given, isRetained) => {
        for (const source of sources) {
          const read = readMessage(source, deliver(given, { isRetained, topic: 'a/b' }));
          if (read.ok) expect(read.message.readings.every(isSound)).toBe(true);
          else expect(read.faults.length).toBeGreaterThan(0);
        }
        for (const body of [given, { data: given }, { data: [given] }]) {
          const read = readNotification(body, [buildNgsi(), buildNgsi({ area: 'device' })]);
          expect(read.readings.map(({ reading }) => reading).every(isSound)).toBe(true);
          expect(read.readings.length + read.faults.length).toBeGreaterThan(0);
        }
        const body = { result: given, phenomenonTime: given, Datastream: { '@iot.id': 'pm25' } };
        const read = readObservation(body, [buildSensorThings()], arrivedAt);
        expect(read.readings.map(({ reading }) => reading).every(isSound)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('makes a sample of any bytes that a screen can show', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (bytes) => {
        const sample = toSample(bytes);
        expect(sample.length).toBeLessThanOrEqual(500);
        expect(sample).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        parsePayload(bytes);
      }),
    );
  });
});
