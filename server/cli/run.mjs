// Runs one command of `server/cli`: the built one when it is current, else from the sources through tsx.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBuildStale, root } from './build.mjs';

const name = process.argv[2] ?? '';
const built = join(root, `dist/server/cli/${name}.js`);
const source = join(root, `server/cli/${name}.ts`);
if (!/^[a-z]+$/.test(name) || !(existsSync(built) || existsSync(source))) {
  process.stderr.write('no such command\n');
  process.exit(2);
}
process.argv.splice(2, 1);
const hasTools = existsSync(join(root, 'node_modules/tsx'));
const isBuilt = existsSync(built) && (!hasTools || !isBuildStale());
if (!isBuilt) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(pathToFileURL(isBuilt ? built : source).href);
