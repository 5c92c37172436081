/** The load of ingest.ts in a process of its own: requests are built before the clock starts, connections are kept. */
import { connect, type Socket } from 'node:net';
import { pause } from '../support/pause.ts';
import { buildRows, type Sender, toBody } from './ingestLoad.ts';

/** What the bench asks for: batches `from` to `from + count` of every sender. */
export interface SenderOrder {
  /** Milliseconds from one request to the next, whether answered or not; left out, each sender goes on with its answer. */
  readonly everyMs?: number;
  readonly port: number;
  readonly senders: readonly (Sender & { readonly token: string })[];
  readonly from: number;
  readonly count: number;
  readonly size: number;
}

/** Connections that are kept, at least one a sender. */
const lineCount = 8;

function toRequest(token: string, body: string): Buffer {
  return Buffer.from(
    `POST /api/v1/readings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** A kept connection that carries one request at a time. */
interface Line {
  /** Resolves once the whole answer is there; anything but 201 is an error. */
  send(request: Buffer): Promise<void>;
  close(): void;
}

function createLine(socket: Socket): Line {
  let held = '';
  let waiting: { resolve(): void; reject(error: Error): void } | null = null;
  socket.on('data', (chunk: Buffer) => {
    held += chunk.toString('latin1');
    const head = held.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(held)?.[1] ?? 0);
    if (held.length < head + 4 + length) return;
    if (held.startsWith('HTTP/1.1 201')) waiting?.resolve();
    else waiting?.reject(new Error(`ingest answered ${held}`));
    held = '';
  });
  socket.once('close', () => waiting?.reject(new Error('the connection was closed')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}

async function sendAll(line: Line, requests: readonly Buffer[]): Promise<void> {
  for (const request of requests) await line.send(request);
}

/** Hands out lines that are free; who comes when none is waits in turn. */
function createPool(lines: readonly Line[]) {
  const free = [...lines];
  const waiting: ((line: Line) => void)[] = [];
  return {
    take: async (): Promise<Line> => free.pop() ?? new Promise((resolve) => waiting.push(resolve)),
    give(line: Line): void {
      const next = waiting.shift();
      if (next) next(line);
      else free.push(line);
    },
  };
}

/** One request every so often on whichever line is free; what each took from the moment it was due, milliseconds. */
async function sendPaced(
  lines: readonly Line[],
  requests: readonly Buffer[],
  everyMs: number,
): Promise<number[]> {
  const pool = createPool(lines);
  const begun = performance.now();
  const sendOne = async (request: Buffer, dueAt: number): Promise<number> => {
    const line = await pool.take();
    await line.send(request);
    pool.give(line);
    return performance.now() - dueAt;
  };
  const spent: Promise<number>[] = [];
  for (const [index, request] of requests.entries()) {
    const early = index * everyMs - (performance.now() - begun);
    if (early > 0) await pause(early);
    spent.push(sendOne(request, performance.now()));
  }
  return Promise.all(spent);
}

/** What the bench is told: time for all, and for each request where they were paced. Milliseconds. */
export interface SenderReport {
  readonly elapsedMs: number;
  readonly spentMs: readonly number[];
}

async function run({ port, senders, from, count, size, everyMs }: SenderOrder): Promise<SenderReport> {
  const requests = senders.map((sender) =>
    Array.from({ length: count }, (_, index) =>
      toRequest(sender.token, toBody(buildRows(sender, from + index, size))),
    ),
  );
  const lines = await Promise.all(
    Array.from({ length: lineCount }, async () => createLine(await open(port))),
  );
  const begun = performance.now();
  let spentMs: number[] = [];
  if (everyMs !== undefined) spentMs = await sendPaced([...lines], requests.flat(), everyMs);
  else await Promise.all(requests.map((own, index) => sendAll(lines[index] as Line, own)));
  const elapsedMs = performance.now() - begun;
  for (const line of lines) line.close();
  return { elapsedMs, spentMs };
}

process.on('message', (order: SenderOrder) => {
  run(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
