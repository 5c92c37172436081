import type { Target } from './badJson.ts';
import { buildBudget, buildProgramme } from './programmes.ts';

// Each of these is refused as it stands, by two faults of which a spoilt body can mend one at most.
const programme = buildProgramme({ areas: ['32.99'], yearFrom: 2027, yearTo: 2026 });

/** What keepers of the registers send. */
export const programmeTargets: readonly Target[] = [
  {
    method: 'POST',
    path: '/api/v1/programmes',
    count: 300,
    base: { key: 'fuzz-0001', programme: programme as never },
    as: 'admin',
  },
  {
    method: 'PUT',
    path: '/api/v1/programmes/atcs',
    count: 200,
    base: { version: 99, programme: programme as never },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/programmes/no-such-programme/remove',
    count: 200,
    base: { version: 1, reason: 'salah ketik' },
    as: 'admin',
  },
  {
    method: 'PUT',
    path: '/api/v1/budgets/no-such-programme/2026',
    count: 200,
    base: { version: 99, budget: buildBudget(5) as never },
    as: 'admin',
  },
];
