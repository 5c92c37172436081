import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** One real server and one browser for all tests of a file, ended after the last. */
export interface Room {
  server: TestServer;
  browser: Browser;
}

/** Opens the room before the first test of the file; nothing stands in it earlier. */
export function openRoom(): Room {
  const room = {} as Room;
  beforeAll(async () => {
    room.server = await startServer();
    room.browser = await launchBrowser();
  });
  afterAll(async () => {
    await room.browser?.close();
    await room.server?.stop();
  });
  return room;
}
