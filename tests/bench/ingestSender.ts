/** The load of ingest.ts in a process of its own: requests are built before the clock starts, one kept connection a sender. */
import { connect, type Socket } from 'node:net';
import { buildRows, type Sender, toBody } from './ingestLoad.ts';

/** What the bench asks for: batches `from` to `from + count` of every sender. */
export interface SenderOrder {
  readonly port: number;
  readonly senders: readonly (Sender & { readonly token: string })[];
  readonly from: number;
  readonly count: number;
  readonly size: number;
}

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

/** Sends one request after the other; anything but 201 ends the run. */
function sendAll(socket: Socket, requests: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let next = 0;
    let held = '';
    const sendNext = () => {
      const request = requests[next++];
      if (request) socket.write(request);
      else resolve();
    };
    socket.on('data', (chunk: Buffer) => {
      held += chunk.toString('latin1');
      const head = held.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(held)?.[1] ?? 0);
      if (held.length < head + 4 + length) return;
      if (!held.startsWith('HTTP/1.1 201')) reject(new Error(`ingest answered ${held}`));
      held = '';
      sendNext();
    });
    socket.once('close', () => reject(new Error('the connection was closed')));
    sendNext();
  });
}

async function run({ port, senders, from, count, size }: SenderOrder): Promise<number> {
  const requests = senders.map((sender) =>
    Array.from({ length: count }, (_, index) =>
      toRequest(sender.token, toBody(buildRows(sender, from + index, size))),
    ),
  );
  const sockets = await Promise.all(senders.map(() => open(port)));
  const begun = performance.now();
  await Promise.all(sockets.map((socket, index) => sendAll(socket, requests[index] ?? [])));
  const elapsedMs = performance.now() - begun;
  for (const socket of sockets) socket.destroy();
  return elapsedMs;
}

process.on('message', (order: SenderOrder) => {
  run(order).then(
    (elapsedMs) => process.send?.({ elapsedMs }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
