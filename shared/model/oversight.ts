import { z } from 'zod';

/** One entry of the audit as the admin sees it. `at` is ISO 8601 UTC; `before` and `after` are what the change was about, never a secret. */
export const auditViewSchema = z.object({
  n: z.number().int(),
  at: z.string(),
  /** `kind:id`. */
  actor: z.string(),
  /** Name of who did it, as it was then. */
  label: z.string(),
  from: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  hash: z.string(),
});
export type AuditView = z.infer<typeof auditViewSchema>;

/** Answer of `GET /admin/audit`: newest first; `head` is the end of the chain. */
export const auditPageSchema = z.object({
  items: z.array(auditViewSchema),
  head: z.object({ n: z.number().int(), hash: z.string() }),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** Answer of `GET /admin/region`: which pack this server runs, what is stored, and how long. */
export const regionOverviewSchema = z.object({
  region: z.object({ code: z.string(), name: z.string(), zone: z.string() }),
  counts: z.object({
    areas: z.number().int(),
    agencies: z.number().int(),
    indicators: z.number().int(),
    feeds: z.number().int(),
  }),
  store: z.object({
    engine: z.enum(['sqlite', 'postgres']),
    readings: z.number(),
    series: z.number(),
    sizeBytes: z.number(),
    freeBytes: z.number().nullable(),
    growthBytesPerDay: z.number().nullable(),
    auditEntries: z.number().int(),
  }),
  /** Days that raw readings of each class are kept; rarer ones than minutes stay for ever. */
  retention: z.object({ secondsDays: z.number(), minutesDays: z.number() }),
  /** True where reminders can go by e-mail. */
  hasMail: z.boolean(),
});
export type RegionOverview = z.infer<typeof regionOverviewSchema>;
