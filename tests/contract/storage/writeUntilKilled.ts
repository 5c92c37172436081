import { openStore } from '../../../server/storage/openStore.ts';
import { buildBatch, buildReading, startAt } from './engine.ts';

/** Writes one reading after the other and prints the number of each that was acknowledged, until somebody kills it. */
const store = await openStore({
  dataDir: process.argv[2] ?? '',
  classifier: { classOf: () => 'seconds' },
  now: () => startAt,
  randomId: () => 'epoch',
});
for (let n = 1; ; n += 1) {
  await store.append(buildBatch([buildReading(n, startAt + n)]));
  process.stdout.write(`${n}\n`);
}
