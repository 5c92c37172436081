import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MachineMessage } from '../../../../../server/domain/machines/machineMessage.ts';
import { submitMessages } from '../../../../../server/domain/machines/submitMessages.ts';
import type { SubmitReadings } from '../../../../../server/domain/readings/submitReadings.ts';
import { StoreUnavailableError } from '../../../../../server/domain/storeErrors.ts';
import { buildWebhook } from '../../../../support/machineBuilders.ts';

const source = buildWebhook();
const poison = 13;

/** Values of one message; the door refuses negative ones, breaks on 13 and says nothing useful about 66. */
function build(values: readonly number[]): MachineMessage {
  const readings = values.map((value) => ({ indicator: 'i', area: '32.16', value, observedAt: 0 }));
  return { readings, ref: 'r', repeatKey: null, isRetained: false, sample: '' };
}

const isGood = ({ readings }: MachineMessage) =>
  readings.every(({ value }) => value >= 0 && value !== poison && value !== 66);

function openDoor() {
  const stored: number[] = [];
  const errors: unknown[] = [];
  const submit: SubmitReadings = async ({ body }) => {
    const { readings } = body as { readings: { value: number }[] };
    if (readings.some(({ value }) => value === poison)) throw new Error('broken');
    if (readings.some(({ value }) => value === 66))
      return { kind: 'invalid', faults: [{ pointer: '', code: 'type', params: {} }] };
    const faults = readings.flatMap(({ value }, index) =>
      value < 0 ? [{ pointer: `/readings/${index}/value`, code: 'range', params: {} } as const] : [],
    );
    if (faults.length > 0) return { kind: 'invalid', faults };
    stored.push(...readings.map(({ value }) => value));
    const receipt = { recorded: readings.length, held: 0, duplicates: 0, seq: 1 };
    return { kind: 'recorded', receipt, replayed: false };
  };
  return { stored, errors, parts: { submit, onError: (error: unknown) => errors.push(error) } };
}

describe('a batch of messages', () => {
  it('stores every good message whole, none twice, and blames every bad one', async () => {
    const value = fc.oneof({ weight: 8, arbitrary: fc.nat(50) }, fc.constantFrom(-1, poison, 66));
    const messages = fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(messages, async (given) => {
        const { stored, parts } = openDoor();
        const batch = given.map(build);
        const outcome = await submitMessages(parts, source, batch, 'mqtt');
        const good = batch.filter(isGood).flatMap(({ readings }) => readings.map((one) => one.value));
        expect([...stored].sort()).toEqual(good.sort());
        expect(outcome.recorded).toBe(good.length);
        expect(new Set(outcome.refused.map(({ message }) => message))).toEqual(
          new Set(batch.filter((message) => !isGood(message))),
        );
      }),
    );
  });

  it('keeps within what one call may hold', async () => {
    const { stored, parts } = openDoor();
    const sizes: number[] = [];
    const submit: SubmitReadings = (submission) => {
      sizes.push((submission.body as { readings: unknown[] }).readings.length);
      return parts.submit(submission);
    };
    const wide = Array.from({ length: 120 }, () => build(Array.from({ length: 100 }, () => 1)));
    await submitMessages({ ...parts, submit }, source, wide, 'mqtt');
    expect(stored).toHaveLength(12_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5_000);
  });

  it('passes on that storage takes nothing', async () => {
    const submit: SubmitReadings = () => Promise.reject(new StoreUnavailableError('full'));
    await expect(
      submitMessages({ submit, onError: () => undefined }, source, [build([1])], 'mqtt'),
    ).rejects.toThrow(StoreUnavailableError);
  });
});
