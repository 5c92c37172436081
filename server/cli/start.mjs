// `npm start`: builds when needed, then becomes the server, so that signals reach it and its process id is known.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBuildStale, root } from './build.mjs';

// An installed package has no sources to build from: what is there is what runs.
const canBuild = existsSync(join(root, 'node_modules/vite')) && existsSync(join(root, 'client/index.html'));
if (canBuild && isBuildStale()) {
  const code = await buildApart();
  if (code !== 0) process.exit(code);
}
await import(pathToFileURL(join(root, 'dist/server/index.js')).href);

/** Builds in a process of its own: the bundlers would stay in the server's memory, 600 MB of it, for as long as it runs. */
async function buildApart() {
  const child = spawn(process.execPath, [join(root, 'server/cli/build.mjs')], { stdio: 'inherit' });
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    child.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  const code = await new Promise((resolve) => child.once('exit', (exit) => resolve(exit ?? 1)));
  if (isStopping) process.exit(0);
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
  return code;
}
