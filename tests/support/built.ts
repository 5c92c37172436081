import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['shared', 'server', 'client', 'public', 'vite.config.ts', 'package.json'];
const built = [
  'dist/server/index.js',
  'dist/client/index.html',
  'dist/client/desk.html',
  'dist/client/review.html',
];

function findNewestMs(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => findNewestMs(join(path, name))));
}

/** True when a source file is newer than the build, or there is none. */
export function isBuildStale(): boolean {
  if (!built.every(existsSync)) return true;
  const newestSource = Math.max(...sources.filter(existsSync).map(findNewestMs));
  return Math.min(...built.map((file) => statSync(file).mtimeMs)) < newestSource;
}
