import {
  type Crosswalk,
  type CrosswalkEntry,
  dimensions,
  type Evaluation,
  type EvaluationChange,
  type EvaluationDoc,
  type EvaluationList,
  type NewSurvey,
  type Survey,
  type SurveyDoc,
  type SurveyEntry,
  type WeightScheme,
  weightsSchema,
} from '#shared/model/evaluation.ts';
import type { OfficialFigure, RecordOrigin } from '#shared/model/official.ts';
import { type EstimateInput, toEstimates, toWeightSum } from '#shared/rules/evaluation.ts';
import type { Actor } from '../people/actor.ts';
import type {
  Kept,
  Register,
  RegisterFault,
  RegisterOutcome,
  RegisterWork,
} from '../records/createRegister.ts';

/** What estimates are reckoned from; `simulated` says that something of it is no reality. */
export interface EstimateSource extends EstimateInput {
  readonly simulated: boolean;
}

/** Needs of `createEvaluations`. */
export interface EvaluationParts {
  /** By year. */
  readonly years: Register<EvaluationDoc>;
  readonly surveys: Register<SurveyDoc>;
  readonly schemes: readonly WeightScheme[];
  readonly crosswalk: readonly CrosswalkEntry[];
  readonly estimateSource: () => EstimateSource;
  readonly figure: (indicator: string) => OfficialFigure;
  readonly now: () => number;
  /** True on a server whose entries are no reality. */
  readonly isSimulated: boolean;
}

/** The yearly evaluation: weights, published scores, our own estimate, surveys, and the match with other standards. */
export interface Evaluations {
  list(): Promise<EvaluationList>;
  crosswalk(): Crosswalk;
  /** Enters a year, or changes it. */
  put(year: number, change: EvaluationChange, by: Actor): Promise<RegisterOutcome<EvaluationDoc>>;
  addSurvey(wanted: NewSurvey, by: Actor): Promise<RegisterOutcome<SurveyDoc>>;
  enterSurvey(id: string, entry: SurveyEntry, by: Actor): Promise<RegisterOutcome<SurveyDoc>>;
}

/** Builds the use case over its registers. */
export function createEvaluations(parts: EvaluationParts): Evaluations {
  const { years, surveys, schemes, crosswalk, figure, now } = parts;
  const origin: RecordOrigin = parts.isSimulated ? 'simulated' : 'reported';
  return {
    async list() {
      const source = parts.estimateSource();
      return {
        at: now(),
        schemes: [...schemes],
        years: (await years.list()).map(toEvaluation).sort((a, b) => b.year - a.year),
        surveys: (await surveys.list()).toSorted(compareSurveys).flatMap(toSurveys),
        estimates: toEstimates(source),
        simulated: source.simulated,
      };
    },
    crosswalk: () => ({
      at: now(),
      items: [...crosswalk],
      figures: [...new Set(crosswalk.flatMap(({ indicator }) => indicator ?? []))].map(figure),
    }),
    put: (year, change, by) => putYear(parts, { year, change, by, origin }),
    addSurvey: ({ key, ...request }, by) =>
      surveys.make({ key, request, by }, () => {
        const faults = checkSurvey(request);
        if (faults.length > 0) return { faults };
        const doc = { ...toSurveyFacts(request), origin, removed: null };
        return { doc, line: { kind: 'made', text: toSurveyName(request) } };
      }),
    enterSurvey(id, entry, by) {
      const { key, version, ...request } = entry;
      return surveys.change(id, { key, version, request, by }, ({ doc }) => applySurvey(doc, entry, origin));
    },
  };
}

function toEvaluation({ id, version, doc, log }: Kept<EvaluationDoc>): Evaluation {
  return { ...doc, year: Number(id), version, log: log.toReversed() };
}

function toSurveys({ id, version, doc, log }: Kept<SurveyDoc>): Survey[] {
  const { removed, ...facts } = doc;
  const last = log.at(-1);
  return removed === null ? [{ ...facts, id, version, by: last?.by.name ?? '', at: last?.at ?? 0 }] : [];
}

/** Newest year first, in each in the order in which they came, so that the later of two stands though the earlier was mended after it. */
function compareSurveys(a: Kept<SurveyDoc>, b: Kept<SurveyDoc>): number {
  const cameAt = ({ log }: Kept<SurveyDoc>): number => log[0]?.at ?? 0;
  return b.doc.year - a.doc.year || cameAt(a) - cameAt(b) || a.id.localeCompare(b.id);
}

interface YearWanted {
  readonly year: number;
  readonly change: EvaluationChange;
  readonly by: Actor;
  readonly origin: RecordOrigin;
}

async function putYear(
  parts: EvaluationParts,
  { year, change, by, origin }: YearWanted,
): Promise<RegisterOutcome<EvaluationDoc>> {
  const { key, version, ...request } = change;
  const id = String(year);
  const call = { key, version, request, by };
  const work = (before: EvaluationDoc | null): RegisterWork<EvaluationDoc> => {
    const faults = checkYear(parts, change, before);
    if (faults.length > 0) return { faults };
    return { doc: toDoc(change, before, origin), line: { kind: before ? 'change' : 'made', text: id } };
  };
  const known = await parts.years.find(id);
  if (known) return parts.years.change(id, call, ({ doc }) => work(doc));
  return parts.years.make({ ...call, id }, () => work(null));
}

function toDoc(change: EvaluationChange, before: EvaluationDoc | null, origin: RecordOrigin): EvaluationDoc {
  const { scheme, weights, scores, published, rank, note, source } = change;
  const isOther = source !== null && source !== before?.source?.label;
  // How sure a source is says nothing of what was typed over it.
  const isSure = !isOther && before !== null && hasSameFigures(change, before);
  return {
    scheme,
    weights,
    scores,
    published,
    rank,
    note,
    source: isOther ? { key: 'desk', label: source } : (before?.source ?? null),
    surety: isSure ? before.surety : null,
    origin,
  };
}

type Figures = Pick<EvaluationDoc, 'scores' | 'published' | 'rank'>;

function hasSameFigures(a: Figures, b: Figures): boolean {
  const isScored = dimensions.every((one) => a.scores[one] === b.scores[one]);
  return isScored && a.published === b.published && a.rank === b.rank;
}

const fault = (pointer: string, code: string): RegisterFault => ({ pointer, code, params: {} });

function checkYear(
  { schemes }: EvaluationParts,
  { scheme, weights, scores, published, source }: EvaluationChange,
  before: EvaluationDoc | null,
): RegisterFault[] {
  const faults: RegisterFault[] = [];
  if (toWeightSum(weights) !== 100) faults.push(fault('/weights', 'weights_sum'));
  if (scheme !== null) {
    const named = schemes.find(({ id }) => id === scheme);
    if (!named) faults.push(fault('/scheme', 'scheme_unknown'));
    else if (!isSame(named, weights)) faults.push(fault('/scheme', 'scheme_other'));
  }
  const hasFigures = published !== null || Object.values(scores).some((one) => one !== null);
  if (hasFigures && source === null && (before?.source ?? null) === null)
    faults.push(fault('/source', 'required'));
  return faults;
}

function isSame({ weights }: WeightScheme, given: EvaluationChange['weights']): boolean {
  const names = Object.keys(weightsSchema.shape) as (keyof typeof given)[];
  return names.every((name) => weights[name] === given[name]);
}

type SurveyFacts = Omit<NewSurvey, 'key'>;

function toSurveyFacts(facts: SurveyFacts): SurveyFacts {
  const { year, programme, question, respondents, score, scale, source } = facts;
  return { year, programme, question, respondents, score, scale, source };
}

const toSurveyName = ({ programme, year }: SurveyFacts): string => `${programme}, ${year}`;

function checkSurvey({ score, scale }: SurveyFacts): RegisterFault[] {
  return score > scale ? [{ pointer: '/score', code: 'at_most', params: { max: scale } }] : [];
}

function applySurvey(doc: SurveyDoc, entry: SurveyEntry, origin: RecordOrigin): RegisterWork<SurveyDoc> {
  if (doc.removed !== null) return { faults: [fault('/kind', 'survey_removed')] };
  if (entry.kind === 'remove') {
    const line = { kind: 'remove', text: `${toSurveyName(doc)}: ${entry.reason}`.slice(0, 600) };
    return { doc: { ...doc, removed: entry.reason }, line };
  }
  const faults = checkSurvey(entry);
  if (faults.length > 0) return { faults };
  const line = { kind: 'change', text: toSurveyName(entry) };
  return { doc: { ...doc, ...toSurveyFacts(entry), origin }, line };
}
