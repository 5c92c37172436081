import type { AgreementEntry, NewAgreement } from '#shared/model/agreement.ts';
import type { NewRecommendation, RecommendationEntry } from '#shared/model/assistance.ts';
import { type NewSurvey, surveyRule } from '#shared/model/evaluation.ts';
import type { AgencyCode, IndicatorId } from '#shared/model/ids.ts';
import { type AgreementPlan, agreementPlans, type ItemPlan, simulatedSigner } from './agreementPlans.ts';
import { type RecommendationPlan, recommendationPlans } from './assistancePlans.ts';
import { toDayAfter } from './dayClock.ts';
import type { DemoReviewParts } from './reviewParts.ts';
import { toSeededNumber } from './seededRandom.ts';
import { buildDemoSessions, type DemoSession } from './sessions.ts';

/** An agreement or a recommendation of the demo as the interface takes it, with the entries that follow. */
export interface DemoRecord {
  readonly path: '/agreements' | '/assistance';
  readonly body: NewAgreement | NewRecommendation;
  readonly entries: readonly (AgreementEntry | RecommendationEntry)[];
}

/** All that officials find in the demo beside programmes and money. */
export interface DemoReview {
  readonly records: readonly DemoRecord[];
  /** Year whose scores nobody published: what stands there comes from what is registered. */
  readonly year: number;
  readonly surveys: readonly NewSurvey[];
  readonly sessions: readonly DemoSession[];
}

/** Builds it; the same seed and day give the same. All of it is made up, and the server marks it so. */
export function buildDemoReview(parts: DemoReviewParts): DemoReview {
  const year = Number(parts.today.slice(0, 4));
  return {
    records: [
      ...agreementPlans.map((plan) => toAgreement(plan, parts)),
      ...recommendationPlans
        .filter(({ owner }) => parts.has('agency', owner))
        .map((plan) => toRecommendation(plan, parts)),
    ],
    year,
    surveys: toSurveys(year, parts),
    sessions: buildDemoSessions(parts),
  };
}

function toAgreement(plan: AgreementPlan, parts: DemoReviewParts): DemoRecord {
  const { key, type, document, title, scope, other, signed, until } = plan;
  const items = plan.items.filter(({ agency }) => agency === null || parts.has('agency', agency));
  const party = (institution: string, office: string) => ({
    institution,
    signatory: simulatedSigner,
    office,
  });
  const body: NewAgreement = {
    key: `demo-agreement-${key}`,
    type,
    document,
    number: null,
    title,
    scope,
    parties: [party(parts.regency, 'Bupati'), party(other, 'Pihak kedua')],
    signedOn: toDayAfter(parts.today, signed),
    signedPlace: 'Contoh, tidak pernah ditandatangani',
    validFrom: toDayAfter(parts.today, signed),
    validUntil: toDayAfter(parts.today, until),
    predecessor: null,
    note: null,
  };
  return {
    path: '/agreements',
    body,
    entries: [
      ...items.map((item, index) => toItem(item, `demo-${key}-item-${index}`, plan, parts)),
      ...items.flatMap((item, index) => toDone(item, { key: `demo-${key}-done-${index}`, index }, parts)),
    ],
  };
}

function toItem(
  { text, milestone, agency, due, indicator, programme }: ItemPlan,
  key: string,
  { other }: AgreementPlan,
  { today, has, programmes }: DemoReviewParts,
): AgreementEntry {
  const linked = programmes.find((one) => one.key === `demo-programme-${programme}`);
  return {
    kind: 'item',
    key,
    text,
    milestone,
    agency: agency as AgencyCode | null,
    party: agency === null ? other : null,
    dueOn: toDayAfter(today, due),
    indicator: indicator !== undefined && has('indicator', indicator) ? (indicator as IndicatorId) : null,
    programme: linked?.programme.name ?? null,
  };
}

function toDone(
  { done }: ItemPlan,
  { key, index }: { readonly key: string; readonly index: number },
  { today }: DemoReviewParts,
): AgreementEntry[] {
  if (done === null) return [];
  // An item is called by the line that made it; the first line made the agreement.
  const item = `i${index + 2}`;
  return [{ kind: 'item-done', key, item, doneOn: toDayAfter(today, done), note: null }];
}

function toRecommendation(plan: RecommendationPlan, { today, has }: DemoReviewParts): DemoRecord {
  const { key, text, pillar, owner, given, due, indicators, response, decision, closed } = plan;
  const body: NewRecommendation = {
    key: `demo-advice-${key}`,
    occasion: null,
    from: 'Asesor (simulasi)',
    givenOn: toDayAfter(today, given),
    text,
    pillar,
    owner: owner as AgencyCode,
    dueOn: toDayAfter(today, due),
    indicators: indicators.filter((id) => has('indicator', id)) as IndicatorId[],
  };
  const entries: RecommendationEntry[] = [];
  if (response)
    entries.push({
      kind: 'response',
      key: `demo-${key}-response`,
      text: response.said,
      on: toDayAfter(today, response.on),
    });
  if (decision) {
    const on = toDayAfter(today, decision.on);
    entries.push({ kind: 'decision', key: `demo-${key}-decision`, ...decision.said, number: null, on });
  }
  if (closed) {
    const on = toDayAfter(today, closed.on);
    entries.push({ kind: 'close', key: `demo-${key}-close`, text: closed.said, on });
  }
  return { path: '/assistance', body, entries };
}

/** As many programmes as a survey needs, each with enough answers. */
function toSurveys(year: number, { seed, programmes }: DemoReviewParts): NewSurvey[] {
  return programmes
    .filter(({ programme }) => programme.status === 'running')
    .slice(0, surveyRule.programmes)
    .map(({ key, programme }) => ({
      key: key.replace('programme', 'survey'),
      year,
      programme: programme.name,
      question: 'Seberapa puas Anda dengan program ini?',
      respondents: surveyRule.respondents + Math.floor(70 * toSeededNumber(seed, `${key} answers`)),
      score: Math.round((2.6 + 1.2 * toSeededNumber(seed, `${key} score`)) * 100) / 100,
      scale: 4,
      source: 'Survei simulasi',
    }));
}
