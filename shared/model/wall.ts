import { z } from 'zod';
import { areaCodeSchema, indicatorIdSchema, pillarIdSchema } from './ids.ts';
import {
  languages,
  proofVerdicts,
  wallLayouts,
  wallPanels,
  wallScenes,
  wallStates,
  wallTones,
} from './lists.ts';

/** One of `wallScenes`. */
export type WallSceneKind = (typeof wallScenes)[number];
/** One of `wallStates`. */
export type WallState = (typeof wallStates)[number];
/** One of `wallTones`. */
export type WallTone = (typeof wallTones)[number];

/** Names that are addresses of something else. */
const takenNames = ['pasang', 'self', 'pairings'];

/** Name of a wall in lower-case kebab form; it is its address `/wall/NAME`. */
export const wallNameSchema = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .refine((name) => !takenNames.includes(name));

const title = z.string().trim().min(1).max(80);

/** Most scenes of one wall. */
export const maxWallScenes = 20;

/** Seconds that a scene stands in the rotation. */
export const dwellSeconds = { min: 5, max: 3_600 } as const;

/** What a scene shows. `panels` are those of `wallPanels` that stand; left out, all of them. */
const shown = {
  scene: z.enum(wallScenes),
  pillar: pillarIdSchema.optional(),
  indicator: indicatorIdSchema.optional(),
  area: areaCodeSchema.optional(),
  panels: z.array(z.string().max(20)).max(12).optional(),
  layout: z.enum(wallLayouts).optional(),
};

const hasOwnPanels = ({ scene, panels = [] }: { scene: WallSceneKind; panels?: string[] | undefined }) =>
  panels.every((panel) => wallPanels[scene].some((own) => own === panel));

/** A scene that is sent to a wall at once. */
export const wallViewSchema = z.strictObject(shown).refine(hasOwnPanels, { path: ['panels'] });
export type WallView = z.infer<typeof wallViewSchema>;

/** One scene of a wall's rotation; `id` stays with it when the order changes. */
export const wallSceneSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]{1,20}$/),
    ...shown,
    dwellSeconds: z.number().int().min(dwellSeconds.min).max(dwellSeconds.max),
  })
  .refine(hasOwnPanels, { path: ['panels'] });
export type WallScene = z.infer<typeof wallSceneSchema>;

/**
 * Place of an output in one picture over several: column `x` of `cols`, row `y` of `rows`, from 0. Bezels are what the frames between
 * two pictures hide, in CSS pixels of one output.
 */
export const wallTileSchema = z
  .strictObject({
    x: z.number().int().min(0).max(7),
    y: z.number().int().min(0).max(7),
    cols: z.number().int().min(1).max(8),
    rows: z.number().int().min(1).max(8),
    bezelX: z.number().int().min(0).max(400),
    bezelY: z.number().int().min(0).max(400),
  })
  .refine(({ x, cols }) => x < cols, { path: ['x'] })
  .refine(({ y, rows }) => y < rows, { path: ['y'] });
export type WallTile = z.infer<typeof wallTileSchema>;

/**
 * What a wall is set to. Walls of one `group` show the same scenes, in step: the scene at an instant follows from the server's time
 * and `anchorAt` alone, which is in `WallOrders`.
 */
export const wallSetupSchema = z.strictObject({
  title,
  group: wallNameSchema.nullable(),
  tile: wallTileSchema.nullable(),
  scenes: z
    .array(wallSceneSchema)
    .min(1)
    .max(maxWallScenes)
    .refine((scenes) => new Set(scenes.map(({ id }) => id)).size === scenes.length),
  /** The scene stays while a critical alarm is there. */
  holdOnCritical: z.boolean(),
  lang: z.enum(languages),
});
export type WallSetup = z.infer<typeof wallSetupSchema>;

/**
 * A scene that was sent; it stands from `from` until `until`, or until it is released. Epoch milliseconds. `session` is the one that
 * shows it; left out where an operator does.
 */
export const sentSceneSchema = z.object({
  view: wallViewSchema,
  from: z.number(),
  until: z.number().nullable(),
  by: z.string(),
  session: z.string().max(40).optional(),
});
export type SentScene = z.infer<typeof sentSceneSchema>;

/** Words of the desk on a wall, between two instants. Epoch milliseconds. */
export const wallMessageSchema = z.object({
  text: z.string().min(1).max(200),
  tone: z.enum(wallTones),
  at: z.number(),
  until: z.number(),
  by: z.string(),
});
export type WallMessage = z.infer<typeof wallMessageSchema>;

/** Everything that a wall is told to do. */
export const wallOrdersSchema = z.object({
  name: z.string(),
  setup: wallSetupSchema,
  /** Start of the rotation that every wall of the group counts from, epoch milliseconds. */
  anchorAt: z.number(),
  show: sentSceneSchema.nullable(),
  message: wallMessageSchema.nullable(),
});
export type WallOrders = z.infer<typeof wallOrdersSchema>;

/** What a wall last said of itself, as the desk is told. */
export const wallReportSchema = z.object({
  /** When its last proof came, epoch milliseconds. */
  at: z.number(),
  width: z.number(),
  height: z.number(),
  dpr: z.number(),
  build: z.string(),
  /** Frames painted since the page was opened, and milliseconds since the last one. */
  frames: z.number(),
  painted: z.number(),
  seq: z.number(),
  link: z.string(),
  /** Whether it held what the server held. */
  verdict: z.enum(proofVerdicts),
  /** Series of the wall by freshness. */
  counts: z.object({ fresh: z.number(), due: z.number(), late: z.number(), none: z.number() }),
  /** What it shows. */
  view: wallViewSchema,
  reloads: z.number(),
  errors: z.number(),
  /** Pages open with this wall's credential; more than one is a mistake. */
  screens: z.number(),
});
export type WallReport = z.infer<typeof wallReportSchema>;

/** A wall in the list of the desk. */
export const wallCardSchema = z.object({
  name: z.string(),
  title: z.string(),
  group: z.string().nullable(),
  tile: wallTileSchema.nullable(),
  state: z.enum(wallStates),
  /** Since when it has been in this state, epoch milliseconds. */
  since: z.number(),
  /** False where its silence is no alarm: it was switched off on purpose. */
  watched: z.boolean(),
  /** Null while its screen has not taken the pairing up. */
  claimedAt: z.number().nullable(),
  report: wallReportSchema.nullable(),
  show: sentSceneSchema.nullable(),
  message: wallMessageSchema.nullable(),
  /** When it last sent a picture of itself; null for never since the server started. */
  pictureAt: z.number().nullable(),
});
export type WallCard = z.infer<typeof wallCardSchema>;

/** Answer of `GET /walls`. */
export const wallListSchema = z.object({
  at: z.number(),
  /** Screens that show a code and wait for it to be entered. */
  waiting: z.number(),
  items: z.array(wallCardSchema),
});
export type WallList = z.infer<typeof wallListSchema>;

/** Answer of `GET /walls/:name`; `revision` goes back with a change. */
export const wallDetailSchema = z.object({
  name: z.string(),
  revision: z.number(),
  setup: wallSetupSchema,
  /** Groups that there are, with their walls. */
  groups: z.array(z.object({ name: z.string(), walls: z.array(z.string()) })),
});
export type WallDetail = z.infer<typeof wallDetailSchema>;

/** Body of `PUT /walls/:name`. */
export const wallChangeSchema = z.strictObject({ revision: z.number().int().min(1), setup: wallSetupSchema });

/** Letters and digits of a pairing code: none that looks like another. */
export const codeAlphabet = 'ACDEFGHJKMNPQRTVWXY34679';

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(new RegExp(`^[${codeAlphabet}]{6}$`));

/** Body of `POST /walls`: the screen with this code becomes the wall of this name. */
export const wallPairSchema = z.strictObject({ code, name: wallNameSchema, title });

/** Body of `POST /walls/pairings`: a screen asks for a code. */
export const pairingRequestSchema = z.strictObject({});

/** Answer of `POST /walls/pairings`. */
export const pairingSchema = z.object({ code: z.string(), secret: z.string(), expiresAt: z.string() });
export type Pairing = z.infer<typeof pairingSchema>;

/** Body of `POST /walls/pairings/claim`: the same screen asks whether its code was entered. */
export const claimRequestSchema = z.strictObject({ code, secret: z.string().min(20).max(100) });

/** Answer of `POST /walls/pairings/claim`; the credential itself goes into a cookie. */
export const claimSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('gone') }),
  z.object({ state: z.literal('paired'), name: z.string() }),
]);
export type Claim = z.infer<typeof claimSchema>;

/** Body of `POST /walls/:name/show`; null releases, no seconds is until released. */
export const wallShowSchema = z.strictObject({
  view: wallViewSchema.nullable(),
  seconds: z.number().int().min(5).max(86_400).nullable(),
});

/** Body of `POST /walls/:name/message`; a text of null takes it away. */
export const wallTellSchema = z.strictObject({
  text: z.string().trim().min(1).max(200).nullable(),
  tone: z.enum(wallTones),
  seconds: z.number().int().min(10).max(86_400),
});

/** Body of `POST /walls/:name/rename`. */
export const wallRenameSchema = z.strictObject({ name: wallNameSchema });

/** Body of `POST /walls/:name/watch`. */
export const wallWatchSchema = z.strictObject({ watched: z.boolean() });
