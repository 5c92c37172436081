import { beforeEach, describe, expect, it } from 'vitest';
import type { StreamWriter } from '../../../server/domain/live/createStreamWriter.ts';
import type { LiveState } from '../../../server/domain/live/liveState.ts';
import { createSubmitReadings, type SubmitReadings } from '../../../server/domain/readings/submitReadings.ts';
import { createLocks } from '../../../server/domain/verification/createLocks.ts';
import { createVerification } from '../../../server/domain/verification/createVerification.ts';
import { listQueue } from '../../../server/domain/verification/listQueue.ts';
import type { Decision } from '../../../shared/model/verification.ts';
import { sqliteEngine, useStore } from '../../contract/storage/engine.ts';
import { buildActor, buildIndicator, openDesk, region } from '../../support/desk.ts';

const shown = buildIndicator('living-fire-response');
const hidden = buildIndicator('living-fires', { showProvisional: false });
const careful = buildIndicator('living-rescues', { verificationSteps: 2 });
const carefulHidden = buildIndicator('living-fire-fleet', { verificationSteps: 2, showProvisional: false });
const indicators = [shown, hidden, careful, carefulHidden];
const find = (id: string) => indicators.find((one) => one.id === id);

const observedAt = '2026-10-31T16:59:59.999Z';
let now = Date.parse('2026-11-05T03:00:00Z');
const clerk = buildActor('clerk', 'agency-operator', 'disdamkar');
const [ani, budi] = [buildActor('ani', 'verifier'), buildActor('budi', 'verifier')];

describe('the walidata', () => {
  const own = useStore(sqliteEngine);
  let liveState: LiveState;
  let writer: StreamWriter;
  let submit: SubmitReadings;
  beforeEach(async () => {
    ({ liveState, writer } = await openDesk(own.store));
    const rules = { indicator: find, area: (code: string) => region.area(code) };
    submit = createSubmitReadings({ writer, store: own.store, rules, now: () => now, allowSimulated: false });
  });

  const send = (indicator: string, value: number, more: object = {}) =>
    submit({
      body: { readings: [{ indicator, area: '32.16', value, observedAt, ...more }] },
      agency: clerk.agency,
      source: { key: 'agency:disdamkar', label: 'Disdamkar' },
      actor: clerk,
      way: 'form',
    });
  const listWaiting = async () =>
    (await listQueue({ store: own.store, indicators, nameOf: (actor) => actor }, {})).items;
  const decide = async (
    decision: Decision['decision'],
    by = ani,
    more: Partial<Decision> = {},
    before: () => Promise<unknown> = async () => undefined,
  ) => {
    const append: StreamWriter['append'] = async (batch) => {
      await before();
      return writer.append(batch);
    };
    const verification = createVerification({
      writer: { ...writer, append },
      store: own.store,
      indicator: find,
      now: () => now,
      toNotices: ({ reason, agency }) => [
        { kind: 'notice', id: `n-${reason}`, owner: agency, body: { reason } },
      ],
    });
    const [item] = await listWaiting();
    if (!item) throw new Error('nothing waits');
    const { indicator, area, version, held, recordedAt } = item;
    const [result] = await verification.decide(
      [{ indicator, area, observedAt: item.observedAt, version, held, recordedAt, decision, ...more }],
      by,
    );
    return result?.outcome;
  };
  const present = () => [...liveState.listChanges()].map(({ record }) => record);

  it('turns a provisional figure on the wall into a verified one', async () => {
    await send(shown.id, 12);
    expect(present()).toMatchObject([{ value: 12, verification: 'provisional' }]);
    expect(await listWaiting()).toMatchObject([{ value: 12, version: 1, held: false, agency: 'disdamkar' }]);
    expect(await decide('verify')).toBe('verified');
    expect(present()).toMatchObject([{ value: 12, verification: 'verified' }]);
    expect(await listWaiting()).toEqual([]);
  });

  it('turns down no figure that was sent in the moment before', async () => {
    await send(shown.id, 12);
    const sent = () => send(shown.id, 13, { correction: true });
    expect(await decide('reject', ani, { reason: 'salah' }, sent)).toBe('changed');
    expect(present()).toMatchObject([{ value: 13, quality: 'good' }]);
  });

  it('shows a hidden figure to nobody before its look, and then in the name of its sender', async () => {
    expect(await send(hidden.id, 40)).toMatchObject({ receipt: { recorded: 1, held: 1, duplicates: 0 } });
    expect(present()).toEqual([]);
    expect(await send(hidden.id, 40)).toMatchObject({ receipt: { recorded: 0, duplicates: 1 } });
    expect(await send(hidden.id, 41)).toMatchObject({ receipt: { recorded: 1, held: 1 } });
    expect(await listWaiting()).toMatchObject([{ value: 41, version: 2, held: true }]);
    expect(await decide('verify')).toBe('verified');
    expect(present()).toMatchObject([{ value: 41, verification: 'verified' }]);
    const [version] = await own.store.readVersions(
      hidden.id,
      region.catalogue.region.code,
      Date.parse(observedAt),
    );
    expect(version).toMatchObject({ actor: 'user:clerk', audit: { label: 'ani' } });
    expect(await listWaiting()).toEqual([]);
    expect(await send(hidden.id, 41)).toMatchObject({ receipt: { recorded: 0, duplicates: 1 } });
  });

  it('keeps a hidden correction off the wall until its look, then says what it replaced', async () => {
    await send(hidden.id, 40);
    await decide('verify');
    await send(hidden.id, 45);
    expect(present()).toMatchObject([{ value: 40 }]);
    expect(await decide('verify')).toBe('verified');
    expect(present()).toMatchObject([{ value: 45, verification: 'restated', was: { value: 40 } }]);
    expect(await listWaiting()).toEqual([]);
  });

  it.each([
    ['shown', careful],
    ['hidden', carefulHidden],
  ])('wants two different people where the indicator asks for two looks (%s)', async (_kind, indicator) => {
    await send(indicator.id, 3);
    expect(await decide('verify', ani)).toBe('first-look');
    expect(await decide('verify', ani)).toBe('same-person');
    expect(await listWaiting()).toMatchObject([{ stepsNeeded: 2, steps: [{ step: 1, final: false }] }]);
    expect(await decide('verify', budi)).toBe('verified');
    expect(present()).toMatchObject([{ value: 3, verification: 'verified' }]);
  });

  it.each([
    ['shown', shown],
    ['hidden', hidden],
  ])('turns a figure down with a reason that its agency is told (%s)', async (_kind, indicator) => {
    await send(indicator.id, 7);
    expect(await decide('reject')).toBe('reason-needed');
    expect(await decide('reject', ani, { reason: 'satuan salah' })).toBe('rejected');
    expect(await own.store.listRecords('notice', 'disdamkar')).toMatchObject([
      { body: { reason: 'satuan salah' } },
    ]);
    expect(present().filter((record) => record.quality !== 'bad')).toEqual([]);
    expect(await listWaiting()).toEqual([]);
    expect(await send(indicator.id, 70)).toMatchObject({ receipt: { recorded: 1 } });
    expect(await listWaiting()).toMatchObject([{ value: 70 }]);
  });

  it('decides nothing about a figure that changed meanwhile, nor about its own', async () => {
    await send(shown.id, 1);
    expect(await decide('verify', ani, { version: 2 })).toBe('changed');
    expect(await decide('verify', clerk)).toBe('own-figure');
    expect(await decide('verify', ani, { area: '32.16.09' as Decision['area'] })).toBe('unknown');
  });

  it('does not take a held figure for the one that was turned down before it came', async () => {
    await send(hidden.id, 10);
    const seen = (await listWaiting())[0];
    expect(await decide('reject', budi, { reason: 'satuan salah' })).toBe('rejected');
    now += 1_000;
    await send(hidden.id, 99);
    expect(await listWaiting()).toMatchObject([{ value: 99, version: seen?.version }]);
    expect(await decide('verify', ani, { recordedAt: seen?.recordedAt })).toBe('changed');
    expect(await decide('verify', ani, { recordedAt: undefined })).toBe('changed');
    expect(present()).toEqual([]);
    expect(await decide('verify')).toBe('verified');
  });

  it('locks a period only when nothing of it waits, and opens it with a reason', async () => {
    const locks = createLocks({ store: own.store, now: () => now });
    const request = { indicator: shown.id, until: Date.parse(observedAt), reason: 'tutup buku' };
    await send(shown.id, 1);
    expect(await locks.lock(request, ani)).toEqual({ kind: 'unverified', count: 1 });
    await decide('verify');
    expect(await locks.lock(request, ani)).toEqual({ kind: 'locked' });
    expect(await send(shown.id, 2)).toMatchObject({
      kind: 'invalid',
      faults: [{ pointer: '/readings/0/observedAt', code: 'locked' }],
    });
    expect(await send(shown.id, 1)).toMatchObject({ receipt: { duplicates: 1 } });
    expect(await locks.list()).toMatchObject([{ indicator: shown.id, until: observedAt, by: 'ani' }]);
    await locks.unlock({ ...request, until: null }, ani);
    expect(await send(shown.id, 2)).toMatchObject({ receipt: { recorded: 1 } });
    expect((await own.store.listAudit({ limit: 20 })).map(({ action }) => action)).toEqual([
      'reading.record',
      'lock.open',
      'lock.set',
      'verification.verify',
      'reading.record',
    ]);
  });

  it('keeps a hidden figure of a locked period out as well', async () => {
    const locks = createLocks({ store: own.store, now: () => now });
    await locks.lock({ indicator: hidden.id, until: Date.parse(observedAt), reason: 'r' }, ani);
    expect(await send(hidden.id, 2)).toMatchObject({ kind: 'invalid', faults: [{ code: 'locked' }] });
  });
});
