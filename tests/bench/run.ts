/** `npm run bench [-- --quick] [--only TEXT]`: our hot paths beside their bare references in one run, as a table. */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAck } from './ack.ts';
import { benchFanOut } from './fanOut.ts';
import { benchHistory } from './history.ts';
import { benchIngest } from './ingest.ts';
import { type Comparison, toTable } from './measure.ts';
import { benchPush } from './push.ts';
import { benchRestart } from './restart.ts';
import { benchReview } from './review.ts';
import { benchThinReview } from './reviewThin.ts';
import { benchWallPage } from './wallPage.ts';

const benches: Readonly<Record<string, (isQuick: boolean) => Promise<Comparison[]>>> = {
  fanout: benchFanOut,
  ack: benchAck,
  push: benchPush,
  restart: benchRestart,
  ingest: benchIngest,
  history: benchHistory,
  page: benchWallPage,
  review: benchReview,
  'review-thin': benchThinReview,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  });
  const [busy = 0] = loadavg();
  if (busy > availableParallelism() / 2) {
    console.error(
      `bench: the machine is busy with other work (load ${busy.toFixed(1)}); times will be too long`,
    );
  }
  const rows: Comparison[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (!name.includes(values.only)) continue;
    console.error(`bench: ${name}`);
    rows.push(...(await bench(values.quick)));
  }
  console.log(toTable(rows));
}

await main();
