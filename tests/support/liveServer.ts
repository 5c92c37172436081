import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import type { Alarm } from '#shared/model/alarm.ts';
import type {
  LiveAlarmFrame,
  LiveBeat,
  LiveDelta,
  LiveEventFrame,
  LiveFeedFrame,
  Subscribed,
} from '#shared/protocol/live.ts';
import type { Ack } from '#shared/protocol/refusal.ts';
import { createLiveState, type LiveSeed } from '../../server/domain/live/createLiveState.ts';
import type { LiveState } from '../../server/domain/live/liveState.ts';
import { type LiveNamespace, type LiveParts, registerLive } from '../../server/realtime/live/registerLive.ts';
import { buildChange, buildEvent, buildFeed } from './liveBuilders.ts';
import { pause } from './pause.ts';

/** `/live` on a real Socket.IO server with a present in memory that the test moves. */
export interface LiveServer {
  readonly url: string;
  readonly port: number;
  readonly liveState: LiveState;
  readonly namespace: LiveNamespace;
  /** What our log was told. */
  readonly logged: string[];
  /** One reading of each of these series in one step; returns its `seq`. */
  write(series: readonly number[], patch?: Parameters<typeof buildChange>[2]): number;
  writeEvent(id: string): number;
  writeFeed(id: string): number;
  writeAlarms(...alarms: readonly Alarm[]): number;
  close(): Promise<void>;
}

/** Options of `startLiveServer`. */
export interface LiveServerOptions {
  readonly seed?: Partial<LiveSeed>;
  readonly port?: number;
  readonly limits?: LiveParts['limits'];
  readonly catalogue?: NonNullable<LiveParts['catalogue']>;
}

/** Starts a server with three series unless told otherwise. */
export async function startLiveServer({
  seed,
  port = 0,
  limits,
  catalogue,
}: LiveServerOptions = {}): Promise<LiveServer> {
  const liveState = createLiveState({
    epoch: 'e1',
    seq: 3,
    changes: [1, 2, 3].map((number) => buildChange(number, number)),
    events: [],
    feeds: [],
    ...seed,
  });
  const http = createServer();
  const server = new Server(http, {
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: 65_536,
  });
  const logged: string[] = [];
  const namespace = registerLive(server, {
    liveState,
    mode: 'test',
    pillarOf: (indicator) => (indicator.startsWith('environment-') ? 'environment' : undefined),
    now: Date.now,
    ...(catalogue ? { catalogue } : {}),
    log: {
      warn: (_details, message) => void logged.push(message),
      error: (_details, message) => void logged.push(message),
    },
    ...(limits ? { limits } : {}),
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const address = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    liveState,
    namespace,
    logged,
    ...createWriters(liveState),
    async close() {
      namespace.close();
      await server.close();
    },
  };
}

function createWriters(
  liveState: LiveState,
): Pick<LiveServer, 'write' | 'writeEvent' | 'writeFeed' | 'writeAlarms'> {
  const step = { changes: [], events: [], feeds: [] };
  return {
    write(series, patch) {
      const from = liveState.seq;
      const changes = series.map((number, index) => buildChange(number, from + index + 1, patch));
      liveState.apply({ ...step, seq: from + series.length, changes });
      return liveState.seq;
    },
    writeEvent(id) {
      const seq = liveState.seq + 1;
      liveState.apply({ ...step, seq, events: [{ seq, event: buildEvent(id, { recordedAt: seq }) }] });
      return seq;
    },
    writeFeed(id) {
      const seq = liveState.seq + 1;
      liveState.apply({ ...step, seq, feeds: [buildFeed(id, { lastInAt: seq })] });
      return seq;
    },
    writeAlarms(...alarms) {
      const seq = liveState.seq + alarms.length;
      liveState.apply({ ...step, seq, alarms });
      return seq;
    },
  };
}

/** A frame as a stock client hears it. */
type Heard =
  | ({ readonly name: 'live:delta' } & LiveDelta)
  | ({ readonly name: 'live:event' } & LiveEventFrame)
  | ({ readonly name: 'live:feed' } & LiveFeedFrame)
  | ({ readonly name: 'live:alarm' } & LiveAlarmFrame)
  | ({ readonly name: 'live:beat' } & LiveBeat);

/** A stock Socket.IO client that writes down what it hears. */
export interface StockClient {
  readonly socket: Socket;
  readonly heard: Heard[];
  ask(name: string, payload: unknown): Promise<Ack<Subscribed>>;
  /** Subscribes and fails the test when refused. */
  subscribe(payload: object): Promise<Subscribed>;
  /** Waits until a frame of this name fits. */
  hear<Name extends Heard['name']>(
    name: Name,
    fits?: (frame: Extract<Heard, { name: Name }>) => boolean,
  ): Promise<Extract<Heard, { name: Name }>>;
  close(): void;
}

/** Connects a stock client; the default transports, unless told otherwise. */
export async function connectStock(url: string, transports?: string[]): Promise<StockClient> {
  const socket = io(`${url}/live`, { forceNew: true, ...(transports ? { transports } : {}) });
  const heard: Heard[] = [];
  for (const name of ['live:delta', 'live:event', 'live:feed', 'live:alarm', 'live:beat']) {
    socket.on(name, (frame: object) => heard.push({ name, ...frame } as Heard));
  }
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const ask = (name: string, payload: unknown): Promise<Ack<Subscribed>> =>
    socket.timeout(5_000).emitWithAck(name, payload);
  return {
    socket,
    heard,
    ask,
    async subscribe(payload) {
      const answer = await ask('live:subscribe', payload);
      if (!answer.ok) throw new Error(`refused: ${answer.code} ${answer.message}`);
      return answer.data;
    },
    async hear(name, fits = () => true) {
      const until = Date.now() + 5_000;
      for (;;) {
        const found = heard.find((frame) => frame.name === name && fits(frame as never));
        if (found) return found as never;
        if (Date.now() > until) throw new Error(`no ${name} in 5 s, heard ${JSON.stringify(heard)}`);
        await pause(10);
      }
    },
    close: () => void socket.disconnect(),
  };
}
