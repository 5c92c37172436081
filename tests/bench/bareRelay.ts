/** The reference of ack.ts: takes one value a request, answers at once, sends the latest to every socket at most each 100 ms. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { answerCpuQuestions } from './hostChannel.ts';

const tickMs = 100;
let latest = '';
let lastSentAt = 0;
let timer: NodeJS.Timeout | null = null;

const http = createServer((request, answer) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    answer.writeHead(201, { 'content-type': 'application/json' });
    answer.end('{"recorded":1}');
    latest = Buffer.concat(chunks).toString();
    schedule();
  });
});
const server = new WebSocketServer({ server: http, perMessageDeflate: false });

function flush(): void {
  timer = null;
  lastSentAt = performance.now();
  const frame = Buffer.from(latest);
  for (const client of server.clients) client.send(frame, { binary: false });
}

function schedule(): void {
  if (timer) return;
  timer = setTimeout(flush, Math.max(0, tickMs - (performance.now() - lastSentAt)));
}

http.listen(0, '127.0.0.1', () => answerCpuQuestions(http));
