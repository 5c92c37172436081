import type { Browser, CDPSession } from 'playwright-core';

/** What it took until the first live figure stood on the screen of a browser that had never seen the page. */
export interface FirstFigure {
  /** From the start of the navigation to the frame with the figure, milliseconds. */
  readonly shownMs: number;
  /** Bytes as they came over the wire until then: bodies as encoded, response heads, socket frames. */
  readonly wireBytes: number;
  /** Encoded bytes by address, for the eye. */
  readonly byAddress: ReadonlyMap<string, number>;
}

interface Arrival {
  readonly at: number;
  readonly address: string;
  readonly bytes: number;
}

/** Everything that arrives, with the browser's monotonic time in seconds. */
function listenToWire(session: CDPSession): {
  arrivals: Arrival[];
  toMonotonic(wallSeconds: number): number;
} {
  const arrivals: Arrival[] = [];
  const addresses = new Map<string, string>();
  let wallMinusMonotonic = 0;
  const add = (at: number, id: string, bytes: number): void => {
    arrivals.push({ at, address: addresses.get(id) ?? id, bytes });
  };
  session.on('Network.requestWillBeSent', ({ requestId, request, wallTime, timestamp }) => {
    addresses.set(requestId, new URL(request.url).pathname);
    wallMinusMonotonic ||= wallTime - timestamp;
  });
  session.on('Network.webSocketCreated', ({ requestId }) => addresses.set(requestId, 'socket'));
  session.on('Network.responseReceived', ({ requestId, timestamp, response }) =>
    add(timestamp, requestId, response.encodedDataLength),
  );
  session.on('Network.dataReceived', ({ requestId, timestamp, encodedDataLength }) =>
    add(timestamp, requestId, encodedDataLength),
  );
  session.on('Network.webSocketFrameReceived', ({ requestId, timestamp, response }) =>
    add(timestamp, requestId, Buffer.byteLength(response.payloadData)),
  );
  return { arrivals, toMonotonic: (wallSeconds) => wallSeconds - wallMinusMonotonic };
}

/** Runs in the page: notes the moment after the frame in which `selector` first matched. */
function watchForFigure(selector: string): void {
  const holder = window as typeof window & { firstFigureAt?: number };
  const observer = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        holder.firstFigureAt = performance.now();
      };
      channel.port2.postMessage(null);
    });
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}

/** Opens an address in a new context with an empty cache and waits for the first figure. */
export async function measureFirstFigure(
  browser: Browser,
  url: string,
  selector: string,
): Promise<FirstFigure> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'id-ID' });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchForFigure, selector);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const wire = listenToWire(session);
    await page.goto(url, { waitUntil: 'commit' });
    const shown = await page.waitForFunction(() => {
      const at = (window as typeof window & { firstFigureAt?: number }).firstFigureAt;
      return at === undefined ? null : { at, origin: performance.timeOrigin };
    });
    const { at, origin } = (await shown.jsonValue()) ?? { at: Number.NaN, origin: Number.NaN };
    const until = wire.toMonotonic((origin + at) / 1_000);
    const byAddress = new Map<string, number>();
    for (const arrival of wire.arrivals) {
      if (arrival.at > until) continue;
      byAddress.set(arrival.address, (byAddress.get(arrival.address) ?? 0) + arrival.bytes);
    }
    const wireBytes = [...byAddress.values()].reduce((sum, bytes) => sum + bytes, 0);
    return { shownMs: at, wireBytes, byAddress };
  } finally {
    await context.close();
  }
}
