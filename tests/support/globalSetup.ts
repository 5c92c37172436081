import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { isBuildStale } from './built.ts';
import { type LocalPostgres, startPostgres } from './postgres.ts';

const needsSchema = z.object({
  chromium: z.string(),
  postgresBin: z.string(),
  mosquitto: z.string(),
  pdftotext: z.string(),
});

/** Shared by the projects of one run, each of which loads this file anew. */
interface Shared {
  users: number;
  ready: Promise<LocalPostgres | null>;
}

const holder = globalThis as typeof globalThis & { simpulTestParts?: Shared };

function runNode(args: readonly string[], what: string): string {
  const result = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.status !== 0) throw new Error(`${what}: ${result.stderr || result.stdout}`);
  return result.stdout;
}

async function prepare(): Promise<LocalPostgres | null> {
  const needs = needsSchema.parse(JSON.parse(runNode(['tests/support/needs.mjs'], 'missing programs')));
  process.env['CHROMIUM'] = needs.chromium;
  process.env['MOSQUITTO'] = needs.mosquitto;
  process.env['PDFTOTEXT'] = needs.pdftotext;
  if (process.env['TEST_DATABASE_URL']) return null;
  const postgres = await startPostgres(needs.postgresBin);
  process.env['TEST_DATABASE_URL'] = postgres.url;
  return postgres;
}

/** One PostgreSQL for the whole run, a fresh build for what needs the real server; returns what ends it. */
export async function setup(project: { name: string }): Promise<() => Promise<void>> {
  const shared = holder.simpulTestParts ?? { users: 0, ready: prepare() };
  holder.simpulTestParts = shared;
  shared.users += 1;
  const postgres = await shared.ready;
  if (['integration', 'faults', 'e2e'].includes(project.name) && isBuildStale()) {
    runNode(['server/cli/build.mjs'], 'build failed');
  }
  return async () => {
    shared.users -= 1;
    if (shared.users > 0 || !postgres) return;
    delete holder.simpulTestParts;
    delete process.env['TEST_DATABASE_URL'];
    await postgres.stop();
  };
}
