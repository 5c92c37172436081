/** The reference of fanOut.ts: a bare `ws` server that broadcasts ready-made frames of the same size ten times a second. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { answerCpuQuestions } from './hostChannel.ts';

const frameText = process.argv[2] ?? '';
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const frame = Buffer.from(frameText);

setInterval(() => {
  for (const client of server.clients) client.send(frame, { binary: false });
}, 100);
http.listen(0, '127.0.0.1', () => answerCpuQuestions(http));
