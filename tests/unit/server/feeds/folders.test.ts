import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFeeds } from '../../../../server/feeds/feedList.ts';

const root = 'server/feeds';
/** Ways in that are no public feed: they are asked, or told, and know nothing of the runner. */
const otherWays = new Set([
  'http',
  'spreadsheet',
  'mqtt',
  'ngsiLd',
  'sensorthings',
  'webhook',
  'folder',
  'machines',
]);
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !otherWays.has(entry.name))
  .map(({ name }) => name);

function read(dir: string): string {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('\n');
}

/** Relative imports of a folder's files, as written. */
function listImports(dir: string): string[] {
  return [...read(dir).matchAll(/from '(\.[^']*)'/g)].map(([, path]) => path ?? '');
}

describe('a feed is one folder', () => {
  it('has one folder for each feed', () => {
    expect(folders).toHaveLength(createFeeds().length);
  });

  it.each(folders)('%s imports nothing of another feed, of the runner or of the network', (folder) => {
    for (const path of listImports(join(root, folder)))
      expect(path).toMatch(/^(\.\/\w+|\.\.\/(feed|parsePayload|bmkgLimit))\.ts$/);
  });

  it('is named by the list alone: no other file of the feeds knows a feed', () => {
    for (const path of listImports(root)) {
      const folder = /^\.\/(\w+)\//.exec(path)?.[1];
      if (folder !== undefined) expect(folders).toContain(folder);
    }
    const others = readdirSync(root).filter((name) => name.endsWith('.ts') && name !== 'feedList.ts');
    for (const name of others) {
      const text = readFileSync(join(root, name), 'utf8');
      for (const folder of folders) expect(text, name).not.toContain(`./${folder}/`);
      for (const { id } of createFeeds()) expect(text, name).not.toContain(`'${id}'`);
    }
  });
});
