import { z } from 'zod';
import { agencyCodeSchema, areaCodeSchema, indicatorIdSchema, pillarIdSchema } from './ids.ts';
import { fundSources, programmeGaps, programmeStatuses } from './programmeLists.ts';
import { localisedSchema, sourceSchema } from './text.ts';

/** A month as a key, `2026-10`. */
export const monthKeySchema = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

/** Code of a sub-dimension, see `subDimensionSchema`. */
export const subDimensionCodeSchema = z.string().regex(/^[A-Z]{3}-[A-Z]{3}$/);

/** Something that is missing of an entry; see `programmeGaps`. */
export type ProgrammeGap = (typeof programmeGaps)[number];

/**
 * Money of one source of a programme. Plan and realisation are each from January to the end of their month. The plan is the last one given
 * up to the month to which this source is reported, so its month may be an earlier one; null where other sources are reported and this is not.
 */
export const fundSummarySchema = z.object({
  source: z.enum(fundSources),
  ceilingIdr: z.number().nullable(),
  planIdr: z.number().nullable(),
  planMonth: monthKeySchema.nullable(),
  realisedIdr: z.number().nullable(),
  realisedMonth: monthKeySchema.nullable(),
});
export type FundSummary = z.infer<typeof fundSummarySchema>;

/**
 * A ceiling in rupiah that a public source names of a programme, with the period that it prints. It stands until money is entered; screens
 * say whose it is, whatever source the entry itself names by then.
 */
export const publicCeilingSchema = z.object({
  amountIdr: z.number().min(0),
  period: z.string().nullable(),
  source: sourceSchema,
});
export type PublicCeiling = z.infer<typeof publicCeilingSchema>;

/**
 * A programme as walls show it, mapped to one pillar. What nobody has said is null: a screen then says what it waits for and from whom.
 * `id` is at most 64 characters.
 */
export const programmeSchema = z.object({
  id: z.string().max(64),
  pillar: pillarIdSchema,
  subDimension: subDimensionCodeSchema.nullable(),
  name: localisedSchema,
  agency: agencyCodeSchema,
  /** Period as printed, e.g. `2025` or `2017–2020`. */
  period: z.string().max(40).nullable(),
  status: z.enum(programmeStatuses).nullable(),
  quickWin: z.boolean().nullable(),
  /** Ceiling in rupiah that is in force, of every fund together. */
  budgetIdr: z.number().min(0).nullable(),
  /** Whose `budgetIdr` is while nobody entered money; null where somebody did, or where there is none. */
  publicCeiling: publicCeilingSchema.nullable(),
  /** Rupiah realised from the beginning of `moneyYear`, each of `funds` to its own month; `realisedMonth` is the latest of them. */
  realisedIdr: z.number().min(0).nullable(),
  /** Year of the money; null where the source names none. */
  moneyYear: z.number().int().nullable(),
  realisedMonth: monthKeySchema.nullable(),
  /** The money by source; empty where nobody entered any. */
  funds: z.array(fundSummarySchema.pick({ ceilingIdr: true, realisedIdr: true, realisedMonth: true })),
  /** Physical progress, percent, at the end of `progressMonth`. */
  progressPercent: z.number().min(0).max(100).nullable(),
  progressMonth: monthKeySchema.nullable(),
  /** Steps of the plan; a total of 0 is a plan that nobody has entered. */
  milestones: z.object({ done: z.number().int().min(0), total: z.number().int().min(0) }),
  note: localisedSchema.nullable(),
  source: sourceSchema,
  /** True where any of it is made up for a demo or a drill. */
  simulated: z.boolean(),
});
export type Programme = z.infer<typeof programmeSchema>;

/** Bounds of the register; past them an entry is refused in words. */
export const programmeLimits = {
  programmes: 2_000,
  milestones: 60,
  evidence: 10,
  indicators: 20,
  areas: 30,
  secondary: 6,
} as const;

const line = (max: number) => z.string().trim().min(1).max(max);
const year = z.number().int().min(2000).max(2100);

/** Evidence of a milestone: a file that was attached, by id and name. */
export const milestoneFileSchema = z.strictObject({ id: z.string().min(1).max(64), name: line(200) });

/** A step of the plan; `doneOn` is null while it is open. Days as `2026-10-31`. */
export const milestoneSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{1,40}$/),
  text: line(300),
  dueOn: z.iso.date().nullable(),
  doneOn: z.iso.date().nullable(),
  evidence: z.array(milestoneFileSchema).max(programmeLimits.evidence),
});
export type Milestone = z.infer<typeof milestoneSchema>;

/**
 * Code of the national budget nomenclature (Permendagri 90/2019 and what updates it), with the regulation and year it is of. Checked for
 * its form alone, `1.01.02.2.01.0001`; `X.XX` stands for whichever affair an agency has.
 */
export const budgetCodeSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .max(24)
    .regex(/^(?:\d|X)\.(?:\d{2}|XX)(?:\.\d{2}(?:\.\d\.\d{2}(?:\.\d{2,4})?)?)?$/),
  regulation: line(120),
  year: z.number().int().min(2006).max(2100),
});

/** What the register keeps of a programme. Null is "not said yet", never "no". */
export const programmeFieldsSchema = z.strictObject({
  name: z.string().trim().min(3).max(200),
  /** English name; screens fall back to the Indonesian one. */
  nameEn: line(200).nullable(),
  agency: agencyCodeSchema,
  pillar: pillarIdSchema,
  /** Sub-dimension of `pillar` that it serves first. */
  subDimension: subDimensionCodeSchema.nullable(),
  /** Others that it serves as well, of any pillar. */
  secondary: z.array(subDimensionCodeSchema).max(programmeLimits.secondary),
  quickWin: z.boolean().nullable(),
  /** First and last year; a null end is open. */
  yearFrom: year.nullable(),
  yearTo: year.nullable(),
  areas: z.array(areaCodeSchema).max(programmeLimits.areas),
  code: budgetCodeSchema.nullable(),
  milestones: z.array(milestoneSchema).max(programmeLimits.milestones),
  indicators: z.array(indicatorIdSchema).max(programmeLimits.indicators),
  status: z.enum(programmeStatuses).nullable(),
  note: line(600).nullable(),
  /** Document that names it, e.g. a masterplan with its page. */
  source: line(200).nullable(),
});
export type ProgrammeFields = z.infer<typeof programmeFieldsSchema>;

/** Money and progress of a programme in one year as lists show them; what is not reported is null. */
export const moneySummarySchema = z.object({
  year: z.number().int(),
  ceilingIdr: z.number().nullable(),
  /** Cash plan of the sources that are reported, each to its own month at or before that of its report; `planMonth` is the latest of them. */
  planIdr: z.number().nullable(),
  planMonth: monthKeySchema.nullable(),
  /** Realised of the sources that are reported, each to its own month; `realisedMonth` is the latest of them. */
  realisedIdr: z.number().nullable(),
  realisedMonth: monthKeySchema.nullable(),
  /** Each source by itself; packs that were frozen before this was told have none. */
  funds: z.array(fundSummarySchema).default([]),
  progressPercent: z.number().nullable(),
  progressMonth: monthKeySchema.nullable(),
});
export type MoneySummary = z.infer<typeof moneySummarySchema>;

/** A programme as a list shows it. `version` is 0 while it stands only in the region pack. */
export const programmeRowSchema = programmeFieldsSchema.omit({ milestones: true, note: true }).extend({
  id: z.string(),
  version: z.number().int(),
  /** Period as the pack's source prints it, where no years are entered. */
  period: z.string().nullable(),
  milestones: z.object({ done: z.number().int(), total: z.number().int(), late: z.number().int() }),
  /** The year that is shown: the present one, or the last before it that has money. Null where nobody entered any. */
  money: moneySummarySchema.nullable(),
  /** What a public source says while `money` is null; packs that were frozen before this was told have none. */
  publicCeiling: publicCeilingSchema.nullable().default(null),
  missing: z.array(z.enum(programmeGaps)),
  simulated: z.boolean(),
  changedAt: z.number().nullable(),
});
export type ProgrammeRow = z.infer<typeof programmeRowSchema>;

/** Answer of `GET /programmes`, by name; `today` is the day in the region's zone against which steps are late. */
export const programmeListSchema = z.object({
  at: z.number(),
  today: z.iso.date(),
  items: z.array(programmeRowSchema),
});
export type ProgrammeList = z.infer<typeof programmeListSchema>;

const key = z.string().regex(/^[\w-]{8,64}$/);

/** Body of `POST /programmes`; the same key by the same person gives what it made already. */
export const newProgrammeSchema = z.strictObject({ key, programme: programmeFieldsSchema });

/** Body of `POST /programmes/{id}/remove`: takes an entry that should never have been made out, with its money; the audit keeps it. */
export const programmeRemovalSchema = z.strictObject({
  version: z.number().int().min(1),
  reason: z.string().trim().min(5).max(300),
});

/** Body of `PUT /programmes/{id}`; `version` is the one the sender looked at, 0 for an entry of the pack. */
export const programmeChangeSchema = z.strictObject({
  version: z.number().int().min(0),
  programme: programmeFieldsSchema,
});
