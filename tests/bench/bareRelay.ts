/**
 * The reference of ack.ts and push.ts: takes readings over HTTP, answers at once, keeps the latest of each series in memory and sends
 * what changed to every socket, rows encoded once, the first at once and later ones at most each 100 ms. No checks, no disk.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { answerCpuQuestions } from './hostChannel.ts';

interface Reading {
  readonly indicator: string;
  readonly area: string;
  readonly value: number;
  readonly observedAt: string;
}

const tickMs = 100;
const numbers = new Map<string, number>();
const changed = new Map<number, Reading>();
let seq = 0;
let lastSentAt = 0;
let timer: NodeJS.Timeout | null = null;

function keep(reading: Reading): void {
  const key = `${reading.indicator} ${reading.area}`;
  const number = numbers.get(key) ?? numbers.size + 1;
  numbers.set(key, number);
  changed.set(number, reading);
}

const http = createServer((request, answer) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { readings } = JSON.parse(Buffer.concat(chunks).toString()) as { readings: readonly Reading[] };
    for (const reading of readings) keep(reading);
    seq += 1;
    answer.writeHead(201, { 'content-type': 'application/json' });
    answer.end(`{"recorded":${readings.length},"duplicates":0,"seq":${seq}}`);
    if (timer) return;
    timer = setTimeout(flush, Math.max(0, tickMs - (performance.now() - lastSentAt)));
  });
});
const server = new WebSocketServer({ server: http, perMessageDeflate: false });

function flush(): void {
  timer = null;
  lastSentAt = performance.now();
  const at = Date.now();
  const rows = Array.from(changed, ([number, { value, observedAt }]) => [
    number,
    value,
    Date.parse(observedAt) - at,
    0,
  ]);
  changed.clear();
  const payload = { epoch: 'bare', prev: seq, seq, at, records: [], rows };
  const frame = Buffer.from(JSON.stringify(['live:delta', payload]));
  for (const client of server.clients) client.send(frame, { binary: false });
}

http.listen(0, '127.0.0.1', () => answerCpuQuestions(http));
