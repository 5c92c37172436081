import { get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstView, type SessionView } from '../../shared/model/session.ts';
import { loadAgency, startLoad } from '../bench/wallLoad.ts';
import { launchBrowser } from '../support/browser.ts';
import { pause } from '../support/pause.ts';
import { openSession, toBrowserCookies } from '../support/people.ts';
import { entered, openReviewPage, planSession, type ReviewPage } from '../support/sessions.ts';
import { thinLine } from '../support/slowLine.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts';
import { type InProcessServer, startTestServer } from '../support/testServer.ts';
import { type DeskPage, openDesk } from './deskPage.ts';

/** A full regency: 200 values a second over 60 series, for longer than one ping takes. */
const forMs = 30_000;
const turnMs = 3_000;
/** From the presenter's hand to a page on the far side of 64 kbit/s. */
const followMs = 5_000;

let server: InProcessServer;
let proxy: TcpProxy;
let browser: Browser;
let presenter: ReviewPage;
let follower: DeskPage;
beforeAll(async () => {
  server = await startTestServer();
  proxy = await startTcpProxy(Number(new URL(server.url).port), thinLine);
  browser = await launchBrowser();
  const rina = await openSession(server, { email: 'rina@kab.example', role: 'presenter' });
  const budi = await openSession(server, {
    email: 'budi@kab.example',
    role: 'agency-operator',
    agency: 'dlh',
  });
  const id = await planSession(rina);
  await entered(rina, id, { kind: 'open' });
  presenter = await openReviewPage(server.url, rina.cookie, id);
  const url = `http://127.0.0.1:${proxy.port}`;
  follower = await openDesk(browser, { width: 1366, height: 768 });
  await follower.context.addCookies(toBrowserCookies(budi.cookie, url));
  await follower.page.goto(`${url}/review/${id}`);
  await follower.page
    .locator('[data-scene="ikhtisar"][data-link="live"], [data-link="live"] [data-scene="ikhtisar"]')
    .waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  presenter?.close();
  await proxy?.stop();
  await server?.stop();
});

const show = (view: SessionView) =>
  presenter.socket.timeout(5_000).emitWithAck('review:show', { view }) as Promise<{ ok: boolean }>;
const views: readonly SessionView[] = [
  { ...firstView, scene: 'pilar', pillar: 'environment' },
  { ...firstView, pillar: null },
];
const seen = (view: SessionView, timeout?: number) =>
  follower.page.locator(`[data-scene="${view.scene}"]`).waitFor(timeout === undefined ? {} : { timeout });

/** The body as it came over the wire, with what its head says. */
async function take(path: string, accepted: string) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(server.url + path, { headers: { 'accept-encoding': accepted } }, resolve).on('error', reject);
  });
  const body = Buffer.concat(await answer.toArray());
  const { 'content-encoding': encoding, 'content-type': type, vary } = answer.headers;
  return { body, encoding, type, vary };
}

describe('a page of a session behind 64 kbit/s', () => {
  it('follows every view within 5 s and stays connected while all figures of a full regency flow', async () => {
    // What the views need is loaded: how long that takes on such a line is in the bench.
    for (const view of views) {
      await show(view);
      await seen(view);
    }
    await follower.page.waitForLoadState('networkidle');
    let losses = 0;
    await follower.page.exposeFunction('countLoss', () => {
      losses += 1;
    });
    await follower.page.evaluate(`new MutationObserver((changes) => {
      for (const { target } of changes) if (target.dataset.link !== 'live') countLoss();
    }).observe(document.querySelector('[data-stage]'), { attributes: true, attributeFilter: ['data-link'] })`);
    proxy.slowDown();
    const stopLoad = startLoad(server.url, await server.token(loadAgency));
    const before = proxy.bytesDown();
    const begun = performance.now();
    const spent: number[] = [];
    for (let turn = 0; performance.now() - begun < forMs; turn += 1) {
      const view = views[turn % views.length] ?? firstView;
      const from = performance.now();
      expect(await show(view)).toMatchObject({ ok: true });
      await seen(view, followMs);
      spent.push(performance.now() - from);
      await pause(turnMs - (performance.now() - from));
    }
    const perSecond = (proxy.bytesDown() - before) / ((performance.now() - begun) / 1_000);
    await stopLoad();
    expect(Math.max(...spent)).toBeLessThan(followMs);
    expect(losses).toBe(0);
    // The line did carry figures, and most of it was left for what is shown.
    expect(perSecond).toBeGreaterThan(500);
    expect(perSecond).toBeLessThan(thinLine.bytesPerSecond * 0.7);
    expect(follower.faults).toEqual([]);
  });

  it('gets its scripts as small as its browser takes them, and the same ones whatever it takes', async () => {
    const page = await follower.page.content();
    const path = /src="(\/assets\/review\/review-[^"]+\.js)"/.exec(page)?.[1] ?? '';
    const plain = await take(path, 'identity');
    const zipped = await take(path, 'gzip, deflate');
    const packed = await take(path, 'gzip, deflate, br');
    expect([plain.encoding, zipped.encoding, packed.encoding]).toEqual([undefined, 'gzip', 'br']);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(packed.body).equals(plain.body)).toBe(true);
    expect(packed.body.length).toBeLessThan(zipped.body.length);
    for (const { type, vary } of [zipped, packed]) {
      expect(type).toContain('text/javascript');
      expect(vary).toContain('Accept-Encoding');
    }
  });
});
