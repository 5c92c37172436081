import type { MaintenanceReport } from '../domain/store.ts';
import type { PruneTurn } from './prune.ts';

const dayMs = 86_400_000;

/** The steps of maintenance; each is a short job of the writer, so that writes come in between. */
export interface MaintenanceSteps {
  rollUp(): Promise<number>;
  prune(): Promise<PruneTurn>;
  noteSize(day: number): Promise<void>;
}

/** Rolls up everything that is new, piece by piece; returns how many rows. */
export async function rollUpAll(rollUp: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let taken = await rollUp(); taken > 0; taken = await rollUp()) total += taken;
  return total;
}

/** One whole maintenance turn. */
export async function runMaintenance(steps: MaintenanceSteps, now: number): Promise<MaintenanceReport> {
  const rolledUp = await rollUpAll(steps.rollUp);
  const report = { rolledUp, readingsPruned: 0, outboxPruned: 0, idempotencyPruned: 0 };
  for (;;) {
    const turn = await steps.prune();
    report.readingsPruned += turn.readingsPruned;
    report.outboxPruned += turn.outboxPruned;
    report.idempotencyPruned += turn.idempotencyPruned;
    if (turn.isDone) break;
  }
  await steps.noteSize(Math.floor(now / dayMs));
  return report;
}
