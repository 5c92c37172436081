import { z } from 'zod';
import { agencyCodeSchema, pillarIdSchema } from './ids.ts';
import { proposalReasons, toldFaultSchema } from './importFile.ts';
import { ceilingStages, fundSources } from './programmeLists.ts';

/** Which register a spreadsheet is for. */
export const registerForms = ['programme', 'budget'] as const;
export type RegisterForm = (typeof registerForms)[number];

const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));

/** Series of months that a column can belong to; `-to` is the sum up to the month that is chosen for the whole sheet. */
export const monthSeries = ['plan', 'realised', 'progress'] as const;
export type MonthSeries = (typeof monthSeries)[number];

/** What a column of each form can be: `realised-05` is May's realisation. */
export const registerRoles: Readonly<Record<RegisterForm, readonly string[]>> = {
  programme: [
    'name',
    'nameEn',
    'code',
    'agency',
    'pillar',
    'subDimension',
    'quickWin',
    'status',
    'yearFrom',
    'yearTo',
    'areas',
    'source',
    'note',
  ],
  budget: [
    'code',
    'name',
    'agency',
    'fund',
    'year',
    ...ceilingStages.map((stage) => `ceiling-${stage}`),
    ...monthSeries.map((series) => `${series}-to`),
    ...monthSeries.flatMap((series) => months.map((month) => `${series}-${month}`)),
  ],
};

/** One column; `role` null is not read. `confidence` runs from 0 to 1, below 0.8 a person should look. */
export const registerColumnSchema = z.object({
  /** Counted from 0. */
  column: z.number().int().min(0).max(199),
  header: z.string().max(300),
  role: z.string().max(20).nullable(),
  confidence: z.number().min(0).max(1),
  reason: z.enum(proposalReasons),
});
export type RegisterColumn = z.infer<typeof registerColumnSchema>;

const day = z.iso.date().nullable();

/** Rupiah that an amount of a sheet can stand for: one, a thousand, a million, a thousand million, a million million. */
export const moneyScales = [1, 1e3, 1e6, 1e9, 1e12] as const;

/** How a sheet of a register is read. Rows are counted from 0. */
export const registerLayoutSchema = z.object({
  form: z.enum(registerForms),
  sheet: z.string().max(200),
  headerTop: z.number().int().min(0).max(19_999),
  headerBottom: z.number().int().min(0).max(19_999),
  firstRow: z.number().int().min(0).max(20_000),
  columns: z.array(registerColumnSchema).max(200),
  /** What holds for the whole sheet where no column says it. */
  fixed: z.object({
    agency: agencyCodeSchema.nullable(),
    pillar: pillarIdSchema.nullable(),
    year: z.number().int().min(2000).max(2100).nullable(),
    fund: z.enum(fundSources).nullable(),
    /** Month up to which `-to` columns count, 1 to 12. */
    month: z.number().int().min(1).max(12).nullable(),
    /** Whether columns of months hold sums up to each month, or each month by itself. */
    isCumulative: z.boolean(),
    /** Rupiah that an amount stands for; null is as headers and titles say. Layouts kept before this was asked have none. */
    scale: z.literal(moneyScales).nullable().default(null),
    /** Days of the decisions that set the ceilings. */
    on: z.object({ original: day, shift: day, amended: day }),
    /** Regulation of the codes, and its year. */
    regulation: z.string().trim().max(120).nullable(),
    regulationYear: z.number().int().min(2006).max(2100).nullable(),
  }),
});
export type RegisterLayout = z.infer<typeof registerLayoutSchema>;

/** A part of an entry that a file changes; null is nothing there. Amounts in rupiah or percent, sums up to the last month reported. */
export const registerPartSchema = z.object({
  part: z.string().max(40),
  old: z.union([z.string(), z.number()]).nullable(),
  new: z.union([z.string(), z.number()]).nullable(),
});
export type RegisterPart = z.infer<typeof registerPartSchema>;

/** A line of the preview: an entry with what becomes of it. `ref` is its first cell, `Sheet1!A4`. */
export const registerRowSchema = z.object({
  ref: z.string().max(120),
  kind: z.enum(['new', 'changed', 'same']),
  name: z.string(),
  agency: z.string(),
  /** Year and source of money; null for a programme. */
  year: z.number().nullable(),
  fund: z.enum(fundSources).nullable(),
  parts: z.array(registerPartSchema),
  /**
   * `over-ceiling`: more is realised or planned than the ceiling allows. `month-ahead`: zeros of months that have not begun are left out.
   * `scaled`: its amounts are in thousands or more and are made rupiah.
   */
  marks: z.array(z.enum(['over-ceiling', 'hidden', 'month-ahead', 'scaled'])),
});
export type RegisterRow = z.infer<typeof registerRowSchema>;

/** A file in the list of those that were dropped. Instants are ISO 8601 UTC. */
export const registerFileSchema = z.object({
  id: z.string(),
  form: z.enum(registerForms),
  name: z.string(),
  state: z.enum(['draft', 'committed']),
  agency: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  result: z.object({ added: z.number(), changed: z.number(), at: z.string() }).nullable(),
});
export type RegisterFile = z.infer<typeof registerFileSchema>;

/** A file with how it is read and what that gives. */
export const registerViewSchema = registerFileSchema.extend({
  sheets: z.array(z.object({ name: z.string(), rows: z.number(), isHidden: z.boolean() })),
  /** Null where no sheet has a line that looks like a header. */
  layout: registerLayoutSchema.nullable(),
  /** The form was used before: file name and when. */
  recognised: z.object({ name: z.string(), at: z.string() }).nullable(),
  rows: z.array(registerRowSchema),
  /** What was shown; storing asks for it, so that nothing else than what was seen is stored. */
  digest: z.string(),
  /** Nothing may be stored while there is one. */
  faults: z.array(toldFaultSchema),
  isCut: z.boolean(),
  notices: z.array(toldFaultSchema),
  /** Lines of sums that were left out. */
  totals: z.number(),
});
export type RegisterView = z.infer<typeof registerViewSchema>;

/** Body of `POST /programmes/files/{id}/preview`. */
export const registerPreviewSchema = z.strictObject({ layout: registerLayoutSchema });

/** Body of `POST /programmes/files/{id}/commit`. */
export const registerCommitSchema = z.strictObject({
  layout: registerLayoutSchema,
  digest: z.string().max(64),
});
