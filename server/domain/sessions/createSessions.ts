import { leadingRoles, operatingRoles } from '#shared/model/lists.ts';
import type { Attendee, DecidedFigure, Session, SessionDeed, SessionLine } from '#shared/model/session.ts';
import { sessionLimits } from '#shared/model/session.ts';
import type { NewSession, SessionEntry, SessionReply, SessionSign } from '#shared/model/sessionCalls.ts';
import type { ReviewShown } from '#shared/protocol/review.ts';
import { applySessionLine } from '#shared/rules/sessionAt.ts';
import { toSignedText } from '#shared/rules/signedText.ts';
import { toNote } from '../audit/toNote.ts';
import { type Actor, toActorText } from '../people/actor.ts';
import { createTurns, type TurnsOf } from '../people/createTurns.ts';
import type { RecordChange } from '../records/recordStore.ts';
import { IdempotencyConflictError, RecordConflictError } from '../storeErrors.ts';
import { checkEntry, checkPlan, type EntryNames, type SessionFault } from './checkEntry.ts';
import { checkReply, checkSignature, type GuestFault } from './checkReply.ts';
import type { Guests } from './createGuests.ts';
import { type Stages, toStageChange } from './createStages.ts';
import type { SessionBody, SessionShelf, ShelvedSession } from './sessionShelf.ts';
import { toSessionDeed } from './toSessionDeed.ts';

/** How a change ended. */
export type SessionOutcome =
  | { readonly kind: 'done'; readonly session: Session; readonly secret?: string }
  | { readonly kind: 'not-found' }
  /** It is not for this person to do. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'refused'; readonly faults: readonly SessionFault[] };

/** A session as it is once it has ended, with who was there and who ends it. */
export interface EndedSession {
  readonly session: Session;
  readonly attendance: readonly Attendee[];
  /** Name of who presented when it ended, which the session itself no longer says; null for nobody. */
  readonly ledBy: string | null;
  readonly by: Actor;
}

/** Freezes what was shown; id of what came of it. Throws where nothing can be frozen. */
export type Freeze = (ended: EndedSession) => Promise<string>;

/** Needs of `createSessions`. */
export interface SessionParts {
  readonly shelf: SessionShelf;
  readonly stages: Stages;
  readonly guests: Pick<Guests, 'removals'>;
  readonly now: () => number;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
  /** 128 random bits, base64url. */
  readonly randomId: () => string;
  /** 256 random bits, base64url. */
  readonly randomSecret: () => string;
  /** What there is to be named by a plan or an entry, as it is now. */
  readonly names: () => Promise<Omit<EntryNames, 'now' | 'isHere'>>;
  /** The figure of a series as it stands, or at an instant of the past. */
  readonly figure: (
    wanted: Pick<DecidedFigure, 'indicator' | 'area'>,
    at: number | null,
  ) => Promise<DecidedFigure>;
  /** Code of the whole region. */
  readonly regency: DecidedFigure['area'];
  readonly freeze: Freeze;
  /** True for every server but a live one: all that happens there is simulated. */
  readonly isSimulated: boolean;
  /** By session; shared with whoever else changes sessions. */
  readonly inTurn: TurnsOf;
  /** Told of what an item shows, after its line. */
  readonly onShown: (session: string, shown: ReviewShown) => void;
  readonly onError: (error: unknown) => void;
}

/** Sessions and their logs. */
export interface Sessions {
  find(id: string): Promise<Session | null>;
  /** The same call by the same person again gives what it made; throws `IdempotencyConflictError` for another one of that key. */
  plan(wanted: NewSession, by: Actor): Promise<SessionOutcome>;
  /** True for whoever presents a session now. */
  presents(id: string, by: Actor): Promise<boolean>;
  /** What those who lead do, and of it the turn to an item by whoever presents, once for each key; throws `RecordConflictError` where the sender looked at another version. */
  enter(id: string, entry: SessionEntry, by: Actor): Promise<SessionOutcome>;
  answer(id: string, reply: SessionReply, by: Actor): Promise<SessionOutcome>;
  sign(id: string, signature: SessionSign, by: Actor): Promise<SessionOutcome>;
}

const keptKeys = 200;

/** Builds the use case; changes of one session run one after another, and so do plans. */
export function createSessions(parts: SessionParts): Sessions {
  const { shelf, inTurn } = parts;
  const inPlanTurn = createTurns();
  return {
    find: async (id) => (await shelf.get(id))?.session ?? null,
    async presents(id, by) {
      const found = await shelf.get(id);
      return found ? isPresenter(found.session, by) : false;
    },
    plan: (wanted, by) => inPlanTurn(() => plan(wanted, by, parts)),
    enter: (id, entry, by) =>
      inTurn(id, () => withCall(id, { body: entry, by }, parts, (call) => enter(call, entry, parts))),
    answer: (id, reply, by) =>
      inTurn(id, () =>
        withCall(id, { body: reply, by }, parts, (call) =>
          addChecked(call, checkReply(call.was.session, reply, { by, now: parts.now() }), parts, {
            kind: 'answer',
            question: reply.question,
            text: reply.text,
          }),
        ),
      ),
    sign: (id, signature, by) =>
      inTurn(id, () =>
        withCall(id, { body: signature, by }, parts, (call) =>
          addChecked(call, checkSignature(call.was.session, signature, { by, now: parts.now() }), parts, {
            kind: 'signature',
            party: signature.party,
            hash: parts.hash(toSignedText(call.was.session)),
          }),
        ),
      ),
  };
}

async function plan(wanted: NewSession, by: Actor, parts: SessionParts): Promise<SessionOutcome> {
  const { shelf, hash, now } = parts;
  const { key, ...planned } = wanted;
  const call = `${by.id}|${key}`;
  const request = hash(JSON.stringify(wanted));
  const known = await shelf.findCall(call);
  if (known && known.body.request !== request) throw new IdempotencyConflictError();
  if (known) return { kind: 'done', session: known.session };
  const names = await parts.names();
  const faults = checkPlan(planned, null, { ...names, now: now(), isHere: () => false });
  if (faults.length > 0) return { kind: 'refused', faults };
  const max = sessionLimits.sessions;
  if (shelf.list().length >= max) return refuse('/title', 'session_many', { max });
  const deed = { kind: 'planned', ...planned, simulated: parts.isSimulated } as const;
  const line: SessionLine = { n: 1, at: now(), by: toWho(by), deed };
  const id = parts.randomId();
  const body: SessionBody = { log: [line], call, request, keys: [], secrets: {} };
  const note = toNote(by, { at: line.at, action: 'session.planned', subject: id, after: line });
  return { kind: 'done', session: await shelf.write({ id, was: null, line, body }, note) };
}

function refuse(pointer: string, code: string, params: SessionFault['params'] = {}): SessionOutcome {
  return { kind: 'refused', faults: [{ pointer, code, params }] };
}

/** One call that changes a session, known to be new. */
interface Call {
  readonly was: ShelvedSession;
  readonly by: Actor;
  /** What it is known by from then on. */
  readonly key: string;
}

interface CallBody {
  readonly key: string;
  readonly version?: number | undefined;
}

/** Lets each call through once; the same one again gives what there is. */
async function withCall(
  id: string,
  { body, by }: { readonly body: CallBody; readonly by: Actor },
  { shelf, hash }: SessionParts,
  work: (call: Call) => Promise<SessionOutcome>,
): Promise<SessionOutcome> {
  const was = await shelf.get(id);
  if (!was) return { kind: 'not-found' };
  const call = `${toActorText(by)}|${body.key}|`;
  const key = call + hash(JSON.stringify(body)).slice(0, 16);
  if (was.body.keys.includes(key)) return { kind: 'done', session: was.session };
  if (was.body.keys.some((one) => one.startsWith(call))) throw new IdempotencyConflictError();
  if (body.version !== undefined && body.version !== was.session.version) throw new RecordConflictError();
  return work({ was, by, key });
}

async function enter(call: Call, entry: SessionEntry, parts: SessionParts): Promise<SessionOutcome> {
  const { session } = call.was;
  if (!mayEnter(session, entry, call.by)) return { kind: 'forbidden' };
  const stage = parts.stages.peek(session.id);
  const isHere = (id: string): boolean => id.startsWith('user:') && stage?.find(id)?.isHere === true;
  const faults = checkEntry(session, entry, { ...(await parts.names()), now: parts.now(), isHere });
  if (faults.length > 0) return { kind: 'refused', faults };
  if (entry.kind === 'end') return end(call, entry, parts);
  const to = entry.kind === 'hand' && entry.to !== null ? stage?.find(entry.to) : undefined;
  const deed = toSessionDeed(entry, {
    n: session.version + 1,
    session,
    to: to ? { id: to.id, name: to.name } : null,
    poll: { ready: stage?.countReady() ?? 0, of: stage?.here() ?? 0 },
    figure: entry.kind === 'decide' ? await findFigure(session, entry, parts) : null,
    pack: null,
  });
  if (deed.kind === 'link') return addLink(call, deed, parts);
  if (deed.kind === 'item') return showItem(call, deed, parts);
  if (deed.kind === 'link-revoked') {
    const more = await parts.guests.removals(session.id, deed.id);
    return { kind: 'done', session: await add(call, deed, parts, { more }) };
  }
  if (deed.kind === 'poll-opened') stage?.clearReady();
  return { kind: 'done', session: await add(call, deed, parts) };
}

/** Whoever was handed the presenter role goes through the agenda, whatever the account may do beside it. */
function mayEnter(session: Session, entry: SessionEntry, by: Actor): boolean {
  if (by.role !== null && leadingRoles.includes(by.role)) return true;
  // A wall that was renamed stays; one that was given to something else leaves, by whoever did that.
  if (entry.kind === 'wall' && by.kind === 'system') return true;
  if (entry.kind === 'wall' && !entry.on) return by.role !== null && operatingRoles.includes(by.role);
  return entry.kind === 'item' && isPresenter(session, by);
}

function isPresenter({ state, presenter }: Session, by: Actor): boolean {
  return state === 'open' && presenter?.id === toActorText(by);
}

/** The figure as those who decide see it: of the past, where the past is shown. */
async function findFigure(
  session: Session,
  { indicator, area }: Extract<SessionEntry, { kind: 'decide' }>,
  { stages, figure, regency }: SessionParts,
): Promise<DecidedFigure | null> {
  if (indicator === null) return null;
  const at = stages.peek(session.id)?.shown().view.at ?? null;
  return figure({ indicator, area: area ?? regency }, at);
}

async function addLink(
  call: Call,
  deed: Extract<SessionDeed, { kind: 'link' }>,
  parts: SessionParts,
): Promise<SessionOutcome> {
  const secret = parts.randomSecret();
  const secrets = { ...call.was.body.secrets, [deed.id]: parts.hash(secret) };
  const session = await add(call, deed, parts, { secrets });
  return { kind: 'done', session, secret };
}

/** What an item shows is kept with the line, so that a restart brings everyone back to it. */
async function showItem(
  call: Call,
  deed: Extract<SessionDeed, { kind: 'item' }>,
  parts: SessionParts,
): Promise<SessionOutcome> {
  const { session } = call.was;
  const stage = await parts.stages.open(session);
  const view = session.agenda.find(({ id }) => id === deed.id)?.view ?? stage.shown().view;
  const by = toWho(call.by);
  const more = [toStageChange(session.id, stage.toBody({ view, by }))];
  const after = await add(call, deed, parts, { more });
  parts.onShown(session.id, stage.show(view, by));
  return { kind: 'done', session: after };
}

/** The end takes everything with it in one step: who was there is kept, guests are let go. */
async function end(
  call: Call,
  entry: Extract<SessionEntry, { kind: 'end' }>,
  parts: SessionParts,
): Promise<SessionOutcome> {
  const { session } = call.was;
  const stage = await parts.stages.open(session);
  const kept = stage.toBody({ isOver: true });
  const over: SessionDeed = { kind: 'ended', summary: entry.summary, pack: null };
  // Minutes and log are of one instant, however long it takes to freeze.
  const at = toInstant(call, parts);
  const line = { n: session.version + 1, at, by: toWho(call.by), deed: over };
  const ended = {
    session: applySessionLine(session, line),
    attendance: kept.attendance,
    ledBy: session.presenter?.name ?? null,
    by: call.by,
  };
  // Whoever does without has waited for one already.
  const pack = entry.withoutPack ? null : await freeze(ended, parts);
  // What was shown at the end cannot be frozen later, so whoever ends it decides whether it ends without.
  if (pack === null && !entry.withoutPack) return refuse('/withoutPack', 'session_no_pack');
  const more = [toStageChange(session.id, kept), ...(await parts.guests.removals(session.id))];
  const after = await parts.stages.end(session.id, () => add(call, { ...over, pack }, parts, { at, more }));
  return { kind: 'done', session: after };
}

/** Null where nothing can be frozen. */
async function freeze(ended: EndedSession, parts: SessionParts): Promise<string | null> {
  try {
    return await parts.freeze(ended);
  } catch (error) {
    parts.onError(error);
    return null;
  }
}

async function addChecked(
  call: Call,
  fault: GuestFault | null,
  parts: SessionParts,
  deed: SessionDeed,
): Promise<SessionOutcome> {
  if (fault === 'forbidden') return { kind: 'forbidden' };
  if (fault) return { kind: 'refused', faults: [fault] };
  return { kind: 'done', session: await add(call, deed, parts) };
}

/** A clock that was set back must not put a line before the one it follows. */
function toInstant({ was }: Call, { now }: SessionParts): number {
  return Math.max(now(), was.body.log.at(-1)?.at ?? 0);
}

interface Beside {
  readonly at?: number;
  readonly secrets?: SessionBody['secrets'];
  readonly more?: readonly RecordChange[];
}

async function add(
  call: Call,
  deed: SessionDeed,
  parts: SessionParts,
  { at = toInstant(call, parts), secrets, more = [] }: Beside = {},
): Promise<Session> {
  const { was, by, key } = call;
  const { session, body } = was;
  const line: SessionLine = { n: session.version + 1, at, by: toWho(by), deed };
  const next: SessionBody = {
    ...body,
    log: [...body.log, line],
    keys: [...body.keys, key].slice(-keptKeys),
    ...(secrets ? { secrets } : {}),
  };
  const note = toNote(by, { at, action: `session.${deed.kind}`, subject: session.id, after: line });
  return parts.shelf.write({ id: session.id, was, line, body: next, more }, note);
}

function toWho(actor: Actor) {
  return { id: toActorText(actor), name: actor.label };
}
