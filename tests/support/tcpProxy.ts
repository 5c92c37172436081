import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { createSlowLane, type LineSpeed } from './slowLine.ts';

/** A line between a screen and a server that can be cut. */
export interface TcpProxy {
  readonly port: number;
  /** Ends every connection at once, as a router that restarts does; new ones are let through. */
  cut(): void;
  /** While blocked nothing passes in either direction, connections stay open and new ones hang, as on a dead link. */
  block(isBlocked: boolean): void;
  /** The speed that was given holds from now on. */
  slowDown(): void;
  /** Bytes that reached a screen so far; 0 where no speed was given. */
  bytesDown(): number;
  stop(): Promise<void>;
}

/** Listens on a free loopback port and passes everything on to `targetPort` there; `speed` holds once `slowDown` was called. */
export async function startTcpProxy(targetPort: number, speed?: LineSpeed): Promise<TcpProxy> {
  const lanes = speed ? ([createSlowLane(speed), createSlowLane(speed)] as const) : null;
  const pairs = new Set<readonly [Socket, Socket]>();
  let isBlocked = false;
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to, lane] of [
      [near, far, lanes?.[0]],
      [far, near, lanes?.[1]],
    ] as const) {
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
      if (lane) lane.carry(from, to);
      else from.pipe(to);
      if (isBlocked) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    block(next) {
      isBlocked = next;
      for (const pair of pairs) for (const socket of pair) next ? socket.pause() : socket.resume();
    },
    slowDown() {
      for (const lane of lanes ?? []) lane.slowDown();
    },
    bytesDown: () => lanes?.[1].bytes() ?? 0,
    async stop() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
