import { describe, expect, it } from 'vitest';
import type {
  FigureThen,
  NewRecommendation,
  RecommendationDoc,
  RecommendationEntry,
} from '#shared/model/assistance.ts';
import { indicatorIdSchema } from '#shared/model/ids.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import { toEffect, toFollowUp } from '#shared/rules/assistance.ts';
import { createAssistance } from '../../../../../server/domain/assistance/createAssistance.ts';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import { IdempotencyConflictError, RecordConflictError } from '../../../../../server/domain/storeErrors.ts';
import { buildRecommendationFacts } from '../../../../support/officialBuilders.ts';
import { buildRegister } from '../../../../support/registers.ts';

const by = toSystemActor('siti');
const today = '2026-11-05';
const spbe = indicatorIdSchema.parse('governance-spbe');

const known = { origin: 'published', verification: 'verified', quality: 'good', period: null } as const;

/** Recommendations over a register in memory, beside figures that a test can move. */
function open({ isSimulated = false } = {}) {
  const { register, notes } = buildRegister<RecommendationDoc>('recommendation');
  const asked: string[] = [];
  let value: number | null = 3.28;
  let observedAt: number | null = 100;
  const assistance = createAssistance({
    register,
    occasions: [],
    isAgency: (code) => code === 'diskominfosantik',
    isIndicator: (id) => id === spbe || id === 'governance-ikm',
    figure: (indicator) => ({ indicator, value, observedAt, ...known }) as OfficialFigure,
    figureOn: async (indicator, day) => {
      asked.push(`${indicator} ${day}`);
      return { indicator, value, observedAt, ...known } satisfies FigureThen;
    },
    now: () => 5_000,
    today: () => today,
    isSimulated,
  });
  return {
    assistance,
    notes,
    asked,
    setFigure: (next: number | null, at: number | null) => {
      value = next;
      observedAt = at;
    },
  };
}
type Opened = ReturnType<typeof open>;

let count = 0;
const toKey = (): string => {
  count += 1;
  return `call-number-${count}`;
};
const enter = ({ assistance }: Opened, id: string, entry: object, key = toKey()) =>
  assistance.enter(id, { key, ...entry } as RecommendationEntry, by);

async function make({ assistance }: Opened, more: Partial<NewRecommendation> = {}): Promise<string> {
  const outcome = await assistance.make({ key: toKey(), ...buildRecommendationFacts(more) }, by);
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.kept.id;
}

async function stepOf({ assistance }: Opened, id: string) {
  const found = await assistance.find(id);
  return found && toFollowUp(found.recommendation);
}

async function faultsOf(outcome: ReturnType<Opened['assistance']['enter']>): Promise<string[]> {
  const found = await outcome;
  if (found.kind !== 'refused') return [found.kind];
  return found.faults.map(({ pointer, code }) => `${pointer} ${code}`);
}

const response = { kind: 'response', text: 'Disetujui', on: '2026-03-20' };
const decision = {
  kind: 'decision',
  decisionKind: 'regulation',
  title: 'Perbup',
  number: null,
  on: '2026-05-01',
};
const close = { kind: 'close', text: 'Sudah berjalan', on: '2026-06-01' };
const reason = 'Alasan yang cukup';

describe('a recommendation', () => {
  it('goes from its answer to its decision to its end, each change told with who made it', async () => {
    const opened = open();
    const id = await make(opened);
    const steps: unknown[] = [await stepOf(opened, id)];
    for (const entry of [response, decision, close]) {
      await enter(opened, id, entry);
      steps.push(await stepOf(opened, id));
    }
    expect(steps).toEqual(['waiting', 'answered', 'decided', 'closed']);
    const answer = await opened.assistance.find(id);
    expect(answer?.log.map(({ kind, by: who }) => [kind, who.name])).toEqual([
      ['close', 'siti'],
      ['decision', 'siti'],
      ['response', 'siti'],
      ['made', 'siti'],
    ]);
    expect(opened.notes.map(({ action }) => action)).toEqual([
      'recommendation.made',
      'recommendation.response',
      'recommendation.decision',
      'recommendation.close',
    ]);
  });

  it('shows its effect later: the figure of its day stays, that of now moves on', async () => {
    const opened = open();
    const id = await make(opened);
    const effect = async () => {
      const answer = await opened.assistance.find(id);
      return toEffect(answer?.recommendation.figures[0], answer?.figures[0], 'higher');
    };
    expect(await effect()).toBe('waiting');
    opened.setFigure(4.08, 200);
    await enter(opened, id, decision);
    expect(await effect()).toBe('better');
    opened.setFigure(3.1, 300);
    expect(await effect()).toBe('worse');
    opened.setFigure(null, null);
    expect(await effect()).toBe('unknown');
    expect((await opened.assistance.find(id))?.recommendation.figures).toEqual([
      { indicator: spbe, value: 3.28, observedAt: 100, ...known },
    ]);
  });

  it('keeps the figure it was given with when its words change, and looks again for another day alone', async () => {
    const opened = open();
    const id = await make(opened);
    opened.setFigure(4.08, 200);
    const facts = buildRecommendationFacts({ text: 'Tetapkan peta rencana SPBE segera' });
    await enter(opened, id, { kind: 'change', ...facts });
    expect((await opened.assistance.find(id))?.recommendation.figures[0]?.value).toBe(3.28);
    await enter(opened, id, { kind: 'change', ...facts, givenOn: '2026-04-01' });
    expect((await opened.assistance.find(id))?.recommendation.figures[0]?.value).toBe(4.08);
    expect(opened.asked).toEqual([`${spbe} 2026-03-01`, `${spbe} 2026-04-01`]);
  });

  it('says of itself that it is simulated where the server is', async () => {
    const opened = open({ isSimulated: true });
    const id = await make(opened);
    expect((await opened.assistance.find(id))?.recommendation.origin).toBe('simulated');
  });
});

describe('a change of a recommendation', () => {
  it('is not made over what another changed meanwhile, and once for each key', async () => {
    const opened = open();
    const id = await make(opened);
    await enter(opened, id, { ...response, version: 1 }, 'first-change');
    await expect(enter(opened, id, { ...decision, version: 1 })).rejects.toThrow(RecordConflictError);
    expect(await stepOf(opened, id)).toBe('answered');
    await enter(opened, id, { ...response, version: 1 }, 'first-change');
    expect(opened.notes).toHaveLength(2);
    await expect(enter(opened, id, close, 'first-change')).rejects.toThrow(IdempotencyConflictError);
  });

  it('is refused where it does not fit how far it has come', async () => {
    const opened = open();
    const id = await make(opened);
    expect(await faultsOf(enter(opened, id, { kind: 'reopen', reason }))).toEqual(['/kind followup_open']);
    await enter(opened, id, { kind: 'drop', reason });
    for (const entry of [response, decision, close, { kind: 'drop', reason }])
      expect(await faultsOf(enter(opened, id, entry))).toEqual(['/kind followup_over']);
    await enter(opened, id, { kind: 'reopen', reason });
    expect(await stepOf(opened, id)).toBe('waiting');
    expect(await faultsOf(enter(opened, 'nowhere', response))).toEqual(['not-found']);
  });

  it('happens neither tomorrow nor before the recommendation', async () => {
    const opened = open();
    const id = await make(opened);
    expect(await faultsOf(enter(opened, id, { ...response, on: '2026-11-06' }))).toEqual(['/on day_ahead']);
    expect(await faultsOf(enter(opened, id, { ...decision, on: '2026-02-28' }))).toEqual([
      '/on day_before_start',
    ]);
    expect(await faultsOf(enter(opened, id, { ...close, on: today }))).toEqual(['done']);
  });

  it('names what is there', async () => {
    const opened = open();
    const facts = buildRecommendationFacts({
      occasion: 'nowhere',
      owner: 'nowhere' as never,
      givenOn: '2026-11-06',
      dueOn: '2026-11-01',
      indicators: [spbe, spbe, 'nowhere' as never],
    });
    expect(await faultsOf(opened.assistance.make({ key: toKey(), ...facts }, by))).toEqual([
      '/occasion occasion_unknown',
      '/owner unknown_agency',
      '/givenOn day_ahead',
      '/dueOn day_before_start',
      '/indicators/1 indicator_twice',
      '/indicators/2 unknown_indicator',
    ]);
    expect((await opened.assistance.list()).items).toEqual([]);
    expect(opened.asked).toEqual([]);
  });
});
