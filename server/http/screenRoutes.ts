import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler } from 'express';
import type { Registry, RouteDefinition } from './registry.ts';

/** Addresses of the wall. */
const wallPaths = [
  { path: '/wall', otherwise: '/masuk' },
  // A wall of its own needs no account, but its pairing.
  { path: '/wall/:name', otherwise: '/wall/pasang' },
];

/** Addresses of the desk. The page is the same for all and holds nothing of anyone; what it shows is asked for by those who may. */
const deskPaths = [
  '/console',
  '/console/{*page}',
  '/masuk',
  '/pasang',
  '/undangan/:token',
  '/input',
  '/input/{*page}',
  '/verifikasi',
  '/ketepatan',
  '/tautan',
  '/riwayat',
  '/program',
  '/program/{*page}',
  '/anggaran',
  '/pemberitahuan',
  '/akun',
  '/paket',
  '/paket/{*page}',
  '/admin',
  '/admin/{*page}',
  '/kesepakatan',
  '/kesepakatan/{*page}',
  '/pendampingan',
  '/pendampingan/{*page}',
  '/evaluasi',
  '/evaluasi/{*page}',
  '/sesi',
  '/sesi/{*page}',
];

/** The built client: hashed files for ever, the page itself always asked for anew. */
export function addScreenRoutes(registry: Registry, clientDir: string): void {
  const access = { kind: 'public' } as const;
  registry.add([
    { method: 'get', path: '/', access, handle: (_request, response) => response.redirect(302, '/wall') },
    // Holds nothing of anyone: a screen that nobody knows yet shows a code.
    { method: 'get', path: '/wall/pasang', access, handle: createPage(clientDir, 'index.html') },
    ...wallPaths.map(
      ({ path, otherwise }): RouteDefinition => ({
        method: 'get',
        path,
        access: { kind: 'viewing' },
        refuse: (_decision, request, response) => {
          response.redirect(302, `${otherwise}?ke=${encodeURIComponent(request.originalUrl)}`);
          return true;
        },
        handle: createPage(clientDir, 'index.html'),
      }),
    ),
    ...deskPaths.map(
      (path): RouteDefinition => ({
        method: 'get',
        path,
        access,
        handle: createPage(clientDir, 'desk.html'),
      }),
    ),
    // Holds nothing of the session: what it shows is asked for by those who may.
    { method: 'get', path: '/review/:id', access, handle: createPage(clientDir, 'review.html') },
  ]);
  registry.addPrefix({ prefix: '/assets', access, handler: createAssets(join(clientDir, 'assets')) });
  registry.addPrefix({
    prefix: '/',
    access,
    handler: express.static(clientDir, { index: false, redirect: false, maxAge: '1h', dotfiles: 'ignore' }),
  });
}

function createPage(clientDir: string, name: string): RouteDefinition['handle'] {
  return (_request, response) => {
    if (!existsSync(join(clientDir, name))) {
      response.status(503).type('text/plain').send('The screens are not built yet: run npm run build.\n');
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile(name, { root: clientDir });
  };
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** As the build compressed files, smallest first. */
const packings = [
  { ending: '.br', encoding: 'br' },
  { ending: '.gz', encoding: 'gzip' },
] as const;

/** Hashed files, sent as the build compressed them: a wall that starts must not wait while the server compresses two megabytes. */
function createAssets(dir: string): RequestHandler {
  const packed = new Set(
    existsSync(dir)
      ? readdirSync(dir, { recursive: true })
          .map((name) => String(name).replaceAll('\\', '/'))
          .filter((name) => packings.some(({ ending }) => name.endsWith(ending)))
      : [],
  );
  const serve = express.static(dir, {
    redirect: false,
    index: false,
    immutable: true,
    maxAge: '1y',
    setHeaders: (response, path) => {
      const packing = packings.find(({ ending }) => path.endsWith(ending));
      const type = packing && types[extname(path.slice(0, -packing.ending.length))];
      if (!type) return;
      response.setHeader('Content-Encoding', packing.encoding);
      response.setHeader('Content-Type', type);
      response.vary('Accept-Encoding');
    },
  });
  return (request, response, next) => {
    const name = request.path.slice(1);
    const packing = packings.find(
      ({ ending, encoding }) => packed.has(name + ending) && request.acceptsEncodings(encoding),
    );
    if (packing) request.url = `/${name}${packing.ending}`;
    serve(request, response, next);
  };
}
