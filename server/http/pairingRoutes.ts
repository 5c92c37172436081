import type { Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import {
  claimRequestSchema,
  pairingRequestSchema,
  type WallSetup,
  wallPairSchema,
} from '#shared/model/wall.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { Pairings } from '../domain/walls/createPairings.ts';
import type { Walls } from '../domain/walls/createWalls.ts';
import { ProblemError } from './answers.ts';
import type { Credentials } from './createIdentify.ts';
import { operating, toKnown } from './deskCaller.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';
import { invalid, noStore, toProblem, wallPath } from './wallAnswers.ts';
import { toWallActor, toWallCookie } from './wallCookie.ts';

/** Needs of the routes of pairing. */
export interface PairingRouteParts {
  readonly walls: Walls;
  readonly pairings: Pairings;
  readonly clientAddress: (request: Credentials) => string;
  readonly toLimitKey: (address: string) => string;
  /** True behind TLS: cookies are Secure there. */
  readonly isSecure: boolean;
  readonly cookieName: string;
  /** Told that a screen may have begun or ceased to wait. */
  readonly onWaiting: () => void;
}

/** How a screen becomes a wall: it shows a code, an operator enters it, the screen takes its credential. */
export function createPairingRoutes(parts: PairingRouteParts): RouteDefinition[] {
  return [toOpenRoute(parts), toClaimRoute(parts), toPairRoute(parts)];
}

function toOpenRoute({ pairings, clientAddress, toLimitKey, onWaiting }: PairingRouteParts): RouteDefinition {
  return {
    method: 'post',
    path: `${wallPath}/pairings`,
    access: { kind: 'public' },
    body: 'json',
    maxBytes: 1_024,
    handle(request, response) {
      readBody(request, pairingRequestSchema);
      const opened = pairings.open(toLimitKey(clientAddress(request)));
      if (!opened) {
        response.set('Retry-After', '60');
        throw new ProblemError('rate');
      }
      onWaiting();
      const { code, secret, expiresAt } = opened;
      response
        .status(201)
        .set(noStore)
        .json({ code, secret, expiresAt: new Date(expiresAt).toISOString() });
    },
  };
}

function toClaimRoute({
  pairings,
  walls,
  clientAddress,
  toLimitKey,
  isSecure,
  cookieName,
  onWaiting,
}: PairingRouteParts): RouteDefinition {
  // A waiting screen asks every 2 s; a room full of them shares a sender.
  const asks = new RateLimiterMemory({ points: 600, duration: 60 });
  return {
    method: 'post',
    path: `${wallPath}/pairings/claim`,
    access: { kind: 'public' },
    body: 'json',
    maxBytes: 1_024,
    async handle(request, response) {
      await take(asks, toLimitKey(clientAddress(request)), response);
      const { code, secret } = readBody(request, claimRequestSchema);
      const outcome = pairings.claim(code, secret);
      response.set(noStore);
      if (outcome.state !== 'paired') {
        response.json({ state: outcome.state });
        return;
      }
      const { credential } = outcome;
      const wall = await walls.findByCredential(credential);
      if (!wall) {
        response.json({ state: 'gone' });
        return;
      }
      if (wall.body.claimedAt === null)
        await walls.claim(wall.name, toWallActor(wall, clientAddress(request)));
      onWaiting();
      response
        .set('Set-Cookie', toWallCookie(cookieName, credential, isSecure))
        .json({ state: 'paired', name: wall.name });
    },
  };
}

function toPairRoute({ pairings, walls }: PairingRouteParts): RouteDefinition {
  // Whoever enters codes by hand errs now and then; whoever tries them out is stopped.
  const codes = new RateLimiterMemory({ points: 10, duration: 60 });
  return {
    method: 'post',
    path: wallPath,
    access: operating,
    body: 'json',
    async handle(request, response, caller) {
      const by = toKnown(caller);
      const { code, name, title } = readBody(request, wallPairSchema);
      await take(codes, by.id, response);
      const reserved = pairings.reserve(code);
      if (reserved === 'unknown') throw invalid('/code', 'pairing_code');
      if (reserved === 'entered') throw invalid('/code', 'pairing_entered');
      const credential = await makeWall(walls, { name, title }, by).catch((error: unknown) => {
        pairings.release(code);
        throw error;
      });
      await codes.delete(by.id);
      if (!pairings.settle(code, { name, credential })) {
        // The screen can no longer take its credential: nobody else shall wait for this wall.
        await walls.unpair(name, by);
        throw invalid('/code', 'pairing_code');
      }
      response.status(201).json({ name });
    },
  };
}

/** Resolves with the wall's credential; throws why there is none. */
async function makeWall(
  walls: Walls,
  { name, title }: { name: string; title: string },
  by: Actor,
): Promise<string> {
  const paired = await walls.pair({ name, setup: toFirstSetup(title) }, by);
  if ('fault' in paired) throw toProblem(paired.fault);
  return paired.credential;
}

async function take(limiter: RateLimiterMemory, key: string, response: Response): Promise<void> {
  try {
    await limiter.consume(key);
  } catch {
    response.set('Retry-After', '60');
    throw new ProblemError('rate');
  }
}

/** A new wall shows the overview and the map, until someone edits its scenes. */
function toFirstSetup(title: string): WallSetup {
  return {
    title,
    group: null,
    tile: null,
    scenes: [
      { id: 's1', scene: 'ikhtisar', dwellSeconds: 60 },
      { id: 's2', scene: 'peta', dwellSeconds: 60 },
    ],
    holdOnCritical: true,
    lang: 'id',
  };
}
