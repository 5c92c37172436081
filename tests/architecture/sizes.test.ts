import { describe, expect, it } from 'vitest';
import { readSources, type SourceFile } from '../support/sources.ts';

const maxFileLines = 400;
const maxFunctionLines = 60;
const maxComponentLines = 120;

const sources = readSources();

const declared = /^\s*(?:export )?(?:async )?function\*? (\w+)/;
const arrow = /^\s*(?:export )?(?:const|let) (\w+)(?:: [^=]+)? = (?:async )?(?:\(|<|\w+ =>)/;
const method = /^\s+(?:(?:static|private|async|get|set|override|readonly) )*(#?\w+)\(/;
const keywords = new Set(['if', 'for', 'while', 'switch', 'catch', 'return', 'describe', 'it', 'expect']);

interface Measured {
  readonly name: string;
  readonly lines: number;
}

/** Suites and hook calls are lists of steps and do not count. Reads formatted code: a body ends at the first line that closes it at the indent of its first line. */
function measureFunctions(text: string): Measured[] {
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    const name = (declared.exec(line) ?? arrow.exec(line) ?? method.exec(line))?.[1];
    if (name === undefined || keywords.has(name) || /^(?:describe|use)[A-Z]/.test(name)) return [];
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const closing = new RegExp(`^${indent}\\}[);,]*$`);
    if (/[;,]$/.test(line)) return [];
    const end = lines.findIndex((other, index) => index > start && closing.test(other));
    return end < 0 ? [] : [{ name, lines: end - start + 1 }];
  });
}

function ceilingOf(file: SourceFile, name: string): number {
  return file.path.endsWith('.tsx') && /^[A-Z]/.test(name) ? maxComponentLines : maxFunctionLines;
}

/** A suite shared by two engines is a list of tests, not a function to read at a glance. */
function isSuite(file: SourceFile, name: string): boolean {
  return file.path.startsWith('tests/') && name.startsWith('describe');
}

describe('sizes', () => {
  it(`keeps every file within ${maxFileLines} lines`, () => {
    const long = sources
      .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
      .filter((file) => file.lines > maxFileLines);
    expect(long).toEqual([]);
  });

  it(`keeps every function within ${maxFunctionLines} lines, every component within ${maxComponentLines}`, () => {
    const long = sources.flatMap((file) =>
      measureFunctions(file.text)
        .filter((one) => one.lines > ceilingOf(file, one.name) && !isSuite(file, one.name))
        .map((one) => `${file.path} ${one.name}: ${one.lines} lines`),
    );
    expect(long).toEqual([]);
  });

  it('measures a function that is too long', () => {
    const body = Array.from({ length: 70 }, (_, index) => `  use(${index});`).join('\n');
    expect(measureFunctions(`function tooLong({\n  a,\n}: Props) {\n${body}\n}\n`)).toEqual([
      { name: 'tooLong', lines: 74 },
    ]);
  });
});
