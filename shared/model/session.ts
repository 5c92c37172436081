import { z } from 'zod';
import { agencyCodeSchema, areaCodeSchema, indicatorIdSchema, pillarIdSchema } from './ids.ts';
import { origins, pillarIds, qualities, roles, verifications } from './lists.ts';
import { sessionPurposes, sessionScenes, sessionStates } from './sessionLists.ts';

/** Bounds of one session; past them an entry is refused in words. */
export const sessionLimits = {
  lines: 2_000,
  agenda: 40,
  links: 100,
  /** Guests in all, and of one link: whoever spoils a link locks nobody out who has another one. */
  attendance: 1_000,
  guestsOfLink: 400,
  questions: 100,
  decisions: 100,
  parties: 12,
  walls: 16,
  /** Sessions that are kept. */
  sessions: 2_000,
} as const;

/** A line of text that is not empty. */
export const line = (max: number) => z.string().trim().min(1).max(max);
/** A date of the region, `YYYY-MM-DD`. */
export const day = z.iso.date();
/** Id of something within one session. */
export const key = z.string().regex(/^[a-z0-9]{1,20}$/);

/** Id of a session, 128 random bits; its address is `/review/ID`. */
export const sessionIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/**
 * What everyone looks at. `at` is an instant of the past, epoch milliseconds, null for the present. `map` is a map view: longitude,
 * latitude and zoom. `highlight` rings one thing on screen.
 */
export const sessionViewSchema = z.strictObject({
  scene: z.enum(sessionScenes),
  pillar: pillarIdSchema.nullable(),
  indicator: indicatorIdSchema.nullable(),
  area: areaCodeSchema.nullable(),
  at: z.number().int().nullable(),
  map: z
    .strictObject({
      lng: z.number().min(-180).max(180),
      lat: z.number().min(-90).max(90),
      zoom: z.number().min(0).max(22),
    })
    .nullable(),
  highlight: z
    .strictObject({ kind: z.enum(['indicator', 'area', 'programme', 'pillar']), id: z.string().max(100) })
    .nullable(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** What a session begins with, and what an item of the agenda without a view of its own shows. */
export const firstView: SessionView = {
  scene: 'ikhtisar',
  pillar: pillarIds[0],
  indicator: null,
  area: null,
  at: null,
  map: null,
  highlight: null,
};

/** One item of the agenda with what is shown while it is talked about; minutes are planned ones. */
export const agendaItemSchema = z.strictObject({
  id: key,
  title: line(160),
  note: line(600).nullable(),
  minutes: z.number().int().min(1).max(480),
  view: sessionViewSchema,
});
export type AgendaItem = z.infer<typeof agendaItemSchema>;

/** Someone who signs, in order; `place` counts from 1. `link` is the guest link that may sign for the party, null for an account. */
export const partySchema = z.strictObject({
  id: key,
  place: z.number().int().min(1).max(sessionLimits.parties),
  /** Institution as it is read out. */
  party: line(160),
  /** Name and office of who signs. */
  name: line(120),
  office: line(160),
  link: key.nullable(),
  /** Account that signs where there is no link. */
  person: z.string().max(100).nullable(),
});
export type Party = z.infer<typeof partySchema>;

/** A person of a session by id (`user:ID` for an account, `guest:LINK.…` for one who came by a link) and the name at that time. */
export const sessionWhoSchema = z.object({ id: z.string().max(120), name: z.string().max(120) });
export type SessionWho = z.infer<typeof sessionWhoSchema>;

/**
 * A figure as it was in view when a decision was made; null in all three for none. Instants in epoch milliseconds. Period, quality and
 * verification are left out where there is no figure, and in decisions that were kept before they were.
 */
export const decidedFigureSchema = z.object({
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  value: z.number().nullable(),
  observedAt: z.number().nullable(),
  origin: z.enum(origins).nullable(),
  period: z.string().optional(),
  quality: z.enum(qualities).optional(),
  verification: z.enum(verifications).optional(),
});
export type DecidedFigure = z.infer<typeof decidedFigureSchema>;

/** What is planned of a session. */
export const planFields = {
  title: z.string().trim().min(3).max(160),
  purpose: z.enum(sessionPurposes),
  /** Planned beginning, epoch milliseconds. */
  startsAt: z.number().int(),
  /** Room or how to dial in. */
  place: line(200).nullable(),
  /** Name and time of whoever looks are printed over the picture. */
  watermark: z.boolean(),
  agenda: z.array(agendaItemSchema).max(sessionLimits.agenda),
  parties: z.array(partySchema).max(sessionLimits.parties),
  /** Agreement that is signed or reviewed. */
  agreement: z.string().max(64).nullable(),
};
/** What is decided, by when, and whose it is. */
export const decisionFields = {
  text: z.string().trim().min(5).max(1_000),
  owner: agencyCodeSchema,
  dueOn: day,
};

/** What one line of the log did. The log is the truth: everything else of a session is folded from it (`rules/sessionAt`). */
export const sessionDeedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('planned'), ...planFields, simulated: z.boolean() }),
  z.object({ kind: z.literal('changed'), ...planFields }),
  z.object({
    kind: z.literal('link'),
    id: key,
    label: line(120),
    /** Agency or institution the guest speaks for, as printed. */
    speaksFor: line(120).nullable(),
    expiresAt: z.number().int(),
  }),
  z.object({ kind: z.literal('link-revoked'), id: key }),
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('presenter'), to: sessionWhoSchema.nullable() }),
  z.object({ kind: z.literal('item'), id: key }),
  z.object({
    kind: z.literal('question'),
    id: key,
    text: line(1_000),
    /** Who is asked: one agency, or the guests of one link. */
    agency: agencyCodeSchema.nullable(),
    link: key.nullable(),
    indicator: indicatorIdSchema.nullable(),
  }),
  z.object({ kind: z.literal('answer'), question: key, text: line(2_000) }),
  /** The presenter asks everyone whether they are ready. */
  z.object({ kind: z.literal('poll-opened'), text: line(200) }),
  /** `ready` and `of` count people present when the presenter closed the poll. */
  z.object({ kind: z.literal('poll'), text: line(200), ready: z.number().int(), of: z.number().int() }),
  z.object({
    kind: z.literal('decision'),
    id: key,
    ...decisionFields,
    figure: decidedFigureSchema.nullable(),
    item: key.nullable(),
  }),
  z.object({ kind: z.literal('decision-changed'), id: key, ...decisionFields, reason: line(300) }),
  z.object({ kind: z.literal('decision-withdrawn'), id: key, reason: line(300) }),
  /** What was decided is done since that day; told at any later time, also when the session is long over. */
  z.object({ kind: z.literal('decision-done'), id: key, doneOn: day, words: line(300) }),
  /** A paired wall, by name, follows the session or no longer does. */
  z.object({ kind: z.literal('wall'), wall: z.string(), on: z.boolean() }),
  /** `hash` is of what was signed: title, parties and agreement as they stood, SHA-256 hex. */
  z.object({ kind: z.literal('signature'), party: key, hash: z.string() }),
  z.object({ kind: z.literal('note'), text: line(1_000) }),
  z.object({
    kind: z.literal('ended'),
    summary: line(2_000).nullable(),
    pack: z.string().max(64).nullable(),
  }),
]);
export type SessionDeed = z.infer<typeof sessionDeedSchema>;

/** One line of the log; `n` counts from 1, `at` (epoch milliseconds) never goes back. */
export const sessionLineSchema = z.object({
  n: z.number().int().min(1),
  at: z.number(),
  by: sessionWhoSchema,
  deed: sessionDeedSchema,
});
export type SessionLine = z.infer<typeof sessionLineSchema>;

/** A guest link; its secret is shown once and kept as a hash. `revokedAt` is null while it holds. */
export const sessionLinkSchema = z.object({
  id: key,
  label: z.string(),
  speaksFor: z.string().nullable(),
  expiresAt: z.number(),
  revokedAt: z.number().nullable(),
});
export type SessionLink = z.infer<typeof sessionLinkSchema>;

/** A question with its one answer, which nobody changes; null while it is open. */
export const sessionQuestionSchema = z.object({
  id: key,
  text: z.string(),
  agency: agencyCodeSchema.nullable(),
  link: key.nullable(),
  indicator: indicatorIdSchema.nullable(),
  at: z.number(),
  by: sessionWhoSchema,
  answer: z.object({ text: z.string(), at: z.number(), by: sessionWhoSchema }).nullable(),
});
export type SessionQuestion = z.infer<typeof sessionQuestionSchema>;

/** A decision as it stands; `withdrawn` holds the reason, null while it holds; `done` is null while it is open. */
export const sessionDecisionSchema = z.object({
  id: key,
  ...decisionFields,
  figure: decidedFigureSchema.nullable(),
  item: key.nullable(),
  at: z.number(),
  by: sessionWhoSchema,
  withdrawn: z.string().nullable(),
  done: z.object({ on: day, words: z.string(), at: z.number(), by: sessionWhoSchema }).nullable(),
});
export type SessionDecision = z.infer<typeof sessionDecisionSchema>;

/** A party with its signature; a record of the moment, not a certified electronic signature. */
export const signedPartySchema = partySchema.extend({
  signed: z.object({ at: z.number(), by: sessionWhoSchema, hash: z.string() }).nullable(),
});
export type SignedParty = z.infer<typeof signedPartySchema>;

/** A session as its log says it is. */
export const sessionSchema = z.object({
  id: sessionIdSchema,
  version: z.number().int(),
  ...planFields,
  parties: z.array(signedPartySchema),
  simulated: z.boolean(),
  state: z.enum(sessionStates),
  openedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  summary: z.string().nullable(),
  /** Evidence pack of what was shown; null until it ended. */
  pack: z.string().nullable(),
  presenter: sessionWhoSchema.nullable(),
  /** Item of the agenda that is talked about. */
  item: key.nullable(),
  /** What everyone is asked to be ready for; null while no poll is open. */
  poll: z.string().nullable(),
  /** Names of the paired walls that follow. */
  walls: z.array(z.string()),
  links: z.array(sessionLinkSchema),
  questions: z.array(sessionQuestionSchema),
  decisions: z.array(sessionDecisionSchema),
  polls: z.array(z.object({ text: z.string(), ready: z.number(), of: z.number(), at: z.number() })),
  notes: z.array(z.object({ text: z.string(), at: z.number(), by: sessionWhoSchema })),
});
export type Session = z.infer<typeof sessionSchema>;

/** Someone who was there; `lastAt` is when they were last connected. */
export const attendeeSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Agency or institution; null for none. */
  speaksFor: z.string().nullable(),
  isGuest: z.boolean(),
  joinedAt: z.number(),
  lastAt: z.number(),
  isHere: z.boolean(),
});
export type Attendee = z.infer<typeof attendeeSchema>;

/** Answer of `GET /sessions`: those that run first, then planned ones by time, then ended ones, newest first. */
export const sessionListSchema = z.object({
  at: z.number(),
  items: z.array(
    sessionSchema
      .pick({
        id: true,
        title: true,
        purpose: true,
        startsAt: true,
        place: true,
        state: true,
        endedAt: true,
        pack: true,
        simulated: true,
      })
      .extend({ decisions: z.number().int() }),
  ),
});
export type SessionList = z.infer<typeof sessionListSchema>;

/** Something that was promised before and is looked at now: an item of an agreement's action plan or a decision of a session. */
export const promiseSchema = z.object({
  kind: z.enum(['action', 'decision']),
  id: z.string(),
  text: z.string(),
  owner: z.string(),
  dueOn: day,
  doneOn: day.nullable(),
  /** Title of the agreement or session it comes from. */
  from: z.string(),
  isLate: z.boolean(),
});
export type SessionPromise = z.infer<typeof promiseSchema>;

/** Promises as a session tells them, see `promiseSchema`: what is open by due date, then what is done; `promisesLeft` counts those that had no place, left out for none. */
export const toldPromises = {
  promises: z.array(promiseSchema),
  promisesLeft: z.number().int().min(1).optional(),
};

/** Answer of `GET /sessions/{id}`. `promises` are decisions and action items of before. */
export const sessionAnswerSchema = z.object({
  at: z.number(),
  session: sessionSchema,
  attendance: z.array(attendeeSchema),
  ...toldPromises,
  /** Secret of the link that this call made, told this once: the address is `/review/ID#kunci=SECRET`. */
  secret: z.string().optional(),
});
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;
export type ToldPromises = Pick<SessionAnswer, 'promises' | 'promisesLeft'>;

/** Answer of `GET /sessions/people`: accounts that can be named as a party. */
export const sessionPeopleSchema = z.object({
  items: z.array(sessionWhoSchema.extend({ role: z.enum(roles), agency: agencyCodeSchema.nullable() })),
});
export type SessionPeople = z.infer<typeof sessionPeopleSchema>;

/** Answer of `GET /sessions/decisions`: what ended sessions decided and was not withdrawn; open ones first, by due date. */
export const decisionListSchema = z.object({
  at: z.number(),
  items: z.array(
    sessionDecisionSchema.extend({
      session: z.object({ id: sessionIdSchema, title: z.string(), simulated: z.boolean() }),
      isLate: z.boolean(),
    }),
  ),
});
export type DecisionList = z.infer<typeof decisionListSchema>;

/** Answer of `POST /sessions/{id}/join`; what the guest is known by from then on goes into a cookie. */
export const sessionJoinedSchema = z.object({ you: sessionWhoSchema });
export type SessionJoined = z.infer<typeof sessionJoinedSchema>;
