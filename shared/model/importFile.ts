import { z } from 'zod';
import { areaCodeSchema, areaLevelSchema, indicatorIdSchema } from './ids.ts';

/** Everything that can be wrong with a file, its layout or one of its cells; the sentences are in protocol/importTexts. */
export const importFaultCodes = [
  // The file as such.
  'file_empty',
  'file_too_large',
  'file_unknown',
  'file_old_excel',
  'file_encrypted',
  'file_damaged',
  'file_macros',
  'zip_too_many_entries',
  'zip_too_big',
  'zip_ratio',
  'zip_lied_size',
  'zip_unsafe_name',
  'zip_overlap',
  'xml_doctype',
  'csv_control',
  'csv_quotes',
  'too_many_sheets',
  'too_many_rows',
  'too_many_columns',
  'too_many_cells',
  'too_much_text',
  'too_slow',
  'too_heavy',
  'reader_busy',
  'reader_failed',
  'no_data',
  // Told, but no reason to refuse.
  'external_links_ignored',
  'objects_ignored',
  'hidden_sheets',
  // The layout.
  'sheet_missing',
  'layout_no_header',
  'layout_no_value',
  'layout_no_area',
  'layout_no_period',
  'layout_no_indicator',
  'layout_moved',
  // A cell.
  'unknown_area',
  'unsure_area',
  'area_conflict',
  'wrong_level',
  'unknown_indicator',
  'unsure_indicator',
  'not_yours',
  'period_unreadable',
  'period_missing',
  'period_without_year',
  'period_too_coarse',
  'period_not_over',
  'date_order',
  'future',
  'number_unreadable',
  'number_ambiguous',
  'nil_or_zero',
  'percent_fraction',
  'unit_mismatch',
  'range',
  'duplicate',
  'formula_without_value',
  'formula_text',
  'error_cell',
  'merged_cell',
  'boolean_cell',
  'date_as_value',
  'text_too_long',
  'too_many_values',
  // A sheet of programmes or of their money.
  'register_no_name',
  'register_no_agency',
  'register_no_pillar',
  'register_no_amount',
  'register_no_year',
  'register_no_fund',
  'register_no_month',
  'register_no_day',
  'register_no_scale',
  'register_no_regulation',
  'register_twice_role',
  'unknown_programme',
  'programme_not_yours',
  'unknown_agency',
  'unknown_choice',
  'amount_negative',
  'sum_sinks',
  'register_not_yet',
  'register_over_sum',
  'register_text',
] as const;

/** One of `importFaultCodes`. */
export type ImportFaultCode = (typeof importFaultCodes)[number];

/** One fault with its place: sheet and cell as a spreadsheet program prints them, `C14`. */
export const importFaultSchema = z.object({
  code: z.enum(importFaultCodes),
  sheet: z.string().max(200).optional(),
  cell: z.string().max(12).optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportFault = z.infer<typeof importFaultSchema>;

/** Most faults told at once: more would only bury them. */
export const maxImportFaults = 1_000;

/** A period as a key: `2026`, `2026-S1`, `2026-Q1`, `2026-01`, `2026-01-31` or `2026-01-31T07:00`. */
export const periodKeySchema = z
  .string()
  .max(16)
  .regex(/^\d{4}(?:-(?:S[12]|Q[1-4]|\d{2}(?:-\d{2}(?:T\d{2}:\d{2})?)?))?$/);

/** What a column is. A value column names what its header names; the rest comes from the row or from `fixed`. */
export const columnRoleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('area'), level: areaLevelSchema.nullable() }),
  z.object({ kind: z.literal('period') }),
  z.object({ kind: z.literal('indicator') }),
  z.object({ kind: z.literal('unit') }),
  z.object({
    kind: z.literal('value'),
    indicator: indicatorIdSchema.nullable(),
    period: periodKeySchema.nullable(),
    area: areaCodeSchema.nullable(),
    /** Which mark the column uses for decimals; null where its cells must tell. */
    decimal: z.enum(['comma', 'point']).nullable(),
    /** Whether 0.93 means 93 % (true) or 0.93 % (false); null asks where it matters. */
    isFraction: z.boolean().nullable(),
    /** What a cell is multiplied with because the header's unit is another one; null asks where they differ. */
    factor: z.number().positive().nullable(),
  }),
  z.object({ kind: z.literal('note') }),
  z.object({ kind: z.literal('ignore') }),
]);
export type ColumnRole = z.infer<typeof columnRoleSchema>;

/** Why a column was proposed as what it is. */
export const proposalReasons = [
  'header_word',
  'header_name',
  'header_near',
  'header_period',
  'header_area',
  'cells_areas',
  'cells_periods',
  'cells_indicators',
  'cells_numbers',
  'numbering',
  'empty',
  'unknown',
  'chosen',
] as const;
export type ProposalReason = (typeof proposalReasons)[number];

/** One column of a layout; `confidence` runs from 0 to 1, below 0.8 a person should look. */
export const layoutColumnSchema = z.object({
  /** Counted from 0. */
  column: z.number().int().min(0).max(199),
  header: z.string().max(300),
  role: columnRoleSchema,
  confidence: z.number().min(0).max(1),
  reason: z.enum(proposalReasons),
});
export type LayoutColumn = z.infer<typeof layoutColumnSchema>;

/** How a sheet is read: where its header lies, what its columns are and what holds for all of it. Rows are counted from 0. */
export const importLayoutSchema = z.object({
  sheet: z.string().max(200),
  headerTop: z.number().int().min(0).max(19_999),
  headerBottom: z.number().int().min(0).max(19_999),
  firstRow: z.number().int().min(0).max(20_000),
  columns: z.array(layoutColumnSchema).max(200),
  fixed: z.object({
    indicator: indicatorIdSchema.nullable(),
    period: periodKeySchema.nullable(),
    area: areaCodeSchema.nullable(),
    /** Year of months that are written without one. */
    year: z.number().int().min(1900).max(2200).nullable(),
  }),
  /** Spellings that a person has settled. */
  areaChoices: z.array(z.object({ given: z.string().max(120), area: areaCodeSchema })).max(500),
  indicatorChoices: z.array(z.object({ given: z.string().max(300), indicator: indicatorIdSchema })).max(500),
});
export type ImportLayout = z.infer<typeof importLayoutSchema>;

/** What the preview says about a value that is taken all the same. */
export const candidateMarks = [
  'formula',
  'hidden',
  'merged',
  'finer_period',
  'date_in_period',
  'serial_date',
  'percent_format',
  'scaled',
] as const;
export type CandidateMark = (typeof candidateMarks)[number];

/** One reading that a file proposes; `ref` is its cell, `Sheet1!C14`. `observedAt` is epoch milliseconds. */
export const importCandidateSchema = z.object({
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  value: z.number(),
  observedAt: z.number(),
  period: periodKeySchema,
  note: z.string().max(500).optional(),
  ref: z.string().max(120),
  marks: z.array(z.enum(candidateMarks)),
});
export type ImportCandidate = z.infer<typeof importCandidateSchema>;

/** How a candidate stands to what is stored: `late` goes to history behind a newer value, `odd` asks for a reason. */
export const previewKinds = ['new', 'same', 'changed', 'late', 'odd'] as const;
export type PreviewKind = (typeof previewKinds)[number];

/** A row of the preview: old value against new. */
export const previewRowSchema = importCandidateSchema.extend({
  kind: z.enum(previewKinds),
  old: z.object({ value: z.number().nullable(), recordedAt: z.number() }).nullable(),
  /** The latest value of the series and its instant, where that is another one. */
  latest: z.object({ value: z.number().nullable(), observedAt: z.number() }).nullable(),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;

/** How far a file has come. */
export const importStates = ['draft', 'committed', 'undone'] as const;

/** A fault with its sentence in the reader's language. */
export const toldFaultSchema = importFaultSchema.extend({ message: z.string() });
export type ToldFault = z.infer<typeof toldFaultSchema>;

/** A file in the list of those that were dropped. Instants are ISO 8601 UTC. */
export const importSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(importStates),
  agency: z.string(),
  by: z.string(),
  at: z.string(),
  /** What storing it brought; null for a draft. */
  result: z
    .object({ recorded: z.number(), duplicates: z.number(), held: z.number(), at: z.string() })
    .nullable(),
});
export type ImportSummary = z.infer<typeof importSummarySchema>;

/** A file with how it is read and what that gives: all that the screen needs before anything is stored. */
export const importViewSchema = importSummarySchema.extend({
  sheets: z.array(z.object({ name: z.string(), rows: z.number(), isHidden: z.boolean() })),
  /** Null where no sheet has a line that looks like a header. */
  layout: importLayoutSchema.nullable(),
  /** The form was used before: file name and when. */
  recognised: z.object({ name: z.string(), at: z.string() }).nullable(),
  rows: z.array(previewRowSchema),
  counts: z.record(z.enum(previewKinds), z.number()),
  /** What was shown; storing asks for it, so that nothing else than what was seen is stored. */
  digest: z.string(),
  /** Nothing may be stored while there is one. */
  faults: z.array(toldFaultSchema),
  /** True when more is wrong than is told. */
  isCut: z.boolean(),
  /** Told, but no reason to refuse. */
  notices: z.array(toldFaultSchema),
  skipped: z.object({ missing: z.number(), totals: z.number() }),
});
export type ImportView = z.infer<typeof importViewSchema>;

/** Body of `POST /input/files/{id}/preview`. */
export const previewRequestSchema = z.strictObject({ layout: importLayoutSchema });

/** Body of `POST /input/files/{id}/commit`. `reason` is needed where values are odd or change what stands. */
export const commitRequestSchema = z.strictObject({
  layout: importLayoutSchema,
  digest: z.string().max(64),
  reason: z.string().trim().max(300).optional(),
});

/** Body of `POST /input/files/{id}/undo`. */
export const undoRequestSchema = z.strictObject({ reason: z.string().trim().min(1).max(300) });
