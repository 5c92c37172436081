// Builds the client with Vite and the server with esbuild. Plain JavaScript: it must run before anything is built.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const sources = ['shared', 'server', 'client', 'public', 'vite.config.ts', 'package.json'];
const built = [
  'dist/server/index.js',
  'dist/server/sqliteWorker.js',
  'dist/server/spreadsheetWorker.js',
  'dist/server/documentWorker.js',
  'dist/client/index.html',
  'dist/client/desk.html',
  'dist/client/review.html',
];

function newestMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

/** True when there is no build, or a source is newer than it. */
export function isBuildStale() {
  const targets = built.map((file) => join(root, file));
  if (!targets.every(existsSync)) return true;
  const present = sources.map((path) => join(root, path)).filter(existsSync);
  return Math.min(...targets.map((file) => statSync(file).mtimeMs)) < Math.max(...present.map(newestMs));
}

/** What the first picture of a session needs is smaller, map, charts and films are larger. */
const maxThinBytes = 400_000;

async function buildServer() {
  const { build } = await import('esbuild');
  const commands = ['token', 'backup', 'restore', 'region', 'audit', 'user', 'demo', 'drill'];
  const present = commands.filter((name) => existsSync(join(root, `server/cli/${name}.ts`)));
  await build({
    absWorkingDir: root,
    entryPoints: {
      index: 'server/index.ts',
      sqliteWorker: 'server/storage/sqlite/worker.ts',
      spreadsheetWorker: 'server/feeds/spreadsheet/worker.ts',
      documentWorker: 'server/documents/worker.ts',
      ...Object.fromEntries(present.map((name) => [`cli/${name}`, `server/cli/${name}.ts`])),
    },
    outdir: 'dist/server',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

async function buildClient() {
  // Vite keeps a NODE_ENV that it finds: started from the tests it would build React for development, larger and slower.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  const configFile = join(root, 'vite.config.ts');
  await build({ configFile, logLevel: 'warn' });
  for (const mode of ['desk', 'review']) await build({ configFile, logLevel: 'warn', mode });
  const assets = join(root, 'dist/client/assets');
  const files = readdirSync(assets, { recursive: true }).map(String);
  for (const name of files.filter((file) => /\.(?:js|css)$/.test(file))) {
    const text = readFileSync(join(assets, name));
    writeFileSync(join(assets, `${name}.gz`), gzipSync(text, { level: 9 }));
    // An eighth less for thin lines, where a browser asks for it (over TLS). Packing large files takes too long for a start.
    if (/^review[\\/]/.test(name) && text.length < maxThinBytes)
      writeFileSync(join(assets, `${name}.br`), brotliCompressSync(text));
  }
}

/** Client first: the server's bundle is the newest file and says that all is there. */
async function buildAll() {
  process.chdir(root);
  await buildClient();
  await buildServer();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await buildAll();
  } catch (error) {
    process.stderr.write(`build failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
