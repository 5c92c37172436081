import type { Wall, WallBody } from '../../server/domain/walls/wall.ts';
import type { WallHello, WallProof } from '../../shared/protocol/wall.ts';
import { createAsk, type SignedIn, toCookie } from './people.ts';
import { type Listener, listenAt } from './sockets.ts';

/** A screen that shows a code. */
export interface WaitingScreen {
  readonly code: string;
  readonly secret: string;
}

/** Asks for a code as a screen does. */
export async function openPairing(url: string): Promise<WaitingScreen> {
  const answer = await createAsk(url, () => undefined)('POST', '/api/v1/walls/pairings', {});
  if (answer.status !== 201) throw new Error(`pairing: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as WaitingScreen;
}

/** Asks whether the code was entered. */
export function claim(url: string, { code, secret }: WaitingScreen): Promise<Response> {
  return createAsk(url, () => undefined)('POST', '/api/v1/walls/pairings/claim', { code, secret });
}

/** Makes a wall as an operator and its screen do together; gives the screen's cookie. */
export async function pairWall(url: string, operator: SignedIn, name: string): Promise<string> {
  const screen = await openPairing(url);
  const paired = await operator.ask('POST', '/api/v1/walls', { code: screen.code, name, title: name });
  if (paired.status !== 201) throw new Error(`pair: ${paired.status} ${await paired.text()}`);
  return toCookie(await claim(url, screen));
}

export const hello: WallHello = {
  protocol: 1,
  build: 'test',
  width: 1920,
  height: 1080,
  dpr: 1,
};

/** What a wall proves that does well. */
export function buildProof(more: Partial<WallProof> = {}): WallProof {
  return {
    frames: 1,
    painted: 100,
    epoch: 'e',
    seq: 0,
    hash: 0,
    counts: { fresh: 1, due: 0, late: 0, none: 0 },
    link: 'live',
    view: { scene: 'ikhtisar' },
    reloads: 0,
    errors: 0,
    width: 1920,
    height: 1080,
    ...more,
  };
}

/** A wall as it is stored: claimed and watched. */
export function buildWall(uid: string, more: Partial<WallBody> = {}): Wall {
  const setup = {
    title: uid,
    group: null,
    tile: null,
    scenes: [{ id: 's1', scene: 'ikhtisar' as const, dwellSeconds: 30 }],
    holdOnCritical: true,
    lang: 'id' as const,
  };
  const body = {
    uid,
    setup,
    anchorAt: 0,
    revision: 1,
    credentialHash: uid,
    pairedAt: 0,
    pairedBy: 'op',
    claimedAt: 1,
    watched: true,
    show: null,
    message: null,
    ...more,
  };
  return { name: uid, version: 1, body };
}

/** A wall's socket, greeted. */
export async function openWallSocket(url: string, cookie: string): Promise<Listener> {
  const listener = await listenAt(`${url}/wall`, { cookie });
  if (listener.outcome === 'connected') await listener.socket.timeout(2_000).emitWithAck('wall:hello', hello);
  return listener;
}
