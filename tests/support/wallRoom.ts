import type { Browser, Page, WebSocket } from 'playwright-core';
import type { Alarm } from '../../shared/model/alarm.ts';
import type { WallCard, WallDetail } from '../../shared/model/wall.ts';
import { openPage, type WatchedPage } from './browser.ts';
import { waitFor } from './machines.ts';
import { installPageClock } from './pageClock.ts';
import { createPaintJournal, type PaintJournal } from './paintJournal.ts';
import type { SignedIn } from './people.ts';
import { pairWall } from './walls.ts';

/** An operator with an eye on the walls, by the same routes as the page of the console. */
export interface WallDesk {
  readonly operator: Pick<SignedIn, 'ask'>;
  card(name: string): Promise<WallCard>;
  /** Waits until a wall's card is as asked; gives it. */
  sees(name: string, isSo: (card: WallCard) => boolean): Promise<WallCard>;
  /** The alarm of a wall that is silent, if there is one that is not over. */
  silentAlarm(name: string): Promise<Alarm | null>;
  /** Has a wall show the pillar of the tests alone: no map, whose drawing costs a busy machine seconds. */
  setScene(name: string): Promise<void>;
}

export const pillar = 'environment';

/** Opens it for somebody who is signed in. */
export function openWallDesk(operator: Pick<SignedIn, 'ask'>): WallDesk {
  const read = async <T>(path: string): Promise<T> => {
    const answer = await operator.ask('GET', `/api/v1${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as T;
  };
  const card = async (name: string): Promise<WallCard> => {
    const { items } = await read<{ items: WallCard[] }>('/walls');
    const found = items.find((one) => one.name === name);
    if (!found) throw new Error(`no wall ${name}`);
    return found;
  };
  return {
    operator,
    card,
    sees: (name, isSo) =>
      waitFor(async () => {
        const now = await card(name).catch(() => null);
        return now && isSo(now) ? now : null;
      }, `the state of ${name}`),
    async silentAlarm(name) {
      const { items } = await read<{ items: Alarm[] }>('/alarms');
      return items.find(({ rule, subject }) => rule === 'wall-silent' && subject === name) ?? null;
    },
    async setScene(name) {
      const { revision, setup } = await read<WallDetail>(`/walls/${name}`);
      const scenes = [{ id: 's1', scene: 'pilar', pillar, dwellSeconds: 60 }];
      const body = { revision, setup: { ...setup, scenes } };
      const answer = await operator.ask('PUT', `/api/v1/walls/${name}`, body);
      if (!answer.ok) throw new Error(`scene of ${name}: ${answer.status} ${await answer.text()}`);
    },
  };
}

/** A paired wall in a browser, with the journal of what it paints. */
export interface RealWall extends WatchedPage {
  readonly name: string;
  readonly journal: PaintJournal;
}

/** Where a wall is opened: the page comes over `url`, which may be a line that can be cut. */
export interface WallPlace {
  readonly browser: Browser;
  readonly url: string;
  readonly serverUrl: string;
  readonly desk: WallDesk;
}

/** Pairs a wall and opens it, its own clock wrong by `shiftMs`; waits until it is live. */
export async function openRealWall(place: WallPlace, name: string, shiftMs = 0): Promise<RealWall> {
  const { browser, url, serverUrl, desk } = place;
  const cookie = await pairWall(serverUrl, desk.operator as SignedIn, name);
  await desk.setScene(name);
  const watched = await openPage(
    browser,
    `${url}/wall/${name}`,
    { width: 960, height: 540 },
    async (context) => {
      const [key = '', value = ''] = cookie.split('=', 2);
      await context.addCookies([{ name: key, value, url }]);
      await installPageClock(context, shiftMs);
    },
  );
  watched.expectOutage(true);
  await seesLink(watched.page, 'live');
  await watched.page.locator('[data-scene-name=pilar]').waitFor();
  const journal = createPaintJournal((expression) => watched.page.evaluate(expression));
  return { ...watched, name, journal };
}

/** Waits until a wall calls its own link this. */
export async function seesLink(page: Page, link: string, timeout = 60_000): Promise<void> {
  await page.locator(`[data-wall][data-link=${link}]`).waitFor({ timeout });
}

/** The tile of an indicator. */
export function tileOf(page: Page, indicator: string) {
  return page.locator(`[data-indicator=${indicator}]`).first();
}

/** Follows the connections that a page opens from now on; gives the namespaces of those that are open. */
export function watchSockets(page: Page): () => string[] {
  const open = new Map<WebSocket, string>();
  page.on('websocket', (socket) => {
    open.set(socket, 'none');
    socket.on('framesent', ({ payload }) => {
      const namespace = /^40(\/\w+),/.exec(String(payload))?.[1];
      if (namespace) open.set(socket, namespace);
    });
    socket.on('close', () => open.delete(socket));
  });
  return () => [...open.values()].sort();
}
