import type { Target } from './badJson.ts';
import { buildParties, buildPlan } from './sessionBuilders.ts';

/** Bodies for a session that runs, so that only the body is wrong. */
export function listSessionTargets(session: string): Target[] {
  const path = `/api/v1/sessions/${session}`;
  // Two of one id beside an unknown link: no one change mends both.
  const agenda = buildPlan().agenda.map((item) => ({ ...item, id: 'a1' }));
  const plan = { ...buildPlan({ agenda, parties: buildParties('l9', null) }), key: 'fuzz-0001' };
  const bases = {
    '/api/v1/sessions': plan,
    [`${path}/entries`]: { kind: 'item', item: 'zz', key: 'fuzz-0002' },
    [`${path}/answers`]: { key: 'fuzz-0003', question: 'q99', text: 'x' },
    [`${path}/signatures`]: { key: 'fuzz-0004', party: 'p9', name: 'x', text: 'x' },
  };
  const targets = Object.entries(bases).map(([to, base]) => ({
    method: 'POST' as const,
    path: to,
    count: 300,
    base: base as Target['base'],
    as: 'admin' as const,
  }));
  // Few enough for the count of wrong secrets: what is turned away there is not read.
  const secret = 'A'.repeat(42);
  return [
    ...targets,
    { method: 'POST', path: `${path}/join`, count: 300, base: { secret, name: 'Bu Rini' }, as: 'nobody' },
  ];
}
