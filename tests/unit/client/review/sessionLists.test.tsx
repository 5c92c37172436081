import { describe, expect, it } from 'vitest';
import { isSigner } from '../../../../client/features/review/Ceremony.tsx';
import { sortPromises } from '../../../../client/features/review/Promises.tsx';
import {
  moveEntry,
  newId,
  toDraft,
  toEmptyDraft,
  toPlan,
  withScene,
} from '../../../../client/features/sessions/planDraft.ts';
import { listAsked } from '../../../../client/hooks/review/useAsked.ts';
import { firstView, type Session, type SessionPromise } from '../../../../shared/model/session.ts';
import { newSessionSchema } from '../../../../shared/model/sessionCalls.ts';
import { sessionAt } from '../../../../shared/rules/sessionAt.ts';
import { buildParties, buildSessionLog } from '../../../support/sessionBuilders.ts';

const zone = 'Asia/Jakarta';
const session = sessionAt({ id: 'a'.repeat(22), log: buildSessionLog() }) as Session;

describe('a plan that is typed', () => {
  it('comes out as it went in', () => {
    const { key: _key, ...plan } = newSessionSchema.parse({
      key: 'k2345678',
      ...toPlan(toDraft(session, zone), zone),
    });
    expect(plan).toEqual({
      title: session.title,
      purpose: session.purpose,
      startsAt: session.startsAt,
      place: session.place,
      watermark: session.watermark,
      agenda: session.agenda,
      parties: [],
      agreement: null,
    });
  });

  it('begins at the next full hour of the region with one item', () => {
    const draft = toEmptyDraft(Date.UTC(2026, 0, 15, 1, 20), zone);
    expect(draft.startsAt).toBe('2026-01-15T09:00');
    expect(draft.agenda).toHaveLength(1);
  });

  it('numbers its parties in their order, and has them in ceremonies alone', () => {
    const [first, second] = buildParties('l1', null);
    const draft = { ...toDraft(session, zone), purpose: 'ceremony' as const, parties: [second!, first!] };
    expect(toPlan(draft, zone).parties.map(({ id, place }) => [id, place])).toEqual([
      ['p2', 1],
      ['p1', 2],
    ]);
    expect(toPlan({ ...draft, purpose: 'review' }, zone).parties).toEqual([]);
  });

  it('moves entries by one step and names new ones apart', () => {
    expect(moveEntry(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moveEntry(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
    expect(newId('a', [{ id: 'a1' }, { id: 'a3' }])).toBe('a4');
  });

  it('forgets what another scene does not show', () => {
    const view = {
      ...firstView,
      scene: 'peta' as const,
      area: '32.16.09' as NonNullable<typeof firstView.area>,
    };
    expect(withScene(view, 'pilar')).toMatchObject({
      scene: 'pilar',
      pillar: 'governance',
      area: '32.16.09',
    });
    expect(withScene(view, 'janji')).toMatchObject({ pillar: null, area: null, indicator: null });
  });
});

describe('a question', () => {
  const question = {
    text: 'Mengapa?',
    indicator: null,
    at: 1,
    by: { id: 'user:a', name: 'A' },
    answer: null,
  };
  const questions = [
    { ...question, id: 'q1', agency: 'dlh', link: null },
    { ...question, id: 'q2', agency: null, link: 'l1' },
    { ...question, id: 'q3', agency: 'dlh', link: null, answer: { text: 'X', at: 2, by: question.by } },
  ] as Session['questions'];
  const ask = (agency: string | null, link: string | null) =>
    listAsked({ questions }, { agency, link }).map(({ id }) => id);

  it('waits for its agency or the guests of its link, once, and for nobody else', () => {
    expect(ask('dlh', null)).toEqual(['q1']);
    expect(ask(null, 'l1')).toEqual(['q2']);
    expect(ask('dinkes', null)).toEqual([]);
    expect(ask(null, null)).toEqual([]);
  });
});

describe('a party', () => {
  it('is signed for by the guest of its link or by its account alone', () => {
    const [byLink, byPerson] = buildParties('l1', 'user:ade');
    expect(isSigner(byLink!, { id: 'guest:l1.x', link: 'l1' })).toBe(true);
    expect(isSigner(byLink!, { id: 'user:ade', link: null })).toBe(false);
    expect(isSigner(byPerson!, { id: 'user:ade', link: null })).toBe(true);
    expect(isSigner(byPerson!, { id: 'guest:l1.x', link: 'l1' })).toBe(false);
    expect(isSigner({ link: null, person: null }, { id: 'user:ade', link: null })).toBe(false);
  });
});

describe('what was promised', () => {
  it('stands with the late ones first, then by date, what is done last', () => {
    const promise = (
      id: string,
      dueOn: string,
      isLate: boolean,
      doneOn: string | null = null,
    ): SessionPromise => ({
      kind: 'decision',
      id,
      text: id,
      owner: 'dlh',
      dueOn,
      doneOn,
      from: 'sesi',
      isLate,
    });
    const sorted = sortPromises([
      promise('later', '2026-12-02', false),
      promise('done', '2026-10-01', false, '2026-10-02'),
      promise('sooner', '2026-12-01', false),
      promise('late', '2026-11-20', true),
      promise('latest', '2026-11-01', true),
    ]);
    expect(sorted.map(({ id }) => id)).toEqual(['latest', 'late', 'sooner', 'later', 'done']);
  });
});
