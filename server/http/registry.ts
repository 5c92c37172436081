import type { IncomingMessage } from 'node:http';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { AgencyCode } from '#shared/model/ids.ts';
import { personHeader } from '#shared/protocol/desk.ts';
import type { ProblemName } from '#shared/protocol/problem.ts';
import { type Access, type AccessDecision, type Caller, decideAccess } from '../domain/people/access.ts';
import { type Actor, toActorText } from '../domain/people/actor.ts';
import { isAllowedOrigin } from '../domain/people/isAllowedOrigin.ts';
import { ProblemError } from './answers.ts';
import { type BodyBudget, createBodyBudget } from './bodyBudget.ts';
import { isLoopback } from './isLoopback.ts';

/** Methods that a route may answer; HEAD comes with GET. */
export type RouteMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One route with who may use it. Express is built from these alone, so one that is not declared cannot exist (R27). */
export interface RouteDefinition {
  readonly method: RouteMethod;
  /** Whole path in Express form, e.g. `/api/v1/indicators/:id`. */
  readonly path: string;
  readonly access: Access;
  /** `json` is parsed and must be JSON; `raw` comes as a `Buffer`; left out, a body is not read. */
  readonly body?: 'json' | 'raw';
  /** Most bytes of a body; 256 KiB where left out. */
  readonly maxBytes?: number;
  /** True for a public route that answers otherwise to someone known. */
  readonly asks?: true;
  /** Agency whose things the request touches, known before its body is used; null for nobody's, undefined where the handler decides. */
  readonly agencyOf?: (
    request: Request,
  ) => AgencyCode | null | undefined | Promise<AgencyCode | null | undefined>;
  /** Answers another decision than the usual one, e.g. a page that leads to the sign-in. True when it did. */
  readonly refuse?: (decision: AccessDecision, request: Request, response: Response) => boolean;
  handle(request: Request, response: Response, caller: Actor | null): unknown;
}

/** Files below a path; read only. */
export interface PrefixDefinition {
  readonly prefix: string;
  readonly access: Access;
  readonly handler: RequestHandler;
}

/** A route that something else than Express answers, declared so that it is listed and tested like the others. */
export type OutsideDefinition = Pick<RouteDefinition, 'method' | 'path' | 'access'>;

/** What the registry knows of a route, for tests, documents and the admin. */
export interface RouteListing {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
}

/** Needs of `createRegistry`. */
export interface RegistryParts {
  /** Who asks; null for nobody known. Asked only where a rule depends on it. */
  readonly identify: (request: IncomingMessage, access: Access) => Promise<Caller | null>;
  /** By what whoever is not known is counted: an address, or the network of one subscriber. */
  readonly toSender: (request: IncomingMessage) => string;
  readonly viewing: 'open' | 'signed-in';
  readonly publicUrl?: string;
}

/** The routes of a server. */
export interface Registry {
  add(definitions: readonly RouteDefinition[]): void;
  addPrefix(definition: PrefixDefinition): void;
  /** Declares what is answered before Express. */
  addOutside(definition: OutsideDefinition): void;
  list(): readonly RouteListing[];
  /** Methods that a path is served with, GET first; empty for a path that is not there. */
  methodsOf(path: string): readonly string[];
  readonly router: Router;
}

const usualMaxBytes = 262_144;
/** Raw bodies in memory at once: four of the largest that any route takes, two of them one caller's. */
const mostRawBytes = 134_217_728;
/** The same of senders that are not known, who have room of their own: as many webhooks as are worked on at once. */
const mostUnknownBytes = 67_108_864;

/** Refused: a key that would change every object of the process. */
function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a key that is not allowed');
  return value;
}

/** Builds an empty registry with its router. */
export function createRegistry(parts: RegistryParts): Registry {
  const router = Router();
  const budgets: Budgets = {
    known: createBodyBudget(mostRawBytes),
    unknown: createBodyBudget(mostUnknownBytes),
  };
  const listings: RouteListing[] = [];
  const patterns: { readonly pattern: RegExp; readonly method: string }[] = [];
  const declare = ({ method, path, access }: OutsideDefinition): void => {
    listings.push({ method: method.toUpperCase(), path, access });
    patterns.push({ pattern: toPattern(path), method: method.toUpperCase() });
  };
  return {
    router,
    add(definitions) {
      for (const definition of definitions) {
        declare(definition);
        router[definition.method](definition.path, ...toHandlers(definition, parts, budgets));
      }
    },
    addPrefix({ prefix, access, handler }) {
      listings.push({ method: 'GET', path: `${prefix}/{*file}`, access });
      router.use(prefix, createGuard({ access }, parts), handler);
    },
    addOutside: declare,
    list: () => listings,
    methodsOf(path) {
      const found = new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
      return [...found].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).sort();
    },
  };
}

function toPattern(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  const source = escaped.replace(/\{\\\*\w+\}/g, '.*').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}/?$`, 'i');
}

function toHandlers(definition: RouteDefinition, parts: RegistryParts, budgets: Budgets): RequestHandler[] {
  const limit = definition.maxBytes ?? usualMaxBytes;
  const handlers: RequestHandler[] = [createGuard(definition, parts)];
  if (definition.body === 'json') {
    handlers.push(requireJson, express.json({ limit, reviver: refusePrototypes, inflate: false }));
  } else if (definition.body === 'raw') {
    handlers.push(keepRoom(limit, budgets, parts), express.raw({ limit, type: () => true, inflate: false }));
  }
  handlers.push((request, response) => definition.handle(request, response, readCaller(request)));
  return handlers;
}

interface Budgets {
  readonly known: BodyBudget;
  readonly unknown: BodyBudget;
}

/** Before the first byte is read: by what is announced, or the most that the route takes where nothing is. */
function keepRoom(
  limit: number,
  { known, unknown }: Budgets,
  { toSender }: Pick<RegistryParts, 'toSender'>,
): RequestHandler {
  return (request, response, next) => {
    const caller = readCaller(request);
    const bytes = Math.min(Number(request.headers['content-length'] ?? limit), limit);
    if (caller) known.keep(request, response, { bytes, who: toActorText(caller) });
    else unknown.keep(request, response, { bytes, who: toSender(request) });
    next();
  };
}

const requireJson: RequestHandler = (request, _response, next) => {
  if (!request.is('application/json')) throw new ProblemError('media-type');
  next();
};

const callers = new WeakMap<Request, Actor>();

function readCaller(request: Request): Actor | null {
  return callers.get(request) ?? null;
}

const problems: Readonly<Record<Exclude<AccessDecision, 'allowed'>, ProblemName>> = {
  'unknown-caller': 'sign-in',
  role: 'role',
  scope: 'scope',
  'other-agency': 'other-agency',
  elsewhere: 'restricted',
};

/** Decides before anything of the body is read; a route for tokens alone asks for one. */
function createGuard(
  { access, asks, agencyOf, refuse }: Pick<RouteDefinition, 'access' | 'asks' | 'agencyOf' | 'refuse'>,
  { identify, viewing, publicUrl }: RegistryParts,
): RequestHandler {
  const isOpen = access.kind === 'public' || (access.kind === 'viewing' && viewing === 'open');
  const needsCaller = access.kind !== 'loopback' && (!isOpen || asks === true);
  return async (request, response, next) => {
    const isUnsafe = request.method !== 'GET' && request.method !== 'HEAD';
    if (isUnsafe && !isFromHere(request, publicUrl)) throw new ProblemError('origin');
    const known = needsCaller ? await identify(request, access) : null;
    const caller = known && isMeant(request, known) ? known : null;
    const agency = agencyOf && caller ? await agencyOf(request) : undefined;
    const decision = decideAccess(access, caller, {
      viewing,
      isLoopback: isLoopback(request),
      ...(agency === undefined ? {} : { agency }),
      ...(access.kind === 'session' ? { session: String(request.params['id']) } : {}),
    });
    if (decision !== 'allowed') {
      if (refuse?.(decision, request, response)) return;
      const isTokenOnly = access.kind === 'token' && decision === 'unknown-caller';
      throw new ProblemError(isTokenOnly ? 'unauthorized' : problems[decision]);
    }
    if (caller) callers.set(request, caller.actor);
    next();
  };
}

/** A page that names its person speaks for nobody else, whoever has signed in since. */
function isMeant({ headers }: Request, { actor }: Caller): boolean {
  const meant = headers[personHeader];
  return meant === undefined || meant === actor.id;
}

/** A page of another site may not make a person's browser change anything here (S4). Browsers name their site; scripts send no cookie. */
function isFromHere({ headers }: Request, publicUrl: string | undefined): boolean {
  if (headers['sec-fetch-site'] === 'cross-site') return false;
  return isAllowedOrigin(headers, publicUrl);
}
