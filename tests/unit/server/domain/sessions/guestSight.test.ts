import { describe, expect, it } from 'vitest';
import { agencyCodeSchema } from '#shared/model/ids.ts';
import type { SessionDeed, SessionLine } from '#shared/model/session.ts';
import { applySessionLine, sessionAt } from '#shared/rules/sessionAt.ts';
import { toGuestLine, toGuestSession } from '../../../../../server/domain/sessions/toGuestSight.ts';
import { buildParties, buildPlan, buildSessionLog, plannedAt } from '../../../../support/sessionBuilders.ts';

const toLink = (id: string, label: string): SessionDeed => ({
  kind: 'link',
  id,
  label,
  speaksFor: null,
  expiresAt: plannedAt + 3_600_000,
});
const ask = { kind: 'question', agency: null, indicator: null } as const;
const dlh = agencyCodeSchema.parse('dlh');
const log = buildSessionLog(
  toLink('l2', 'Tim penilai'),
  toLink('l3', 'Rahasia lain'),
  {
    kind: 'changed',
    ...buildPlan(),
    parties: [...buildParties('l2', 'user:ade'), ...buildParties('l3', null).slice(0, 1)].map(
      (party, index) => ({ ...party, id: `p${index}`, place: index + 1 }),
    ),
  },
  { kind: 'opened' },
  { ...ask, id: 'q6', text: 'Setuju?', link: 'l3' },
  { ...ask, id: 'q7', text: 'Kapan?', link: null, agency: dlh },
  toLink('l8', 'Rahasia kedua'),
  { kind: 'link-revoked', id: 'l3' },
  { kind: 'signature', party: 'p0', hash: 'ab' },
);
const fold = (lines: readonly SessionLine[]) => {
  const session = sessionAt({ id: 'x', log: lines });
  if (!session) throw new Error('no session');
  return session;
};

describe('what a guest sees', () => {
  const seen = toGuestSession(fold(log), 'l2');

  it('is the own link and no other, no account that signs, and every question', () => {
    expect(seen.links.map(({ id }) => id)).toEqual(['l2']);
    expect(seen.parties.map(({ link, person, signed }) => [link, person, signed !== null])).toEqual([
      ['l2', null, true],
      [null, null, false],
      [null, null, false],
    ]);
    expect(seen.questions.map(({ text }) => text)).toEqual(['Setuju?', 'Kapan?']);
    expect(JSON.stringify(seen)).not.toMatch(/Rahasia|user:ade/);
  });

  it('is told by no line either', () => {
    const told = log.map((line) => toGuestLine(line, 'l2'));
    expect(JSON.stringify(told)).not.toMatch(/Rahasia|user:ade/);
    expect(told.flatMap((line, index) => (line ? [] : [log[index]?.deed.kind]))).toEqual([
      'link',
      'link',
      'link-revoked',
    ]);
  });

  it('is the same after each line as after joining anew', () => {
    let held = toGuestSession(fold(log.slice(0, 1)), 'l2');
    for (const [index, line] of log.entries()) {
      if (index === 0) continue;
      const told = toGuestLine(line, 'l2');
      held = told ? applySessionLine(held, told) : { ...held, version: line.n };
      expect(held).toEqual(toGuestSession(fold(log.slice(0, index + 1)), 'l2'));
    }
  });
});
