import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Registry } from './registry.ts';

const swaggerDir = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** What the page needs of the package; its other pages, source maps and version are nobody's business. */
const swaggerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-bundle.js.LICENSE.txt'];

const page = `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Simpul: antarmuka HTTP</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/open.js"></script>
</body>
</html>
`;

const script = `window.SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });
`;

/** The readable page of the interface: no inline script, no outside host. */
export function addDocsRoutes(registry: Registry, openApi: string): void {
  const access = { kind: 'public' } as const;
  registry.add([
    {
      method: 'get',
      path: '/api/v1/openapi.json',
      access,
      handle: (_request, response) =>
        response.set('Cache-Control', 'no-cache').type('application/json').send(openApi),
    },
    {
      method: 'get',
      path: '/api/docs',
      access,
      handle: (_request, response) => response.type('html').send(page),
    },
    {
      method: 'get',
      path: '/api/docs/open.js',
      access,
      handle: (_request, response) => response.type('text/javascript').send(script),
    },
  ]);
  registry.add(
    swaggerFiles.map((name) => ({
      method: 'get',
      path: `/api/docs/${name}`,
      access,
      handle: (_request, response) => response.sendFile(name, { root: swaggerDir, maxAge: '1h' }),
    })),
  );
}
