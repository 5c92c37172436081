import { createHash, randomBytes } from 'node:crypto';
import type { AgencyCode } from '#shared/model/ids.ts';
import { leadingRoles } from '#shared/model/lists.ts';
import type {
  DecidedFigure,
  Session,
  SessionPeople,
  SessionPromise,
  ToldPromises,
} from '#shared/model/session.ts';
import { toDecidedFigure } from '#shared/rules/decidedFigure.ts';
import { toLocalDate } from '#shared/rules/workingDays.ts';
import type { Actor } from './domain/people/actor.ts';
import { checkView } from './domain/sessions/checkEntry.ts';
import { createPromises } from './domain/sessions/createPromises.ts';
import {
  createSessions,
  type Freeze,
  type SessionParts,
  type Sessions,
} from './domain/sessions/createSessions.ts';
import { createStages, type Stages } from './domain/sessions/createStages.ts';
import type { WallFollow } from './domain/sessions/createWallFollow.ts';
import { toLimitKey } from './feeds/http/clientAddress.ts';
import { createFailedTokens } from './feeds/http/failedTokens.ts';
import { keepWalls, openFollow } from './followWalls.ts';
import { createSessionJoinRoute } from './http/sessionJoinRoute.ts';
import { createSessionRoutes } from './http/sessionRoutes.ts';
import { toGuestCookieName } from './identity/cookiePrefix.ts';
import type { ReviewParts } from './openReview.ts';
import type { RoomPart } from './openRoom.ts';
import type { OpenNamespace } from './openSockets.ts';
import { type ReviewNamespace, registerReview } from './realtime/review/registerReview.ts';

/** Needs of `openSessions`. */
export interface SessionRoomParts extends ReviewParts {
  /** Action items of agreements. */
  readonly actionPromises: () => Promise<readonly SessionPromise[]>;
  /** What an agreement is called; null for none of this id. */
  readonly agreementTitle: (id: string) => Promise<string | null>;
  readonly freeze: Freeze;
}

/** What a session shows and who is there is written this often where it changed. Milliseconds. */
const flushMs = 2_000;

/** A whole room of 300 comes from one address at once, and 120 a minute after it. */
const joinLimits = { burst: 400, forgivenMs: 500 };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Sessions of officials: their logs, their guests, and everyone's page. */
export function openSessions(parts: SessionRoomParts): RoomPart {
  const { accounts, store, region, now, log, tell } = parts;
  const { shelf } = accounts.sessionDoor;
  const onError = (error: unknown): void => log.error({ err: error }, 'sessions');
  const stages = createStages({ store, now, runs: (id) => shelf.peek(id) !== undefined, onError });
  let namespace: ReviewNamespace | null = null;
  const people = () => listPeople(parts);
  const sessions: Sessions = createSessions({
    ...toUse(parts, people),
    stages,
    onShown(id, shown) {
      namespace?.sendShown(id, shown);
      follow.show(id, shown.view);
    },
    onError,
  });
  const promises = createPromises({
    shelf,
    actionPromises: parts.actionPromises,
    today: () => toLocalDate(now(), region.catalogue.region.zone),
    agency: (code) => toAgencyName(parts, code) ?? code,
  });
  const follow = openFollow(parts, { stages, promises: promises.list, onError });
  const stopWalls = keepWalls(parts, { sessions, stages, follow, onError });
  const stopLines = shelf.onLine((session, line, before) => {
    namespace?.sendLine(session, line);
    turnWalls(session, before, { stages, follow }).catch(onError);
    if (session.state === 'ended') accounts.walls.leads.forget(session.id);
    tell('sessions');
  });
  const keep = (opened: ReviewNamespace | null): void => {
    namespace = opened;
  };
  parts.addNamespace(toNamespace(parts, { stages, follow, promises: promises.list, keep }));
  const timer = setInterval(() => void stages.flush(), flushMs);
  return {
    routes: [
      ...createSessionRoutes({ sessions, shelf, stages, promises, people, now }),
      createSessionJoinRoute(toDoor(parts)),
    ],
    async stop() {
      clearInterval(timer);
      stopLines();
      stopWalls();
      await stages.flush();
    },
  };
}

function toUse(
  { accounts, store, region, liveState, settings, freeze, now }: SessionRoomParts,
  people: () => Promise<SessionPeople['items']>,
): Omit<SessionParts, 'stages' | 'onShown' | 'onError'> {
  const { shelf, guests, inTurn } = accounts.sessionDoor;
  return {
    shelf,
    guests,
    inTurn,
    now,
    hash: sha256,
    randomId: () => randomBytes(16).toString('base64url'),
    randomSecret: () => randomBytes(32).toString('base64url'),
    async names() {
      const [known, walls] = [await people(), await accounts.walls.list()];
      return {
        isIndicator: (id) => region.indicator(id) !== undefined,
        isArea: (code) => region.area(code) !== undefined,
        isAgency: (code) => region.agencies.some((one) => one.code === code),
        isWall: (name) => walls.some((wall) => wall.name === name),
        isPerson: (id) => known.some((one) => one.id === id),
      };
    },
    figure: (wanted, at) => findFigure(wanted, at, { store, liveState }),
    regency: region.catalogue.region.code,
    freeze,
    isSimulated: settings.mode !== 'live',
  };
}

/** The figure that is in view: as it stands, or as it was known at the instant that is shown. */
async function findFigure(
  { indicator, area }: Pick<DecidedFigure, 'indicator' | 'area'>,
  at: number | null,
  { store, liveState }: Pick<SessionRoomParts, 'store' | 'liveState'>,
): Promise<DecidedFigure> {
  const records =
    at === null
      ? [...liveState.listChanges()].map(({ record }) => record)
      : (await store.readPast({ at, events: 1 })).records.map(({ record }) => record);
  const found = records.find((one) => one.indicator === indicator && one.area === area);
  return toDecidedFigure({ indicator, area }, found);
}

/** Accounts that can be named: everyone who may sign in. */
async function listPeople({ store }: Pick<SessionRoomParts, 'store'>): Promise<SessionPeople['items']> {
  const users = await store.findIdentities('user');
  return users
    .filter((user) => user['disabled'] !== true)
    .map((user) => ({
      id: `user:${user.id}`,
      name: String(user['name']),
      role: user['role'] as SessionPeople['items'][number]['role'],
      agency: (user['agency'] ?? null) as AgencyCode | null,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'id'));
}

function toAgencyName({ region }: Pick<SessionRoomParts, 'region'>, code: string | null): string | null {
  return region.agencies.find((one) => one.code === code)?.abbreviation ?? null;
}

/** Walls that joined are shown what everyone sees, those that left are let go; a signature is seen on those that follow. */
async function turnWalls(
  session: Session,
  before: Session | null,
  { stages, follow }: { readonly stages: Stages; readonly follow: WallFollow },
): Promise<void> {
  const was = before?.walls ?? [];
  for (const wall of was.filter((name) => !session.walls.includes(name))) follow.release(wall, session.id);
  if (session.walls.length === 0) return;
  const { view } = (await stages.open(session)).shown();
  for (const wall of session.walls) if (!was.includes(wall)) follow.turn(wall, session, view);
  const isOther = before?.parties !== session.parties || before.presenter !== session.presenter;
  if (isOther) follow.show(session.id, view);
}

function toDoor({ accounts, settings }: SessionRoomParts) {
  return {
    guests: accounts.sessionDoor.guests,
    clientAddress: accounts.clientAddress,
    failures: createFailedTokens(() => performance.now()),
    joins: createFailedTokens(() => performance.now(), joinLimits),
    toLimitKey,
    hash: sha256,
    cookieName: toGuestCookieName(settings.mode),
    isSecure: settings.publicUrl?.startsWith('https:') ?? false,
  };
}

interface NamespaceNeeds {
  readonly stages: Stages;
  readonly follow: WallFollow;
  readonly promises: () => Promise<ToldPromises>;
  readonly keep: (opened: ReviewNamespace | null) => void;
}

function toNamespace(
  parts: SessionRoomParts,
  { stages, follow, promises, keep }: NamespaceNeeds,
): OpenNamespace {
  const { accounts, region, now, log, monotonic } = parts;
  const { shelf, guests } = accounts.sessionDoor;
  const catalogue = {
    isIndicator: (id: string) => region.indicator(id) !== undefined,
    isArea: (code: string) => region.area(code) !== undefined,
  };
  return (registry, shared) => {
    const opened = registerReview(registry, {
      ...shared,
      log,
      now,
      monotonic,
      peek: (id) => shelf.peek(id)?.session,
      linesAfter: (id, version) => shelf.peek(id)?.body.log.slice(version) ?? [],
      async load(id) {
        await shelf.load();
        const session = shelf.peek(id)?.session;
        if (!session) return null;
        const agreement = await findAgreement(session, parts);
        return { stage: await stages.open(session), told: await promises(), agreement };
      },
      mayLead: ({ role }) => role !== null && leadingRoles.includes(role),
      speaksFor: (actor) => findSpeaker(actor, parts),
      isView: (view) => checkView(view, '', catalogue).length === 0,
      whyOver: guests.whyOver,
      onShown: (id, { view }) => follow.show(id, view),
      onPointed: (id, { at }) => accounts.walls.leads.point(id, at),
      keep: stages.flush,
    });
    keep(opened);
    return {
      close() {
        keep(null);
        opened.close();
      },
    };
  };
}

async function findAgreement({ agreement: id }: Session, { agreementTitle }: SessionRoomParts) {
  const title = id === null ? null : await agreementTitle(id);
  return id === null || title === null ? null : { id, title };
}

/** A guest speaks for whom the link says, a person for the own agency. */
function findSpeaker({ guest, agency }: Actor, parts: SessionRoomParts): string | null {
  if (!guest) return toAgencyName(parts, agency);
  const { session, link } = guest;
  const found = parts.accounts.sessionDoor.shelf.peek(session)?.session.links.find(({ id }) => id === link);
  return found ? (found.speaksFor ?? found.label) : null;
}
