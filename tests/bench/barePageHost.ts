/** The reference of wallPage.ts: a bare Socket.IO page that prints sixty values as plain text. Prints its port. */
import { createServer } from 'node:http';
import compression from 'compression';
import express from 'express';
import { Server } from 'socket.io';
import { answerCpuQuestions } from './hostChannel.ts';

const page = `<!doctype html><meta charset="utf-8"><title>Bare</title><ul></ul>
<script src="/socket.io/socket.io.min.js"></script>
<script>
const list = document.querySelector('ul');
const rows = new Map();
io({ transports: ['websocket'] }).on('values', (values) => {
  for (const [name, value] of values) {
    let row = rows.get(name);
    if (!row) {
      row = list.appendChild(document.createElement('li'));
      rows.set(name, row);
    }
    row.textContent = name + ': ' + value;
  }
});
</script>`;

const series: readonly string[] = JSON.parse(process.argv[2] ?? '[]');
const valuesPerSecond = Number(process.argv[3] ?? '0');
const web = express();
web.use(compression());
web.get('/', (_request, response) => {
  response.type('html').send(page);
});
const http = createServer(web);
const io = new Server(http, { perMessageDeflate: false });
let turn = 0;

function buildValues(from: number, count: number): [string, number][] {
  turn += 1;
  return Array.from({ length: count }, (_, index) => [
    series[(from + index) % series.length] ?? '',
    ((turn * 7 + index) % 1000) / 10,
  ]);
}

io.on('connection', (socket) => socket.emit('values', buildValues(0, series.length)));
if (valuesPerSecond > 0) {
  const batch = valuesPerSecond / 10;
  setInterval(() => io.emit('values', buildValues(turn * batch, batch)), 100);
}
http.listen(0, '127.0.0.1', () => answerCpuQuestions(http));
