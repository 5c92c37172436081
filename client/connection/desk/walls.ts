import { z } from 'zod';
import {
  type WallDetail,
  type WallList,
  type WallSetup,
  type WallTone,
  type WallView,
  wallDetailSchema,
  wallListSchema,
} from '#shared/model/wall.ts';
import { ask } from './request.ts';

const done = z.unknown();
const asked = z.object({ asked: z.number() });
const path = '/api/v1/walls';

/** Paired walls as they are now. */
export const fetchWalls = (): Promise<WallList> => ask(path, { schema: wallListSchema });

/** One wall's setup. */
export const fetchWall = (name: string): Promise<WallDetail> =>
  ask(`${path}/${name}`, { schema: wallDetailSchema });

/** Address of the newest picture that a wall sent of itself. */
export const toPictureUrl = (name: string, at: number): string => `${path}/${name}/picture?at=${at}`;

/** Gives the screen with this code a name. */
export async function pairWall(body: { code: string; name: string; title: string }): Promise<void> {
  await ask(path, { method: 'POST', body, schema: done });
}

/** Saves a setup that nobody has changed since `revision`. */
export async function saveWall(name: string, body: { revision: number; setup: WallSetup }): Promise<void> {
  await ask(`${path}/${name}`, { method: 'PUT', body, schema: done });
}

/** Sends a scene, until released where no seconds are given; null releases. */
export async function showOnWall(
  name: string,
  body: { view: WallView | null; seconds: number | null },
): Promise<void> {
  await ask(`${path}/${name}/show`, { method: 'POST', body, schema: done });
}

/** Sends words; null takes them away. */
export async function tellWall(
  name: string,
  body: { text: string | null; tone: WallTone; seconds: number },
): Promise<void> {
  await ask(`${path}/${name}/message`, { method: 'POST', body, schema: done });
}

/** Asks a wall's pages to open themselves again; how many were asked. */
export const reloadWall = async (name: string): Promise<number> =>
  (await ask(`${path}/${name}/reload`, { method: 'POST', body: {}, schema: asked })).asked;

/** Gives a wall another name. */
export async function renameWall(name: string, to: string): Promise<void> {
  await ask(`${path}/${name}/rename`, { method: 'POST', body: { name: to }, schema: done });
}

/** Says whether a wall is expected to be there. */
export async function watchWall(name: string, watched: boolean): Promise<void> {
  await ask(`${path}/${name}/watch`, { method: 'POST', body: { watched }, schema: done });
}

/** Ends a pairing: the screen shows a code again. */
export async function unpairWall(name: string): Promise<void> {
  await ask(`${path}/${name}`, { method: 'DELETE', schema: done });
}
