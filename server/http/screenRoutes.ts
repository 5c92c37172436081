import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

/** Addresses that belong to screens; everything else that is not a file is not found. */
const screens = ['/wall', '/wall/:name'];

/** The built client: hashed files for ever, the page itself always asked for anew. */
export function createScreenRoutes(clientDir: string): Router {
  const router = Router();
  const page = join(clientDir, 'index.html');
  router.get('/', (_request, response) => response.redirect(302, '/wall'));
  router.use(
    '/assets',
    express.static(join(clientDir, 'assets'), { index: false, immutable: true, maxAge: '1y' }),
  );
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
