import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agencyCodeSchema } from '#shared/model/ids.ts';
import type { SessionDeed, SessionLine } from '#shared/model/session.ts';
import { applySessionLine, sessionAt } from '#shared/rules/sessionAt.ts';
import {
  buildParties,
  buildPlan,
  buildSessionLog,
  leader,
  plannedAt,
} from '../../../support/sessionBuilders.ts';

const minute = 60_000;
const guest = { id: 'guest:l2.x', name: 'Bu Rini' };
const dlh = agencyCodeSchema.parse('dlh');
const decided = { text: 'Menambah dua alat ukur udara.', owner: dlh, dueOn: '2026-03-31' };
const changed: SessionDeed = { kind: 'changed', ...buildPlan({ parties: buildParties('l2', 'user:ade') }) };

const deeds: SessionDeed[] = [
  changed,
  { kind: 'link', id: 'l3', label: 'Tim penilai', speaksFor: 'Kementerian', expiresAt: plannedAt + 1e7 },
  { kind: 'opened' },
  { kind: 'item', id: 'a2' },
  { kind: 'question', id: 'q6', text: 'Mengapa naik?', agency: dlh, link: null, indicator: null },
  { kind: 'answer', question: 'q6', text: 'Kemarau.' },
  { kind: 'answer', question: 'q6', text: 'Bukan kemarau.' },
  { kind: 'poll-opened', text: 'Siap lanjut?' },
  { kind: 'poll', text: 'Siap lanjut?', ready: 3, of: 4 },
  { kind: 'decision', id: 'd10', ...decided, figure: null, item: 'a2' },
  { kind: 'decision-changed', id: 'd10', ...decided, dueOn: '2026-04-30', reason: 'Lelang lama' },
  { kind: 'signature', party: 'p1', hash: 'aa' },
  { kind: 'wall', wall: 'utama', on: true },
  { kind: 'presenter', to: guest },
  { kind: 'link-revoked', id: 'l3' },
  { kind: 'note', text: 'Bupati hadir.' },
  { kind: 'ended', summary: 'Selesai.', pack: null },
  { kind: 'decision-done', id: 'd10', doneOn: '2026-04-20', words: 'Dua alat terpasang.' },
];
const log = buildSessionLog(...deeds);
const stateAfter = (kind: SessionDeed['kind']) => {
  const upTo = log.findLastIndex(({ deed }) => deed.kind === kind) + 1;
  const session = sessionAt({ id: 'x', log: log.slice(0, upTo) });
  if (!session) throw new Error('no session');
  return session;
};

describe('sessionAt', () => {
  it('is nothing where the log does not begin with the plan', () => {
    expect(sessionAt({ id: 'x', log: [] })).toBeNull();
    expect(sessionAt({ id: 'x', log: log.slice(1) })).toBeNull();
  });

  it('is planned, then open, then ended; whoever opens presents until it is handed on', () => {
    expect(stateAfter('planned')).toMatchObject({
      state: 'planned',
      version: 1,
      presenter: null,
      openedAt: null,
    });
    expect(stateAfter('opened')).toMatchObject({
      state: 'open',
      openedAt: plannedAt + 3 * minute,
      presenter: leader,
    });
    expect(stateAfter('presenter').presenter).toEqual(guest);
    expect(stateAfter('ended')).toMatchObject({
      state: 'ended',
      endedAt: plannedAt + 17 * minute,
      summary: 'Selesai.',
      presenter: null,
      walls: [],
    });
  });

  it('P30 gives line by line what it gives at once', () => {
    const [first, ...rest] = log;
    const begun = first && sessionAt({ id: 'x', log: [first] });
    if (!begun) throw new Error('no session');
    const walked = rest.reduce(applySessionLine, begun);
    expect(walked).toEqual(sessionAt({ id: 'x', log }));
    expect(walked.version).toBe(log.length);
  });

  it('P30 gives the same from wherever a page joins, whatever was done in whatever order', () => {
    const anyDeeds = fc.array(fc.constantFrom(...deeds), { maxLength: 40 });
    fc.assert(
      fc.property(anyDeeds, fc.nat(40), (chosen, joinedAfter) => {
        const all = buildSessionLog(...chosen);
        const joined = sessionAt({ id: 'x', log: all.slice(0, joinedAfter + 1) });
        if (!joined) throw new Error('no session');
        const kept = JSON.stringify(joined);
        const walked = all.slice(joinedAfter + 1).reduce(applySessionLine, joined);
        expect(walked).toEqual(sessionAt({ id: 'x', log: all }));
        expect(walked.version).toBe(all.length);
        // What a page holds is not changed under it.
        expect(JSON.stringify(joined)).toBe(kept);
      }),
    );
  });

  it('takes nothing from a line of a later version of ours but its number', () => {
    const before = stateAfter('note');
    const later = { n: before.version + 1, at: plannedAt, by: leader, deed: { kind: 'later' } };
    expect(applySessionLine(before, later as unknown as SessionLine)).toEqual({
      ...before,
      version: later.n,
    });
  });

  it('keeps the first answer and the first signature', () => {
    const { questions, parties } = stateAfter('decision-done');
    expect(questions).toMatchObject([{ id: 'q6', answer: { text: 'Kemarau.', at: plannedAt + 6 * minute } }]);
    expect(parties).toMatchObject([
      { id: 'p1', signed: { hash: 'aa', by: leader } },
      { id: 'p2', signed: null },
    ]);
    const again = buildSessionLog(...deeds, { kind: 'signature', party: 'p1', hash: 'bb' }, changed);
    expect(sessionAt({ id: 'x', log: again })?.parties[0]?.signed?.hash).toBe('aa');
  });

  it('tells of a decision how it stands, what became of it and when', () => {
    expect(stateAfter('decision').decisions).toMatchObject([
      { dueOn: '2026-03-31', withdrawn: null, done: null },
    ]);
    expect(stateAfter('decision-changed').decisions).toMatchObject([{ dueOn: '2026-04-30' }]);
    expect(stateAfter('decision-done').decisions).toMatchObject([
      { done: { on: '2026-04-20', words: 'Dua alat terpasang.', at: plannedAt + 18 * minute } },
    ]);
    const withdrawn = buildSessionLog(...deeds, { kind: 'decision-withdrawn', id: 'd10', reason: 'Ganda' });
    expect(sessionAt({ id: 'x', log: withdrawn })?.decisions).toMatchObject([{ withdrawn: 'Ganda' }]);
  });

  it('tells links, walls, polls and notes, and forgets an item that left the agenda', () => {
    expect(stateAfter('link').links).toMatchObject([{ id: 'l3', revokedAt: null }]);
    expect(stateAfter('link-revoked').links).toMatchObject([{ revokedAt: plannedAt + 15 * minute }]);
    expect(stateAfter('wall').walls).toEqual(['utama']);
    expect(stateAfter('poll-opened').poll).toBe('Siap lanjut?');
    expect(stateAfter('poll').poll).toBeNull();
    expect(stateAfter('poll').polls).toEqual([
      { text: 'Siap lanjut?', ready: 3, of: 4, at: plannedAt + 9 * minute },
    ]);
    expect(stateAfter('note').notes).toMatchObject([{ text: 'Bupati hadir.', by: leader }]);
    expect(stateAfter('item').item).toBe('a2');
    const shorter = buildSessionLog(...deeds, { kind: 'changed', ...buildPlan({ agenda: [] }) });
    expect(sessionAt({ id: 'x', log: shorter })?.item).toBeNull();
    const off = buildSessionLog(...deeds.slice(0, 13), { kind: 'wall', wall: 'utama', on: false });
    expect(sessionAt({ id: 'x', log: off })?.walls).toEqual([]);
  });
});
