// `npm start`: builds when needed, then becomes the server, so that signals reach it and its process id is known.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll, isBuildStale, root } from './build.mjs';

// An installed package has no sources to build from: what is there is what runs.
const canBuild = existsSync(join(root, 'node_modules/vite')) && existsSync(join(root, 'client/index.html'));
if (canBuild && isBuildStale()) {
  try {
    await buildAll();
  } catch (error) {
    process.stderr.write(`build failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
await import(pathToFileURL(join(root, 'dist/server/index.js')).href);
