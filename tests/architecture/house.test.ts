import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSources } from '../support/sources.ts';

const topNames = new Set([
  'README.md',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'vite.config.ts',
  'LICENSE',
  'shared',
  'server',
  'client',
  'public',
  'tests',
]);

/** Tools that demand a default export. */
const defaultExports = new Set(['tests/support/lineReporter.ts']);

/** Blocks of lines without a blank one between; a block's docstring covers the exports that stand right below each other. */
function listUndocumented(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const name = /^export (?:abstract )?(?:async )?(?:const|function|class|interface|type) (\w+)/.exec(
      line,
    )?.[1];
    if (name === undefined) return [];
    const before = lines[index - 1] ?? '';
    return before === '' || before.startsWith('import ') ? [name] : [];
  });
}

describe('the house', () => {
  it('has only the agreed names at the top', () => {
    const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      encoding: 'utf8',
    });
    const tops = new Set(listed.stdout.split('\n').flatMap((path) => path.split('/').slice(0, 1)));
    expect([...tops].filter((name) => name !== '' && !name.startsWith('.') && !topNames.has(name))).toEqual(
      [],
    );
  });

  it('has no default export but where a tool demands one', () => {
    const found = readSources().filter((file) =>
      /^export default |^export \{[^}]*\bas default\b/m.test(file.text),
    );
    expect(found.map((file) => file.path).filter((path) => !defaultExports.has(path))).toEqual([]);
  });

  it('has no barrel: no file that only passes exports on', () => {
    const barrels = readSources(['shared', 'server', 'client']).filter((file) =>
      /^export \* from/m.test(file.text),
    );
    expect(barrels.map((file) => file.path)).toEqual([]);
  });

  it('documents every export of shared', () => {
    const bare = readSources(['shared']).flatMap((file) =>
      listUndocumented(file.text).map((name) => `${file.path} ${name}`),
    );
    expect(bare).toEqual([]);
  });

  it('skips no test and runs no test alone', () => {
    const marks = /\b(?:it|test|describe)\.(?:skip|only|todo|fails|skipIf|runIf)\b/;
    const marked = readSources(['tests']).filter(
      (file) => marks.test(file.text) && !file.path.endsWith('house.test.ts'),
    );
    expect(marked.map((file) => file.path)).toEqual([]);
  });

  it('keeps chatter off the console; a warning is for whoever mends the screen', () => {
    const loud = readSources(['shared', 'client']).filter((file) =>
      /\bconsole\.(?:log|debug|info)\(/.test(file.text),
    );
    expect(loud.map((file) => file.path)).toEqual([]);
  });

  it('names no machine path in the code', () => {
    const found = readSources(['shared', 'server', 'client']).filter((file) =>
      /['"`](?:\/work\/|\/home\/|\/tmp\/)/.test(file.text),
    );
    expect(found.map((file) => file.path)).toEqual([]);
  });

  it('says in the README what the two commands are', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });
});
