import type { Target } from './badJson.ts';

const parties = [
  { institution: 'A', signatory: null, office: null },
  { institution: 'B', signatory: 'x', office: 'y' },
];
const survey = {
  year: 2024,
  programme: 'x',
  question: 'x',
  respondents: 60,
  score: 5,
  scale: 4,
  source: 'x',
};
const key = 'fuzz-0001';

/** What officials send: each is wrong where no null can mend it, or in two places of which one change mends one, so that none of it is ever stored. */
export const officialTargets: readonly Target[] = [
  {
    method: 'POST',
    path: '/api/v1/agreements',
    count: 500,
    base: {
      key,
      type: 'sinergi',
      document: 'mou',
      number: 'x',
      title: 'Kesepakatan',
      scope: null,
      parties,
      signedOn: '2026-01-10',
      signedPlace: null,
      validFrom: '2026-06-01',
      validUntil: '2026-01-01',
      predecessor: 'nowhere',
      note: null,
    },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/agreements/mou-smart-city-2022/entries',
    count: 400,
    base: {
      kind: 'item',
      key,
      text: 'Butir',
      milestone: null,
      agency: 'nowhere',
      party: null,
      dueOn: '2026-12-31',
      indicator: null,
      programme: 'x',
    },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/assistance',
    count: 400,
    base: {
      key,
      occasion: 'nowhere',
      from: 'x',
      givenOn: '2026-01-01',
      text: 'Rekomendasi',
      pillar: null,
      owner: 'dlh',
      dueOn: '2026-12-31',
      indicators: ['nowhere'],
    },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/assistance/nothing/entries',
    count: 200,
    base: { kind: 'response', key, text: 'x', on: '2026-01-01' },
    as: 'admin',
  },
  {
    method: 'PUT',
    path: '/api/v1/evaluations/2024',
    count: 400,
    base: {
      key,
      version: 0,
      scheme: 'Z',
      weights: { baseline: 10, output: 20, outcome: 30, impact: 20, quickWin: 10 },
      scores: { baseline: 1, output: null, outcome: 3, impact: 2, quickWin: 4 },
      published: null,
      rank: null,
      note: null,
      source: 'x',
    },
    as: 'admin',
  },
  { method: 'POST', path: '/api/v1/evaluations/surveys', count: 300, base: { key, ...survey }, as: 'admin' },
  {
    method: 'POST',
    path: '/api/v1/evaluations/surveys/nothing/entries',
    count: 200,
    base: { kind: 'change', key, ...survey },
    as: 'admin',
  },
];
