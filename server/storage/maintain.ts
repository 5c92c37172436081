import { setTimeout as pause } from 'node:timers/promises';
import type { MaintenanceReport } from '../domain/store.ts';
import type { PruneTurn } from './prune.ts';

const dayMs = 86_400_000;

/** The steps of maintenance; each is a short job of the writer, so that writes come in between. */
export interface MaintenanceSteps {
  rollUp(): Promise<number>;
  prune(): Promise<PruneTurn>;
  noteSize(day: number): Promise<void>;
}

/** Share of the writer that upkeep may take while readings pour in: after a turn it rests this many times as long. */
const restPerTurn = 4;

async function rest(turnMs: number): Promise<void> {
  await pause(turnMs * restPerTurn, undefined, { ref: false });
}

/** Rolls up all that is new, or until it is told to stop; returns how many rows. */
export async function rollUpAll(rollUp: () => Promise<number>, stop?: AbortSignal): Promise<number> {
  let total = 0;
  while (!stop?.aborted) {
    const begun = performance.now();
    const taken = await rollUp();
    if (taken === 0) break;
    total += taken;
    await rest(performance.now() - begun);
  }
  return total;
}

/** One whole maintenance turn, cut short when it is told to stop: the next one goes on from there. */
export async function runMaintenance(
  steps: MaintenanceSteps,
  now: number,
  stop?: AbortSignal,
): Promise<MaintenanceReport> {
  const rolledUp = await rollUpAll(steps.rollUp, stop);
  const report = { rolledUp, readingsPruned: 0, outboxPruned: 0, idempotencyPruned: 0, versionsPruned: 0 };
  while (!stop?.aborted) {
    const begun = performance.now();
    const turn = await steps.prune();
    report.readingsPruned += turn.readingsPruned;
    report.outboxPruned += turn.outboxPruned;
    report.idempotencyPruned += turn.idempotencyPruned;
    report.versionsPruned += turn.versionsPruned;
    if (turn.isDone) break;
    await rest(performance.now() - begun);
  }
  await steps.noteSize(Math.floor(now / dayMs));
  return report;
}
