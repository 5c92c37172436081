import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutbox, type Outgoing } from '../../../../client/connection/desk/outbox.ts';
import {
  maxWaiting,
  type OutboxStore,
  type Waiting,
} from '../../../../client/connection/desk/outboxStore.ts';
import { OfflineError, ProblemError } from '../../../../client/connection/desk/request.ts';
import type { SubmissionRequest } from '../../../../shared/model/submission.ts';

function createMemoryStore(): OutboxStore {
  const kept = new Map<string, Waiting>();
  return {
    put: async (waiting) => void kept.set(waiting.key, waiting),
    remove: async (key) => void kept.delete(key),
    list: async (userId) =>
      [...kept.values()].filter((one) => one.userId === userId).sort((a, b) => a.at - b.at),
  };
}

function problem(status: number): ProblemError {
  return new ProblemError({ type: 'urn:x', title: 'x', status, detail: `no ${status}` });
}

function outgoing(key: string, userId = 'budi'): Outgoing {
  const reading = { area: '32.16', value: 1 };
  const request = { key, indicator: 'x-y', period: '2026-10', readings: [reading], evidence: [] };
  return { userId, agency: 'dlh', request: request as unknown as SubmissionRequest, files: [] };
}

/** An outbox over a server that answers what `answer` says; `stored` is what the server has taken, by key. */
function open(
  answer: (key: string) => Error | null,
  onItsWay: () => Promise<void> = async () => undefined,
  onNamed: (person: string | undefined) => void = () => undefined,
) {
  const stored = new Map<string, number>();
  let clock = 0;
  const outbox = createOutbox({
    store: createMemoryStore(),
    now: () => {
      clock += 1;
      return clock;
    },
    async sendEvidence({ name }, _agency, person) {
      onNamed(person);
      return { id: `evidence-${name}`, name, type: 'x', sizeBytes: 1 };
    },
    async sendSubmission({ key }, person) {
      onNamed(person);
      await onItsWay();
      const error = answer(key);
      if (error) throw error;
      stored.set(key, (stored.get(key) ?? 0) + 1);
      return { recorded: 1, duplicates: 0, held: 0, seq: 1, at: '2026-11-01T00:00:00Z' };
    },
  });
  return { outbox, stored };
}

describe('the outbox', () => {
  it('sends at once while the line holds, and keeps nothing', async () => {
    const { outbox, stored } = open(() => null);
    expect(await outbox.send(outgoing('form-0001'))).toMatchObject({ kind: 'sent' });
    expect(await outbox.list('budi')).toEqual([]);
    expect(stored.size).toBe(1);
  });

  it.each([
    ['the line is down', new OfflineError()],
    ['the session ended', problem(401)],
    ['the server takes nothing now', problem(503)],
    ['too much was asked', problem(429)],
  ])('keeps a form while %s, and sends it once later, in order', async (_why, error) => {
    let fault: Error | null = error;
    const { outbox, stored } = open(() => fault);
    for (const key of ['form-0001', 'form-0002']) {
      expect(await outbox.send(outgoing(key))).toEqual({ kind: 'waiting' });
    }
    expect(await outbox.flush('budi')).toBe(0);
    fault = null;
    expect(await outbox.flush('budi')).toBe(2);
    expect(await outbox.flush('budi')).toBe(0);
    expect([...stored]).toEqual([
      ['form-0001', 1],
      ['form-0002', 1],
    ]);
  });

  it('says what was refused, and holds back nothing for it', async () => {
    let fault: Error | null = new OfflineError();
    const { outbox, stored } = open(() => fault);
    await outbox.send(outgoing('form-0001'));
    fault = problem(422);
    expect(await outbox.send(outgoing('form-0002'))).toMatchObject({ kind: 'refused' });
    await outbox.flush('budi');
    expect((await outbox.list('budi')).map(({ key, refusal }) => [key, refusal])).toEqual([
      ['form-0001', 'no 422'],
    ]);
    fault = null;
    await outbox.flush('budi');
    expect(stored.size).toBe(0);
    await outbox.remove('form-0001');
    expect(await outbox.list('budi')).toEqual([]);
  });

  it('shows and sends to nobody what another person left on the device', async () => {
    let fault: Error | null = new OfflineError();
    const { outbox, stored } = open(() => fault);
    await outbox.send(outgoing('form-0001', 'budi'));
    fault = null;
    expect(await outbox.flush('siti')).toBe(0);
    expect(await outbox.list('siti')).toEqual([]);
    expect(stored.size).toBe(0);
  });

  it('holds back nothing for a form that something before the server turns down', async () => {
    let fault: (key: string) => Error | null = () => new OfflineError();
    const { outbox, stored } = open((key) => fault(key));
    for (const key of ['form-0001', 'form-0002']) await outbox.send(outgoing(key));
    fault = (key) => (key === 'form-0001' ? new Error('answer 413') : null);
    expect(await outbox.flush('budi')).toBe(1);
    expect([...stored.keys()]).toEqual(['form-0002']);
    expect((await outbox.list('budi')).map(({ key, refusal }) => [key, refusal])).toEqual([
      ['form-0001', null],
    ]);
  });

  it('neither sends nor keeps what was dropped while another form was on its way', async () => {
    let fault: Error | null = new OfflineError();
    let meanwhile: () => Promise<void> = async () => undefined;
    const { outbox, stored } = open(
      () => fault,
      () => meanwhile(),
    );
    for (const key of ['form-0001', 'form-0002']) await outbox.send(outgoing(key));
    fault = null;
    meanwhile = () => outbox.remove('form-0002');
    expect(await outbox.flush('budi')).toBe(1);
    expect([...stored.keys()]).toEqual(['form-0001']);

    fault = new OfflineError();
    await outbox.send(outgoing('form-0003'));
    fault = problem(422);
    meanwhile = () => outbox.remove('form-0003');
    await outbox.flush('budi');
    expect(await outbox.list('budi')).toEqual([]);
  });

  it('names whose form it is, with each part of it', async () => {
    const named: (string | undefined)[] = [];
    const { outbox } = open(
      () => null,
      async () => undefined,
      (person) => named.push(person),
    );
    await outbox.send({ ...outgoing('form-0001'), files: [{ name: 'a.pdf', blob: new Blob(['a']) }] });
    expect(named).toEqual(['budi', 'budi']);
  });

  it('says when it is full', async () => {
    const { outbox } = open(() => new OfflineError());
    for (let count = 0; count < maxWaiting; count += 1) await outbox.send(outgoing(`form-${count}-key`));
    expect(await outbox.send(outgoing('form-more'))).toEqual({ kind: 'full' });
  });

  it('loses nothing and has the server store each key, whatever the line does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('up', 'down', 'flush'), { maxLength: 40 }), async (steps) => {
        let isUp = true;
        const { outbox, stored } = open(() => (isUp ? null : new OfflineError()));
        let sent = 0;
        for (const step of steps) {
          if (step === 'flush') await outbox.flush('budi');
          else {
            isUp = step === 'up';
            await outbox.send(outgoing(`form-${sent}-key`));
            sent += 1;
          }
        }
        isUp = true;
        await outbox.flush('budi');
        expect(await outbox.list('budi')).toEqual([]);
        expect(stored.size).toBe(sent);
        expect([...stored.values()].every((count) => count === 1)).toBe(true);
      }),
    );
  });
});
