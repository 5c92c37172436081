import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** One source file of ours, its path from the top with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly ImportStatement[];
}

export interface ImportStatement {
  /** As written: `./x.ts`, `#shared/y.ts`, `node:fs`, `express`. */
  readonly specifier: string;
  /** Path from the top for our own files, null for packages. */
  readonly target: string | null;
  readonly typeOnly: boolean;
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

function toTarget(path: string, specifier: string): string | null {
  const bare = specifier.split('?')[0] ?? specifier;
  if (bare.startsWith('#shared/')) return `shared/${bare.slice(8)}`;
  return bare.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), bare)) : null;
}

function readImports(path: string, text: string): ImportStatement[] {
  return [...text.matchAll(importPattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    return { specifier, target: toTarget(path, specifier), typeOnly: match[1] !== undefined };
  });
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return path === 'tests/fixtures' ? [] : listFiles(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/** Every source file of the given rooms, read once a call; run from the top. */
export function readSources(
  rooms: readonly string[] = ['shared', 'server', 'client', 'tests'],
): SourceFile[] {
  return rooms.flatMap(listFiles).map((path) => {
    const text = readFileSync(join(process.cwd(), path), 'utf8');
    return { path, text, imports: readImports(path, text) };
  });
}
