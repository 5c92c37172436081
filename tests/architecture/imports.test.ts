import { describe, expect, it } from 'vitest';
import { readSources, type SourceFile } from '../support/sources.ts';

const sources = readSources(['shared', 'server', 'client']);

/** Lines "file → import" of every import of ours that `isAllowed` turns down. */
function listBreaches(
  files: readonly SourceFile[],
  isAllowed: (target: string, file: SourceFile, typeOnly: boolean) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((one) => one.target !== null && !isAllowed(one.target, file, one.typeOnly))
      .map((one) => `${file.path} → ${one.specifier}`),
  );
}

function inFolder(folder: string): SourceFile[] {
  return sources.filter((file) => file.path.startsWith(`${folder}/`));
}

function startsWithAny(path: string, folders: readonly string[]): boolean {
  return folders.some(
    (folder) => path === folder || path.startsWith(folder.endsWith('.ts') ? folder : `${folder}/`),
  );
}

/** Folder of server → what of ours it may import beside itself and shared (HOUSE). */
const serverRules: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  config: [],
  http: ['server/domain', 'server/observability'],
  realtime: ['server/domain', 'server/observability'],
  feeds: ['server/domain', 'server/observability'],
  storage: ['server/domain'],
  regions: ['server/domain'],
  observability: ['server/domain'],
  identity: ['server/domain', 'server/observability'],
  notify: ['server/domain', 'server/observability'],
  demo: ['server/regions'],
};

/** Folder of client → what of ours it may import beside itself, lib, i18n, styles and shared (HOUSE). */
const clientRules: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  i18n: [],
  components: ['client/hooks'],
  stores: [],
  hooks: ['client/stores', 'client/connection'],
  connection: ['client/stores'],
  features: ['client/components', 'client/hooks', 'client/stores', 'client/connection'],
  screens: ['client/features', 'client/components', 'client/hooks', 'client/stores', 'client/connection'],
};

const clientCommon = ['client/lib', 'client/i18n', 'client/styles', 'shared'];

describe('import rules', () => {
  it('reads the imports of every room', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap((file) => file.imports).length).toBeGreaterThan(100);
  });

  it.each([
    ['shared', ['shared']],
    ['server', ['server', 'shared']],
    ['client', ['client', 'shared']],
  ])('keeps %s within %j', (room, allowed) => {
    expect(listBreaches(inFolder(room), (target) => startsWithAny(target, allowed))).toEqual([]);
  });

  it.each(Object.entries(serverRules))('server/%s imports only %j, itself and shared', (folder, allowed) => {
    const own = `server/${folder}`;
    const breaches = listBreaches(inFolder(own), (target, file, typeOnly) => {
      if (startsWithAny(target, [own, 'shared', ...allowed])) return true;
      return typeOnly && target === 'server/regions/region.ts' && file.path.split('/')[1] !== 'domain';
    });
    expect(breaches).toEqual([]);
  });

  it.each(Object.entries(clientRules))(
    'client/%s imports only %j, itself and what is common',
    (folder, allowed) => {
      const own = `client/${folder}`;
      const may = [own, ...clientCommon, ...allowed];
      expect(listBreaches(inFolder(own), (target) => startsWithAny(target, may))).toEqual([]);
    },
  );

  it('lets no feature import another feature', () => {
    const breaches = listBreaches(inFolder('client/features'), (target, file) => {
      if (!target.startsWith('client/features/')) return true;
      return target.split('/')[2] === file.path.split('/')[2];
    });
    expect(breaches).toEqual([]);
  });

  it('lets nobody import the composition root', () => {
    expect(listBreaches(sources, (target) => target !== 'server/index.ts')).toEqual([]);
  });
});

/** Outside library → the only places of ours that may import it (HOUSE). */
const libraryHomes: Readonly<Record<string, readonly string[]>> = {
  'socket.io': ['server/realtime', 'server/app.ts'],
  'socket.io-client': ['client/connection', 'server/demo'],
  express: ['server/http', 'server/app.ts'],
  zustand: ['client/stores'],
  'maplibre-gl': ['client/features/map'],
  echarts: ['client/features/charts'],
  kysely: ['server/storage'],
  pg: ['server/storage'],
  mqtt: ['server/feeds/mqtt'],
  'better-sqlite3': ['server/storage'],
  react: ['client'],
  zod: ['shared/model', 'shared/protocol', 'server', 'client'],
};

function toPackage(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

describe('outside libraries', () => {
  it.each(Object.entries(libraryHomes))('%s is imported in %j alone', (library, homes) => {
    const breaches = sources
      .filter((file) => file.imports.some((one) => toPackage(one.specifier) === library))
      .filter((file) => !startsWithAny(file.path, homes));
    expect(breaches.map((file) => file.path)).toEqual([]);
  });

  it('shared knows one library, the schemas', () => {
    const used = new Set(
      inFolder('shared').flatMap((file) =>
        file.imports.filter((one) => one.target === null).map((one) => one.specifier),
      ),
    );
    expect([...used]).toEqual(['zod']);
  });

  it('domain knows no library; hashing comes from the platform', () => {
    const used = inFolder('server/domain').flatMap((file) =>
      file.imports.filter((one) => one.target === null && one.specifier !== 'node:crypto'),
    );
    expect(used.map((one) => one.specifier)).toEqual([]);
  });
});
