import { z } from 'zod';
import { alarmSchema } from './alarm.ts';
import { feedStateSchema } from './feedState.ts';
import { agencyCodeSchema, areaCodeSchema, indicatorIdSchema, pillarIdSchema } from './ids.ts';
import { areaLevels, serverModes, statuses } from './lists.ts';
import { originSchema, qualitySchema, verificationSchema } from './reading.ts';
import { decidedFigureSchema } from './session.ts';
import { localisedSchema, sourceSchema } from './text.ts';

/** What a pack calls itself; a pack of another form is not read as this one. */
export const packFormat = 'simpul-pack/1';

/** Id of an evidence pack, 128 bits. */
export const packIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** SHA-256 as 64 hexadecimal digits in lower case. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Which definition a figure stands under: `version` counts those that had begun, 0 is the region pack's own; `hash` is of the whole definition. */
const packDefinitionSchema = z.object({
  version: z.number().int().min(0),
  validFrom: z.number().nullable(),
  hash: sha256Schema,
});

/** One series as everyone saw it at the instant of freezing. Instants in epoch milliseconds; value null where the source gave none. */
export const packFigureSchema = z.object({
  indicator: indicatorIdSchema,
  pillar: pillarIdSchema,
  name: localisedSchema,
  area: areaCodeSchema,
  areaName: z.string(),
  level: z.enum(areaLevels),
  agency: agencyCodeSchema,
  value: z.number().nullable(),
  unit: z.string(),
  unitEn: z.string(),
  observedAt: z.number(),
  recordedAt: z.number(),
  period: z.string().nullable(),
  source: sourceSchema,
  origin: originSchema,
  quality: qualitySchema,
  verification: verificationSchema,
  /** Looks that the walidata took, oldest first; empty where none was needed or none was taken yet. */
  verifiedBy: z.array(z.object({ name: z.string(), at: z.number(), final: z.boolean() })),
  freshness: z.enum(['fresh', 'due', 'late', 'none']),
  status: z.enum(statuses),
  target: z.object({ value: z.number(), year: z.number().int(), source: z.string() }).nullable(),
  /** Value that a correction had replaced, while it was still printed. */
  was: z.object({ value: z.number().nullable(), until: z.number() }).nullable(),
  note: z.string().nullable(),
  definition: packDefinitionSchema,
});
export type PackFigure = z.infer<typeof packFigureSchema>;

/** An indicator that had no figure anywhere. */
const packAbsentSchema = z.object({
  indicator: indicatorIdSchema,
  pillar: pillarIdSchema,
  name: localisedSchema,
  agency: agencyCodeSchema,
});

/** A figure for the whole region that is made of its areas, as the wall shows it: the greatest, the mean or the sum of them, or the one newest. */
const packTotalSchema = z.object({
  indicator: indicatorIdSchema,
  pillar: pillarIdSchema,
  name: localisedSchema,
  made: z.enum(['max', 'mean', 'sum', 'one']),
  /** Area whose value it is; null for a mean or a sum. */
  areaName: z.string().nullable(),
  /** How many areas are in it. */
  count: z.number().int(),
  value: z.number().nullable(),
  unit: z.string(),
  observedAt: z.number(),
  origin: originSchema,
  freshness: z.enum(['fresh', 'due', 'late', 'none']),
});
export type PackTotal = z.infer<typeof packTotalSchema>;

/** Score of a pillar, 1.00 on target, at most 1.25; value null where too little was known. */
const packScoreSchema = z.object({
  pillar: pillarIdSchema,
  name: localisedSchema,
  value: z.number().nullable(),
  total: z.number().int(),
  current: z.number().int(),
  withTarget: z.number().int(),
  counted: z.number().int(),
  ratios: z.array(z.object({ id: z.string(), ratio: z.number() })),
});
export type PackScore = z.infer<typeof packScoreSchema>;

/** Minutes of a session as they are printed. Instants in epoch milliseconds, `dueOn` a day. */
export const packMinutesSchema = z.object({
  session: z.string(),
  title: z.string(),
  purpose: z.string(),
  place: z.string().nullable(),
  startsAt: z.number(),
  openedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  simulated: z.boolean(),
  ledBy: z.string().nullable(),
  agenda: z.array(z.object({ title: z.string(), note: z.string().nullable(), minutes: z.number() })),
  attendance: z.array(
    z.object({
      name: z.string(),
      speaksFor: z.string().nullable(),
      isGuest: z.boolean(),
      joinedAt: z.number(),
      lastAt: z.number(),
    }),
  ),
  questions: z.array(
    z.object({
      text: z.string(),
      askedOf: z.string().nullable(),
      by: z.string(),
      at: z.number(),
      answer: z.object({ text: z.string(), by: z.string(), at: z.number() }).nullable(),
    }),
  ),
  /** Those that were withdrawn stand here too, with the reason. */
  decisions: z.array(
    z.object({
      text: z.string(),
      owner: z.string(),
      dueOn: z.string(),
      by: z.string(),
      at: z.number(),
      withdrawn: z.string().nullable(),
      figure: decidedFigureSchema
        .extend({ name: z.string(), areaName: z.string(), unit: z.string() })
        .nullable(),
    }),
  ),
  polls: z.array(z.object({ text: z.string(), ready: z.number(), of: z.number(), at: z.number() })),
  notes: z.array(z.object({ text: z.string(), by: z.string(), at: z.number() })),
  signatures: z.array(
    z.object({
      place: z.number().int(),
      party: z.string(),
      name: z.string(),
      office: z.string(),
      signed: z.object({ at: z.number(), by: z.string(), hash: z.string() }).nullable(),
    }),
  ),
  summary: z.string().nullable(),
});
export type PackMinutes = z.infer<typeof packMinutesSchema>;

/** What a pack holds. Further sections are what other parts gave at that instant; one that could not be read says why in `missing`. */
export const packSectionsSchema = z
  .object({
    figures: z.array(packFigureSchema),
    totals: z.array(packTotalSchema),
    absent: z.array(packAbsentSchema),
    scores: z.array(packScoreSchema),
    alarms: z.array(alarmSchema),
    links: z.array(feedStateSchema),
    minutes: packMinutesSchema.nullable(),
  })
  .catchall(z.unknown());
export type PackSections = z.infer<typeof packSectionsSchema>;

/** A section that could not be taken in. */
export const missingSectionSchema = z.strictObject({ missing: z.enum(['unreadable', 'too-large']) });
export type MissingSection = z.infer<typeof missingSectionSchema>;

/** What a pack is, beside its sections. */
export const packHeadSchema = z.object({
  format: z.literal(packFormat),
  id: packIdSchema,
  title: z.string(),
  /** The instant that everything in it stands for, epoch milliseconds. */
  frozenAt: z.number(),
  by: z.object({ id: z.string(), name: z.string() }),
  region: z.object({ code: areaCodeSchema, name: z.string(), zone: z.string(), zoneLabel: z.string() }),
  /** `live` for the real room; figures of any other are no evidence of anything. */
  mode: z.enum(serverModes),
  /** The one pillar that it was kept to; null for all. */
  pillar: pillarIdSchema.nullable(),
  session: z.string().nullable(),
  /** Place in the stream of values. */
  stream: z.object({ epoch: z.string(), seq: z.number().int() }),
  /** Version of the catalogue. */
  catalogue: z.string(),
});
export type PackHead = z.infer<typeof packHeadSchema>;

/** An evidence pack as its file holds it. Section hashes are of their canonical JSON; `hash` is of the head with them. */
export const packSchema = packHeadSchema.extend({
  sections: packSectionsSchema,
  manifest: z.object({
    algorithm: z.literal('SHA-256'),
    form: z.literal('canonical-json'),
    sections: z.record(z.string(), sha256Schema),
    hash: sha256Schema,
  }),
});
export type EvidencePack = z.infer<typeof packSchema>;

/** Files of a pack. */
export const packFileKinds = ['json', 'pdf', 'xlsx'] as const;
export type PackFileKind = (typeof packFileKinds)[number];

const packFileSchema = z.object({ hash: sha256Schema, sizeBytes: z.number().int() });

/** A pack in a list, with the hashes by which it is known. */
export const packSummarySchema = packHeadSchema
  .pick({ id: true, title: true, frozenAt: true, by: true, mode: true, pillar: true, session: true })
  .extend({
    hash: sha256Schema,
    figures: z.number().int(),
    /** How many of the figures are simulated. */
    simulated: z.number().int(),
    files: z.object({ json: packFileSchema, pdf: packFileSchema, xlsx: packFileSchema }),
  });
export type PackSummary = z.infer<typeof packSummarySchema>;

/** Answer of `GET /packs`: newest first, at most 200; `total` counts all. */
export const packListSchema = z.object({
  at: z.number(),
  total: z.number().int(),
  items: z.array(packSummarySchema),
});
export type PackList = z.infer<typeof packListSchema>;

/** Answer of `GET /packs/{id}`. */
export const packAnswerSchema = z.object({ at: z.number(), summary: packSummarySchema, pack: packSchema });
export type PackAnswer = z.infer<typeof packAnswerSchema>;

/** Body of `POST /packs`. The same `key` again gives the pack that there is. */
export const newPackSchema = z.strictObject({
  key: z.string().regex(/^[\w-]{8,64}$/),
  title: z.string().trim().min(3).max(160),
  pillar: pillarIdSchema.nullable(),
});
export type NewPack = z.infer<typeof newPackSchema>;

/**
 * How a check ended. `same` is exactly a file that was made here; `rewritten` holds the same content in another writing; `altered` names
 * a pack of ours and is not it; `unknown` names none.
 */
export const packVerdicts = ['same', 'rewritten', 'altered', 'unknown'] as const;

/** Answer of `POST /packs/check` and of `GET /packs/check`. */
export const packCheckSchema = z.object({
  verdict: z.enum(packVerdicts),
  /** SHA-256 of what was given. */
  hash: sha256Schema,
  /** File of ours that it is; `pack` for the hash that is printed on every page. */
  file: z.enum([...packFileKinds, 'pack']).nullable(),
  pack: packSummarySchema.nullable(),
  /** Sections of an altered JSON file that are not as they were frozen; `head` is what stands before them, `seal` a manifest that was made anew. */
  altered: z.array(z.string().max(60)).max(40),
});
export type PackCheck = z.infer<typeof packCheckSchema>;
