import react from '@vitejs/plugin-react';
import type { BuildOptions, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const backend = `http://127.0.0.1:${process.env['PORT'] ?? '3216'}`;
/** Two files at once keep the whole within half an hour: tests of real parts wait for most of their time. */
const twoAtATime = { maxWorkers: 2 };
const isolated = { pool: 'forks' as const, testTimeout: 30_000, hookTimeout: 120_000, ...twoAtATime };
/** Faults and browsers, after everything else. */
const afterAll = { groupOrder: 1 };

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

/** The desk's pages in a build of their own: what agencies use must not make the wall's first bytes heavier. */
const deskBuild: BuildOptions = {
  outDir: '../dist/client',
  emptyOutDir: false,
  assetsDir: 'assets/desk',
  sourcemap: false,
  modulePreload: { polyfill: false },
  chunkSizeWarningLimit: 1_500,
  rolldownOptions: { input: 'client/desk.html' },
};

/** The page of a session in a build of its own, too: it draws what the wall draws, for people who may never have opened a wall. */
const reviewBuild: BuildOptions = {
  ...deskBuild,
  assetsDir: 'assets/review',
  rolldownOptions: { input: 'client/review.html' },
};

const wallBuild: BuildOptions = {
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
          {
            name: 'link',
            priority: 2,
            test: /client[\\/](?:index\.html|main\.ts|connection[\\/](?!pairing|wallPicture|review[\\/]|past[\\/](?!openPast)))/,
          },
          // All that the first figure needs beside it; what may follow it stands in the pattern.
          {
            name: 'wall',
            test: (id: string) =>
              !/(?:features|hooks|connection)[\\/]review[\\/]|i18n[\\/](?:review|addReview)|stores[\\/]review|WallSession|wallPicture|features[\\/](?:map|charts|ranking|cameras|pairing|alarmBoard|time)[\\/]|connection[\\/]past[\\/]|components[\\/]TimeSlider|KameraScene|hls\.js|@fontsource|fonts\.ts|QrCode|uqr|mapStore|lib[\\/]review|client[\\/]pairing\.tsx/.test(
                id,
              ),
          },
        ],
      },
    },
  },
};

/** Addresses of the desk; the development server gives them its page. */
const deskPath =
  /^\/(?:console|masuk|pasang|undangan|input|verifikasi|ketepatan|tautan|riwayat|program|anggaran|evaluasi|pendampingan|kesepakatan|sesi|paket|pemberitahuan|akun|admin)(?:[/?]|$)/;
const reviewPath = /^\/review\//;
const builds: Readonly<Record<string, BuildOptions>> = { desk: deskBuild, review: reviewBuild };

const serveDesk: Plugin = {
  name: 'serve-desk',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (deskPath.test(request.url ?? '')) request.url = '/desk.html';
      else if (reviewPath.test(request.url ?? '')) request.url = '/review.html';
      next();
    });
  },
};

/** Client builds (`--mode desk` for the desk, `--mode review` for the page of a session), dev proxy and the test projects. Projects mirror the folders of `tests/`. */
export default defineConfig(({ mode }) => ({
  root: 'client',
  publicDir: mode in builds ? false : '../public',
  plugins: [react(), ...(mode in builds ? [] : [preloadWall, serveDesk])],
  build: builds[mode] ?? wallBuild,
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': backend,
      '/region': backend,
      // The pages alone: their style comes from the public folder.
      '^/publik(?:[/?]|$)': backend,
      '/socket.io': { target: backend, ws: true },
    },
  },
  test: {
    root: '.',
    reporters: ['default', './tests/support/lineReporter.ts'],
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node', ...twoAtATime } },
      {
        plugins: [react()],
        test: {
          name: 'client',
          include: ['tests/unit/**/*.test.tsx'],
          environment: 'happy-dom',
          ...twoAtATime,
        },
      },
      {
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          environment: 'node',
          ...twoAtATime,
        },
      },
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
          sequence: afterAll,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          ...isolated,
          testTimeout: 120_000,
          sequence: afterAll,
        },
      },
    ],
  },
}));
