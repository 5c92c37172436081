/** Pictures of every scene and truth state: `npm run shots [-- --only TEXT]`, into the ignored folder `shots`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { isBuildStale } from '../support/built.ts';
import { deskPages } from './deskPages.ts';
import { reviewPages } from './reviewPages.ts';
import { type Report, situations } from './situations.ts';
import { folder } from './takePicture.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
  if (isBuildStale()) spawnSync(process.execPath, ['server/cli/build.mjs'], { stdio: 'inherit' });
  mkdirSync(folder, { recursive: true });
  const browser: Browser = await launchBrowser();
  const startedAt = Date.now();
  let count = 0;
  const faults: string[] = [];
  try {
    for (const situation of [...situations, deskPages, reviewPages]) {
      const shots = situation.shots.filter(({ name }) =>
        values.only.split(',').some((part) => name.includes(part)),
      );
      if (shots.length === 0) continue;
      const report: Report = (name, found) => {
        count += 1;
        faults.push(...found.map((fault) => `${name}: ${fault}`));
        console.log(`${((Date.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s  ${name}`);
      };
      // One situation that fails does not cost the pictures of the others.
      await situation
        .take(browser, shots, report)
        .catch((error: unknown) => faults.push(`${shots[0]?.name ?? ''} and on: ${String(error)}`));
    }
  } finally {
    await browser.close();
  }
  console.log(`${count} pictures in ${folder}/, ${faults.length} faults`);
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 && count > 0 ? 0 : 1;
}

await main();
