/**
 * The reference of restart.ts: a bare Socket.IO server that answers every subscription with one ready-made snapshot and beats for
 * everybody. It has no storage to open, no admission and no chain to keep. Arguments: port, snapshot as JSON.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { answerCpuQuestions } from './hostChannel.ts';

const port = Number(process.argv[2] ?? 0);
const snapshot = JSON.parse(process.argv[3] ?? '{}') as { epoch: string; seq: number };
const { epoch, seq } = snapshot;
const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
const live = io.of('/live');

live.on('connection', (socket) => {
  socket.on('live:subscribe', (_request: unknown, answer: (reply: unknown) => void) => {
    answer({ ok: true, data: { ...snapshot, serverAt: Date.now() } });
  });
});
setInterval(() => live.emit('live:beat', { epoch, prev: seq, seq, at: Date.now() }), 1_500);
http.listen(port, '127.0.0.1', () => answerCpuQuestions(http));
