import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const backend = `http://127.0.0.1:${process.env['PORT'] ?? '3216'}`;
const isolated = { pool: 'forks' as const, testTimeout: 30_000, hookTimeout: 120_000 };

/** Names what draws the wall in the page itself: main.ts asks for it only once it runs. */
const preloadWall: Plugin = {
  name: 'preload-wall',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {}).flatMap((file) => {
        if (!/^assets\/wall-.*\.(?:js|css)$/.test(file)) return [];
        const rel = file.endsWith('.js') ? 'modulepreload' : 'stylesheet';
        return [
          { tag: 'link', attrs: { rel, crossorigin: true, href: `/${file}` }, injectTo: 'head' as const },
        ];
      }),
  },
};

/** Client build, dev proxy and the test projects. Projects mirror the folders of `tests/`. */
export default defineConfig({
  root: 'client',
  publicDir: '../public',
  plugins: [react(), preloadWall],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    sourcemap: false,
    manifest: true,
    // Every browser that can draw the map knows the tag itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'maplibre', test: /maplibre-gl|@maplibre/ },
            { name: 'echarts', test: /echarts|zrender/ },
            // The link to the server with all it needs: small, so that it runs while the browser compiles the rest.
            { name: 'link', priority: 2, test: /client[\\/](?:index\.html|main\.ts|connection[\\/])/ },
            // All that the first figure needs beside it; what may follow it stands in the pattern.
            {
              name: 'wall',
              test: (id: string) =>
                !/features[\\/](?:map|charts|ranking)[\\/]|@fontsource|fonts\.ts/.test(id),
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': backend,
      '/region': backend,
      '/socket.io': { target: backend, ws: true },
    },
  },
  test: {
    root: '.',
    reporters: ['default', './tests/support/lineReporter.ts'],
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      {
        plugins: [react()],
        test: { name: 'client', include: ['tests/unit/**/*.test.tsx'], environment: 'happy-dom' },
      },
      { test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          ...isolated,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          ...isolated,
        },
      },
      {
        test: {
          name: 'integration-postgres',
          include: ['tests/integration/http/{ingest,reading}.test.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          env: { TEST_ENGINE: 'postgres' },
          ...isolated,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          ...isolated,
          testTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          ...isolated,
          testTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
