/**
 * The reference of review.ts: a bare Socket.IO server that lets everyone into one room and hands on what the presenter sends, each
 * place of the pointer too. It knows nobody and keeps nothing.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { answerCpuQuestions } from './hostChannel.ts';

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
const review = io.of('/review');
let n = 0;

review.on('connection', (socket) => {
  socket.on('review:join', (_join: unknown, answer: (reply: unknown) => void) => {
    void socket.join('all');
    answer({ ok: true, data: { shown: { n } } });
  });
  socket.on('review:show', (show: object, answer: (reply: unknown) => void) => {
    n += 1;
    review.to('all').emit('review:shown', { n, ...show });
    answer({ ok: true, data: { n } });
  });
  socket.on('review:point', (point: object) => void socket.to('all').volatile.emit('review:pointed', point));
});
http.listen(0, '127.0.0.1', () => answerCpuQuestions(http));
