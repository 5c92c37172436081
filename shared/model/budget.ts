import { z } from 'zod';
import { moneySummarySchema, programmeFieldsSchema, programmeRowSchema } from './programme.ts';
import { ceilingStages, fundSources } from './programmeLists.ts';

/** Where money comes from; see `fundSources`. */
export type FundSource = (typeof fundSources)[number];

/** Which decision set a ceiling; see `ceilingStages`. */
export type CeilingStage = (typeof ceilingStages)[number];

/** Bounds of the money of one programme in one year. Rupiah are whole and at most a quadrillion. */
export const budgetLimits = { ceilings: 12, amountIdr: 1e15, years: 12 } as const;

const rupiah = z.number().int().min(0).max(budgetLimits.amountIdr);

/**
 * Twelve months, January first. An amount is what came since the last month that has one (so that a report to May alone is not put down
 * to May by itself: what is shown is always the sum up to a month). Null is a month that nobody reported.
 */
export const monthAmountsSchema = z.array(rupiah.nullable()).length(12);

/** A ceiling as one decision set it; `on` is the day of the decision. */
export const ceilingSchema = z.strictObject({
  stage: z.enum(ceilingStages),
  amountIdr: rupiah,
  on: z.iso.date(),
  /** The decision, as it is cited; null where it is not named. */
  document: z.string().trim().min(1).max(200).nullable(),
});
export type Ceiling = z.infer<typeof ceilingSchema>;

/** Money of one source: its ceilings in the order of their days, cash plan and realisation by month. */
export const fundSchema = z.strictObject({
  source: z.enum(fundSources),
  ceilings: z.array(ceilingSchema).max(budgetLimits.ceilings),
  plan: monthAmountsSchema,
  realised: monthAmountsSchema,
});
export type Fund = z.infer<typeof fundSchema>;

/** Money and physical progress of one programme in one year. */
export const budgetFieldsSchema = z.strictObject({
  funds: z.array(fundSchema).max(fundSources.length),
  /** Physical progress at the end of each month, percent of the whole programme. */
  progress: z.array(z.number().min(0).max(100).nullable()).length(12),
});
export type BudgetFields = z.infer<typeof budgetFieldsSchema>;

/** Body of `PUT /budgets/{programme}/{year}`; `version` is the one the sender looked at, 0 for none. */
export const budgetChangeSchema = z.strictObject({
  version: z.number().int().min(0),
  budget: budgetFieldsSchema,
});

/** Money of a programme in a year as it stands. */
export const budgetSchema = budgetFieldsSchema.extend({
  programme: z.string(),
  year: z.number().int(),
  version: z.number().int(),
  changedAt: z.number(),
  simulated: z.boolean(),
});
export type Budget = z.infer<typeof budgetSchema>;

/** One change of an entry: who, when, and which of its parts. `via` names the file it came from. */
export const programmeChangeLineSchema = z.object({
  at: z.number(),
  by: z.string(),
  kind: z.enum(['added', 'changed', 'money', 'import']),
  parts: z.array(z.string()),
  year: z.number().int().nullable(),
  file: z.string().nullable(),
});
export type ProgrammeChangeLine = z.infer<typeof programmeChangeLineSchema>;

/** Answer of `GET /programmes/{id}`, newest change first. */
export const programmeAnswerSchema = z.object({
  at: z.number(),
  today: z.iso.date(),
  row: programmeRowSchema,
  programme: programmeFieldsSchema,
  budgets: z.array(budgetSchema),
  summaries: z.array(moneySummarySchema),
  history: z.array(programmeChangeLineSchema),
});
export type ProgrammeAnswer = z.infer<typeof programmeAnswerSchema>;

/** A programme with its money of one year. */
export const budgetRowSchema = programmeRowSchema
  .pick({ id: true, name: true, nameEn: true, agency: true, pillar: true, status: true, simulated: true })
  .extend({ money: moneySummarySchema });
export type BudgetRow = z.infer<typeof budgetRowSchema>;

/** Answer of `GET /budgets?year=`: programmes that have money entered for the year; `without` counts the others. */
export const budgetListSchema = z.object({
  at: z.number(),
  today: z.iso.date(),
  year: z.number().int(),
  /** Years with money, newest first. */
  years: z.array(z.number().int()),
  items: z.array(budgetRowSchema),
  without: z.number().int(),
});
export type BudgetList = z.infer<typeof budgetListSchema>;
