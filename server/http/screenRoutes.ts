import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** Addresses that belong to screens; everything else that is not a file is not found. */
const screens = ['/wall', '/wall/:name'];

/** The built client: hashed files for ever, the page itself always asked for anew. */
export function createScreenRoutes(clientDir: string): Router {
  const router = Router();
  const page = join(clientDir, 'index.html');
  router.get('/', (_request, response) => response.redirect(302, '/wall'));
  router.use('/assets', createAssets(join(clientDir, 'assets')));
  router.use(express.static(clientDir, { index: false, redirect: false, maxAge: '1h', dotfiles: 'ignore' }));
  router.get(screens, (_request, response) => {
    if (!existsSync(page)) {
      response.status(503).type('text/plain').send('The screens are not built yet: run npm run build.\n');
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: clientDir });
  });
  return router;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Hashed files, sent as the build compressed them: a wall that starts must not wait while the server compresses two megabytes. */
function createAssets(dir: string): RequestHandler {
  const packed = new Set(existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.gz')) : []);
  const serve = express.static(dir, {
    redirect: false,
    index: false,
    immutable: true,
    maxAge: '1y',
    setHeaders: (response, path) => {
      const type = path.endsWith('.gz') ? types[extname(path.slice(0, -3))] : undefined;
      if (!type) return;
      response.setHeader('Content-Encoding', 'gzip');
      response.setHeader('Content-Type', type);
      response.vary('Accept-Encoding');
    },
  });
  return (request, response, next) => {
    const name = `${request.path.slice(1)}.gz`;
    if (packed.has(name) && request.acceptsEncodings('gzip')) request.url = `/${name}`;
    serve(request, response, next);
  };
}
