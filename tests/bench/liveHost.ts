/** A `/live` server in a process of its own that changes 60 series ten times a second. Run by fanOut.ts; prints its port. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { type LiveRecord, liveRecordSchema } from '#shared/model/reading.ts';
import { createLiveState } from '../../server/domain/live/createLiveState.ts';
import type { SeriesChange } from '../../server/domain/readings/readingStore.ts';
import { registerLive } from '../../server/realtime/live/registerLive.ts';
import { answerCpuQuestions } from './hostChannel.ts';

/** A change that this host dates anew each time it is its turn: making it is the store's work, not the fan-out's. */
interface OwnChange extends SeriesChange {
  seq: number;
  record: LiveRecord;
}

const series = 60;
const http = createServer();
const io = new Server(http, {
  serveClient: false,
  perMessageDeflate: false,
  pingInterval: 20_000,
  pingTimeout: 10_000,
});
let seq = 0;

function buildChanges(at: number): OwnChange[] {
  seq += 1;
  return Array.from({ length: series }, (_, index) => ({
    seriesNumber: index + 1,
    seq,
    record: liveRecordSchema.parse({
      indicator: `bench-${index}`,
      area: '32.16',
      value: ((seq * 7 + index) % 1000) / 10,
      observedAt: at,
      recordedAt: at,
      origin: 'measured',
      quality: 'good',
      verification: 'provisional',
      source: { key: 'bench', label: 'Bench' },
    }),
  }));
}

const liveState = createLiveState({
  epoch: 'bench',
  seq: 0,
  changes: [],
  events: [],
  feeds: [],
});
registerLive(io, {
  liveState,
  mode: 'live',
  pillarOf: () => undefined,
  now: Date.now,
  log: { warn: () => undefined, error: () => undefined },
});
/** Ready-made steps, so that the run measures the fan-out and not their making. */
const prepared = Array.from({ length: 50 }, () => buildChanges(Date.now()));
let turn = 0;
setInterval(() => {
  seq += 1;
  const changes = prepared[turn % prepared.length] ?? [];
  turn += 1;
  const at = Date.now();
  for (const change of changes) {
    change.seq = seq;
    change.record.observedAt = at;
    change.record.recordedAt = at;
  }
  liveState.apply({ seq, changes, events: [], feeds: [] });
}, 100);
http.listen(0, '127.0.0.1', () => answerCpuQuestions(http));
