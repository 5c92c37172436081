import {
  type WallCard,
  type WallView,
  wallChangeSchema,
  wallRenameSchema,
  wallShowSchema,
  wallTellSchema,
  wallWatchSchema,
} from '#shared/model/wall.ts';
import { maxWallPictureBytes } from '#shared/protocol/limits.ts';
import type { Pairings } from '../domain/walls/createPairings.ts';
import type { Walls } from '../domain/walls/createWalls.ts';
import type { WallWatch } from '../domain/walls/createWallWatch.ts';
import { toOrders, type Wall } from '../domain/walls/wall.ts';
import { ProblemError, type QueryFault } from './answers.ts';
import { operating, toKnown, watching } from './deskCaller.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';
import { assertDone, findWall, noStore, wallPath } from './wallAnswers.ts';

/** Needs of the routes of walls. */
export interface WallRouteParts {
  readonly walls: Walls;
  readonly pairings: Pick<Pairings, 'count'>;
  readonly watch: WallWatch;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Asks the pages of a wall to open themselves again; how many were asked. */
  readonly reload: (uid: string) => number;
  readonly hasIndicator: (id: string) => boolean;
  readonly hasArea: (code: string) => boolean;
}

/** List, setup, orders and pictures of walls. */
export function createWallRoutes(parts: WallRouteParts): RouteDefinition[] {
  return [
    ...createListRoutes(parts),
    ...createSetupRoutes(parts),
    ...createOrderRoutes(parts),
    ...createPictureRoutes(parts),
  ];
}

function createListRoutes({ walls, pairings, watch, now }: WallRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: wallPath,
      access: watching,
      async handle(_request, response) {
        const items = (await walls.list()).map((wall) => toCard(wall, watch, now()));
        response.set(noStore).json({ at: now(), waiting: pairings.count(), items });
      },
    },
    {
      method: 'get',
      path: `${wallPath}/:name`,
      access: watching,
      async handle(request, response) {
        const { name, body } = await findWall(request, walls);
        const groups = toGroups(await walls.list());
        response.set(noStore).json({ name, revision: body.revision, setup: body.setup, groups });
      },
    },
  ];
}

function createSetupRoutes(parts: WallRouteParts): RouteDefinition[] {
  const { walls } = parts;
  return [
    {
      method: 'put',
      path: `${wallPath}/:name`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const wanted = readBody(request, wallChangeSchema);
        const { name } = await findWall(request, walls);
        const faults = wanted.setup.scenes.flatMap((view, place) =>
          findFaults(view, `/setup/scenes/${place}`, parts),
        );
        if (faults.length > 0) throw new ProblemError('invalid', faults);
        assertDone(await walls.change(name, wanted, toKnown(caller)));
        response.json({ ok: true });
      },
    },
    {
      method: 'post',
      path: `${wallPath}/:name/rename`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const wanted = readBody(request, wallRenameSchema);
        const { name } = await findWall(request, walls);
        assertDone(await walls.rename(name, wanted.name, toKnown(caller)));
        response.json({ ok: true });
      },
    },
    {
      method: 'post',
      path: `${wallPath}/:name/watch`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const { watched } = readBody(request, wallWatchSchema);
        const { name } = await findWall(request, walls);
        assertDone(await walls.watch(name, watched, toKnown(caller)));
        response.json({ ok: true });
      },
    },
    {
      method: 'delete',
      path: `${wallPath}/:name`,
      access: operating,
      async handle(request, response, caller) {
        const { name } = await findWall(request, walls);
        assertDone(await walls.unpair(name, toKnown(caller)));
        response.status(204).end();
      },
    },
  ];
}

/** Walls of a group change their picture together: this much later, so that the word has reached all of them. Milliseconds. */
const leadMs = 400;

function createOrderRoutes(parts: WallRouteParts): RouteDefinition[] {
  const { walls, now, reload } = parts;
  return [
    {
      method: 'post',
      path: `${wallPath}/:name/show`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const { view, seconds } = readBody(request, wallShowSchema);
        const faults = view ? findFaults(view, '/view', parts) : [];
        if (faults.length > 0) throw new ProblemError('invalid', faults);
        const { name } = await findWall(request, walls);
        const by = toKnown(caller);
        const from = now() + leadMs;
        const until = seconds === null ? null : from + seconds * 1_000;
        assertDone(await walls.show(name, view && { view, from, until, by: by.label }, by));
        response.json({ ok: true });
      },
    },
    {
      method: 'post',
      path: `${wallPath}/:name/message`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const { text, tone, seconds } = readBody(request, wallTellSchema);
        const { name } = await findWall(request, walls);
        const by = toKnown(caller);
        const at = now();
        const message = text === null ? null : { text, tone, at, until: at + seconds * 1_000, by: by.label };
        assertDone(await walls.tell(name, message, by));
        response.json({ ok: true });
      },
    },
    {
      method: 'post',
      path: `${wallPath}/:name/reload`,
      access: operating,
      body: 'json',
      async handle(request, response) {
        const { body } = await findWall(request, walls);
        response.json({ asked: reload(body.uid) });
      },
    },
  ];
}

function createPictureRoutes({ walls, watch }: WallRouteParts): RouteDefinition[] {
  return [
    {
      method: 'post',
      path: `${wallPath}/self/picture`,
      access: { kind: 'wall' },
      body: 'raw',
      maxBytes: maxWallPictureBytes,
      handle(request, response, caller) {
        const bytes: unknown = request.body;
        if (!Buffer.isBuffer(bytes) || !isJpeg(bytes)) throw new ProblemError('media-type');
        watch.keepPicture(toKnown(caller).id, bytes);
        response.status(204).end();
      },
    },
    {
      method: 'get',
      path: `${wallPath}/:name/picture`,
      access: watching,
      async handle(request, response) {
        const { body } = await findWall(request, walls);
        const picture = watch.see(body.uid)?.picture;
        if (!picture) throw new ProblemError('not-found');
        response.set(noStore).type('image/jpeg').send(picture.bytes);
      },
    },
  ];
}

/** First three bytes of every JPEG. */
function isJpeg(bytes: Buffer): boolean {
  return bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** What the catalogue has no such thing of. */
function findFaults(
  { indicator, area }: Pick<WallView, 'indicator' | 'area'>,
  place: string,
  { hasIndicator, hasArea }: WallRouteParts,
): QueryFault[] {
  const faults: QueryFault[] = [];
  if (indicator !== undefined && !hasIndicator(indicator))
    faults.push({ pointer: `${place}/indicator`, code: 'unknown_indicator', params: { given: indicator } });
  if (area !== undefined && !hasArea(area))
    faults.push({ pointer: `${place}/area`, code: 'unknown_area', params: { given: area } });
  return faults;
}

function toGroups(all: readonly Wall[]): { name: string; walls: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { name, body } of all) {
    const { group } = body.setup;
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups].map(([name, members]) => ({ name, walls: members }));
}

function toCard(wall: Wall, watch: WallWatch, now: number): WallCard {
  const { name, body } = wall;
  const { setup, watched, claimedAt, uid } = body;
  const { show, message } = toOrders(wall, now);
  const { state = 'off', since = body.pairedAt, report = null, picture = null } = watch.see(uid) ?? {};
  const { title, group, tile } = setup;
  const shown = { name, title, group, tile, state, since, watched, claimedAt, report, show, message };
  return { ...shown, pictureAt: picture?.at ?? null };
}
