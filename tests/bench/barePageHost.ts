/**
 * The references of wallPage.ts, both over Socket.IO and with sixty values as plain text: `/` is barePage/ (React, as built),
 * `/plain` a script without any library but the client. Nothing is compressed: on the loopback that is the fastest. Prints its port.
 */
import { createServer } from 'node:http';
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

const builtPage = process.argv[2] ?? '';
const series: readonly string[] = JSON.parse(process.argv[3] ?? '[]');
const web = express();
web.get('/plain', (_request, response) => {
  response.type('html').send(page);
});
web.use(express.static(builtPage));
const http = createServer(web);
const io = new Server(http, { perMessageDeflate: false });
io.on('connection', (socket) =>
  socket.emit(
    'values',
    series.map((name, index) => [name, (index * 7) / 10]),
  ),
);
http.listen(0, '127.0.0.1', () => answerCpuQuestions(http));
