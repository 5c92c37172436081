import { z } from 'zod';
import { indicatorIdSchema } from './ids.ts';
import {
  callKeySchema,
  changeLineSchema,
  officialFigureSchema,
  recordOriginSchema,
  suretySchema,
} from './official.ts';
import { localisedSchema, sourceSchema } from './text.ts';

/** The five dimensions of the ministry's yearly evaluation. */
export const dimensions = ['baseline', 'output', 'outcome', 'impact', 'quickWin'] as const;
export type Dimension = (typeof dimensions)[number];

/** Highest score of a dimension. */
export const maxScore = 4;

/** Bounds of what is kept. */
export const evaluationLimits = { years: 60, surveys: 500 } as const;

/** Programmes and answers that a citizen survey of the evaluation needs: six programmes, at least 50 answers each. */
export const surveyRule = { programmes: 6, respondents: 50 } as const;

const line = (max: number) => z.string().trim().min(1).max(max);
const weight = z.number().min(0).max(100);
const score = z.number().min(0).max(maxScore);

/** Weights in percent, which add up to 100. */
export const weightsSchema = z.strictObject({
  baseline: weight,
  output: weight,
  outcome: weight,
  impact: weight,
  quickWin: weight,
});
export type Weights = z.infer<typeof weightsSchema>;

/** Scores by dimension, 0 to 4; null where none is published. */
export const scoresSchema = z.strictObject({
  baseline: score.nullable(),
  output: score.nullable(),
  outcome: score.nullable(),
  impact: score.nullable(),
  quickWin: score.nullable(),
});
export type Scores = z.infer<typeof scoresSchema>;

/** A set of weights that a source prints. */
export const weightSchemeSchema = z.object({
  id: z.string().regex(/^[A-Z][A-Za-z0-9]{0,7}$/),
  name: line(120),
  weights: weightsSchema,
  source: sourceSchema,
  surety: suretySchema,
  note: localisedSchema.nullable(),
});
export type WeightScheme = z.infer<typeof weightSchemeSchema>;

const yearFields = {
  /** Scheme that the weights are taken from; null for weights of one's own. */
  scheme: z.string().max(8).nullable(),
  weights: weightsSchema,
  scores: scoresSchema,
  /** Final score as published, null where no source prints it. */
  published: score.nullable(),
  /** Place among others as published. */
  rank: line(200).nullable(),
  note: line(1_000).nullable(),
};

/** The evaluation of one year. */
export const evaluationDocSchema = z.object({
  ...yearFields,
  source: sourceSchema.nullable(),
  surety: suretySchema.nullable(),
  origin: recordOriginSchema,
});
export type EvaluationDoc = z.infer<typeof evaluationDocSchema>;

/** Four digits. */
export const evaluationYearSchema = z.number().int().min(2015).max(2100);

/** An evaluation with its year; `version` is 0 for one that only the pack knows. The log is newest first. */
export const evaluationSchema = evaluationDocSchema.extend({
  year: evaluationYearSchema,
  version: z.number().int(),
  log: z.array(changeLineSchema),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

const surveyFields = {
  year: evaluationYearSchema,
  programme: line(160),
  question: line(400),
  respondents: z.number().int().min(0).max(10_000_000),
  /** Mean of the answers, on a scale from 0 to `scale`. */
  score: z.number().min(0).max(1_000),
  scale: z.number().min(1).max(1_000),
  /** Who asked, and where the result stands. */
  source: line(200),
};

/** The result of a citizen survey for one programme; `removed` holds the reason, null while it stands. */
export const surveyDocSchema = z.object({
  ...surveyFields,
  origin: recordOriginSchema,
  removed: z.string().max(300).nullable(),
});
export type SurveyDoc = z.infer<typeof surveyDocSchema>;

/** A survey's result with its id; `by` is who entered it last, `at` when, epoch milliseconds. */
export const surveySchema = surveyDocSchema.omit({ removed: true }).extend({
  id: z.string().max(64),
  version: z.number().int(),
  by: z.string(),
  at: z.number(),
});
export type Survey = z.infer<typeof surveySchema>;

/**
 * What Simpul itself reckons of one dimension from what is registered, 0 to 4: never the ministry's. Null where too little is known or
 * no rule is written. `counted` of `of` things are known.
 */
export const estimateSchema = z.object({
  value: z.number().nullable(),
  counted: z.number().int(),
  of: z.number().int(),
});
export type Estimate = z.infer<typeof estimateSchema>;

const estimates = z.object({
  baseline: estimateSchema,
  output: estimateSchema,
  outcome: estimateSchema,
  impact: estimateSchema,
  quickWin: estimateSchema,
});
export type Estimates = z.infer<typeof estimates>;

/** Answer of `GET /evaluations`: newest year first. `simulated` says that something simulated is in the estimates. */
export const evaluationListSchema = z.object({
  at: z.number(),
  schemes: z.array(weightSchemeSchema),
  years: z.array(evaluationSchema),
  surveys: z.array(surveySchema),
  estimates,
  simulated: z.boolean(),
});
export type EvaluationList = z.infer<typeof evaluationListSchema>;

/** Standards that indicators are matched with. */
export const standards = ['spbe', 'sni-iso-37122', 'iso-37120', 'u4ssc'] as const;

/** One line of a standard with the indicator that measures it; null where none does. */
export const crosswalkEntrySchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  standard: z.enum(standards),
  /** As the standard names it. */
  name: localisedSchema,
  indicator: indicatorIdSchema.nullable(),
  /** How sure the match is; null where there is none. */
  surety: suretySchema.nullable(),
  /** Why it matches, or what is missing. */
  note: localisedSchema.nullable(),
});
export type CrosswalkEntry = z.infer<typeof crosswalkEntrySchema>;

/** Answer of `GET /evaluations/crosswalk`. */
export const crosswalkSchema = z.object({
  at: z.number(),
  items: z.array(crosswalkEntrySchema),
  figures: z.array(officialFigureSchema),
});
export type Crosswalk = z.infer<typeof crosswalkSchema>;

/** Body of `PUT /evaluations/{year}`; `source` names where the scores stand, null for the one that is there already. */
export const evaluationChangeSchema = z.strictObject({
  key: callKeySchema,
  /** Version that the sender looked at, 0 for none stored yet; left out, the change is taken anyway. */
  version: z.number().int().min(0).optional(),
  ...yearFields,
  source: line(200).nullable(),
});
export type EvaluationChange = z.infer<typeof evaluationChangeSchema>;

/** Body of `POST /evaluations/surveys`. */
export const newSurveySchema = z.strictObject({ key: callKeySchema, ...surveyFields });
export type NewSurvey = z.infer<typeof newSurveySchema>;

const common = { key: callKeySchema, version: z.number().int().min(1).optional() };

/** Body of `POST /evaluations/surveys/{id}/entries`. */
export const surveyEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('change'), ...common, ...surveyFields }),
  z.strictObject({ kind: z.literal('remove'), ...common, reason: z.string().trim().min(5).max(300) }),
]);
export type SurveyEntry = z.infer<typeof surveyEntrySchema>;
