import { describe, expect, it } from 'vitest';
import { agencyCodeSchema } from '#shared/model/ids.ts';
import { type Session, type SessionDeed, sessionLimits } from '#shared/model/session.ts';
import type { SessionEntry } from '#shared/model/sessionCalls.ts';
import { sessionAt } from '#shared/rules/sessionAt.ts';
import { toSignedText } from '#shared/rules/signedText.ts';
import type { Actor } from '../../../../../server/domain/people/actor.ts';
import { checkEntry } from '../../../../../server/domain/sessions/checkEntry.ts';
import { checkReply, checkSignature } from '../../../../../server/domain/sessions/checkReply.ts';
import { buildParties, buildPlan, buildSessionLog, plannedAt } from '../../../../support/sessionBuilders.ts';

const key = 'entry-0001';
const dlh = agencyCodeSchema.parse('dlh');
const names = {
  now: plannedAt,
  isIndicator: () => true,
  isArea: () => true,
  isAgency: (code: string) => code === 'dlh',
  isWall: () => true,
  isPerson: () => true,
  isHere: (id: string) => id === 'user:ani',
};
const opened: SessionDeed = { kind: 'opened' };
const ended: SessionDeed = { kind: 'ended', summary: null, pack: null };
const decision = { text: 'Menambah alat ukur.', owner: dlh, dueOn: '2026-03-31' };
const decided: SessionDeed = { kind: 'decision', id: 'd3', ...decision, figure: null, item: null };
const note: SessionEntry = { kind: 'note', key, text: 'x' };
const end: SessionEntry = { kind: 'end', key, summary: null };
const finish: SessionEntry = {
  kind: 'finish-decision',
  key,
  decision: 'd3',
  doneOn: '2026-03-01',
  words: 'Ya',
};

function build(...deeds: SessionDeed[]): Session {
  const session = sessionAt({ id: 'x', log: buildSessionLog(...deeds) });
  if (!session) throw new Error('no session');
  return session;
}

function codesOf(session: Session, entry: SessionEntry): string[] {
  return checkEntry(session, entry, names).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('checkEntry', () => {
  it('lets a session be prepared, cancelled and noted on before it is opened, and nothing else', () => {
    const planned = build();
    for (const entry of [note, end, { kind: 'open', key } as const])
      expect(codesOf(planned, entry)).toEqual([]);
    expect(codesOf(planned, { kind: 'item', key, item: 'a1' })).toEqual(['/kind session_not_open']);
  });

  it('takes of an ended session only that a decision is done', () => {
    const over = build(opened, decided, ended);
    expect(codesOf(over, note)).toEqual(['/kind session_ended']);
    expect(codesOf(over, finish)).toEqual([]);
    const done: SessionDeed = { kind: 'decision-done', id: 'd3', doneOn: '2026-03-01', words: 'Ya' };
    expect(codesOf(build(opened, decided, ended, done), finish)).toEqual(['/decision session_decision']);
  });

  it('keeps room for the end and for what is done later when the log is full', () => {
    const notes = (count: number) =>
      Array.from({ length: count }, () => ({ kind: 'note', text: 'x' }) as const);
    const kept = sessionLimits.questions + sessionLimits.parties + 1 + sessionLimits.decisions;
    const full = build(opened, decided, ...notes(sessionLimits.lines - kept - 3));
    expect(full.version).toBe(sessionLimits.lines - kept);
    expect(codesOf(full, note)).toEqual(['/kind session_log_full']);
    expect(codesOf(full, end)).toEqual([]);
    const over = build(opened, decided, ...notes(sessionLimits.lines - kept - 3), ended);
    expect(codesOf(over, finish)).toEqual([]);
  });

  it('bounds what a session holds', () => {
    const links = Array.from(
      { length: sessionLimits.links },
      (_, index): SessionDeed => ({
        kind: 'link',
        id: `l${index}`,
        label: 'x',
        speaksFor: null,
        expiresAt: 1,
      }),
    );
    const link: SessionEntry = { kind: 'link', key, label: 'x', speaksFor: null, expiresAt: plannedAt + 1 };
    expect(codesOf(build(), link)).toEqual([]);
    expect(codesOf(build(...links), link)).toEqual(['/kind too_many']);
    expect(codesOf(build(), { ...link, expiresAt: plannedAt })).toEqual(['/expiresAt session_link_life']);
    expect(codesOf(build(), { ...link, expiresAt: plannedAt + 32 * 86_400_000 })).toEqual([
      '/expiresAt session_link_life',
    ]);
  });

  it('hands the presenter role to someone who is here, or to nobody', () => {
    const hand = (to: string | null): SessionEntry => ({ kind: 'hand', key, to });
    expect(codesOf(build(opened), hand('user:ani'))).toEqual([]);
    expect(codesOf(build(opened), hand(null))).toEqual([]);
    expect(codesOf(build(opened), hand('user:budi'))).toEqual(['/to session_absent']);
  });

  it('asks an agency that there is, or a link that holds', () => {
    const link: SessionDeed = {
      kind: 'link',
      id: 'l3',
      label: 'x',
      speaksFor: null,
      expiresAt: plannedAt + 1,
    };
    const session = build(opened, link);
    const ask = (more: object): SessionEntry => ({
      ...{ kind: 'ask', key, text: 'x', agency: null, link: null, indicator: null },
      ...more,
    });
    expect(codesOf(session, ask({ link: 'l3' }))).toEqual([]);
    expect(codesOf(session, ask({ agency: 'nowhere' }))).toEqual(['/agency unknown_agency']);
    expect(codesOf(build(opened, link, { kind: 'link-revoked', id: 'l3' }), ask({ link: 'l3' }))).toEqual([
      '/link session_link',
    ]);
  });

  it('lets what is signed no longer change, the link of whoever has still to sign may', () => {
    const parties = buildParties('l2', 'user:ade');
    const link: SessionDeed = {
      kind: 'link',
      id: 'l2',
      label: 'x',
      speaksFor: null,
      expiresAt: plannedAt + 1,
    };
    const plan: SessionDeed = { kind: 'changed', ...buildPlan({ parties }) };
    const signed = build(link, plan, opened, { kind: 'signature', party: 'p1', hash: 'aa' });
    const change = (more: object): SessionEntry => ({
      kind: 'change',
      key,
      ...buildPlan({ parties, ...more }),
    });
    expect(codesOf(signed, change({ place: 'Lain' }))).toEqual([]);
    expect(codesOf(signed, change({ parties: buildParties('l2', 'user:budi') }))).toEqual([]);
    expect(codesOf(signed, change({ title: 'Judul lain' }))).toEqual(['/parties session_signed']);
    expect(codesOf(signed, change({ parties: parties.slice(0, 1) }))).toEqual(['/parties session_signed']);
  });
});

describe('what is not a leader’s to do', () => {
  const clerk: Actor = { kind: 'user', id: 'budi', label: 'Budi', role: 'viewer', agency: dlh, from: null };
  const toGuest = (session: string, link: string): Actor => ({
    ...clerk,
    kind: 'guest',
    id: `${link}.x`,
    agency: null,
    guest: { session, link, isOpen: true },
  });
  const question: SessionDeed = {
    kind: 'question',
    id: 'q3',
    text: 'x',
    agency: null,
    link: 'l9',
    indicator: null,
  };
  const reply = { key, question: 'q3', text: 'x' };
  const now = plannedAt;
  const link: SessionDeed = { kind: 'link', id: 'l9', label: 'x', speaksFor: null, expiresAt: now + 1 };

  it('is answered by the link that is asked, of that session, while it runs', () => {
    const session = build(opened, link, question);
    expect(checkReply(session, reply, { by: toGuest('x', 'l9'), now })).toBeNull();
    expect(checkReply(session, reply, { by: toGuest('x', 'l8'), now })).toBe('forbidden');
    expect(checkReply(session, reply, { by: toGuest('other', 'l9'), now })).toBe('forbidden');
    expect(checkReply(session, { ...reply, question: 'q9' }, { by: toGuest('x', 'l9'), now })).toBe(
      'forbidden',
    );
    // A question of nobody's agency is not that of people without one.
    expect(checkReply(session, reply, { by: { ...clerk, agency: null }, now })).toBe('forbidden');
    expect(checkReply(build(link, question), reply, { by: toGuest('x', 'l9'), now })).toMatchObject({
      code: 'session_not_open',
    });
    expect(
      checkReply(build(opened, link, question, ended), reply, { by: toGuest('x', 'l9'), now }),
    ).toMatchObject({
      code: 'session_ended',
    });
  });

  it('is signed by whom a party names; one that names nobody is signed by nobody', () => {
    const plan = (person: string | null): SessionDeed => ({
      kind: 'changed',
      ...buildPlan({ parties: buildParties(null, person) }),
    });
    const text = toSignedText(build(plan('user:budi')));
    const sign = { key, party: 'p2', name: 'Pak Ade', text };
    const signedFirst = { kind: 'signature', party: 'p1', hash: 'aa' } as const;
    expect(
      checkSignature(build(plan('user:budi'), opened, signedFirst), sign, { by: clerk, now }),
    ).toBeNull();
    expect(checkSignature(build(plan('user:budi'), opened), sign, { by: clerk, now })).toMatchObject({
      code: 'session_sign_order',
    });
    expect(checkSignature(build(plan(null), opened, signedFirst), sign, { by: clerk, now })).toBe(
      'forbidden',
    );
    expect(
      checkSignature(build(plan(null), opened, signedFirst), sign, { by: toGuest('x', 'l9'), now }),
    ).toBe('forbidden');
  });

  it('is not signed by who saw another text', () => {
    const parties = buildParties(null, 'user:budi')
      .slice(1)
      .map((party) => ({ ...party, place: 1 }));
    const plan = (agreement: string | null): SessionDeed => ({
      kind: 'changed',
      ...buildPlan({ parties, agreement }),
    });
    const text = toSignedText(build(plan(null)));
    const sign = { key, party: 'p2', name: 'Pak Ade', text };
    const signAt = (session: Session) => checkSignature(session, sign, { by: clerk, now });
    expect(signAt(build(plan(null), opened))).toBeNull();
    expect(signAt(build(plan(null), opened, plan('other')))).toMatchObject({
      pointer: '/text',
      code: 'session_sign_text',
    });
  });

  it('is no longer a guest’s whose link ended while the answer or signature was on its way', () => {
    const revoked: SessionDeed = { kind: 'link-revoked', id: 'l9' };
    const parties: SessionDeed = { kind: 'changed', ...buildPlan({ parties: buildParties('l9', null) }) };
    const sign = { key, party: 'p1', name: 'Bu Rini', text: toSignedText(build(parties)) };
    const by = toGuest('x', 'l9');
    const [holds, over] = [
      build(opened, link, question, parties),
      build(opened, link, question, parties, revoked),
    ];
    const tryAt = (session: Session, at: number) => [
      checkReply(session, reply, { by, now: at }),
      checkSignature(session, sign, { by, now: at }),
    ];
    expect(tryAt(holds, now)).toEqual([null, null]);
    expect(tryAt(over, now)).toEqual(['forbidden', 'forbidden']);
    expect(tryAt(holds, now + 1)).toEqual(['forbidden', 'forbidden']);
  });
});
