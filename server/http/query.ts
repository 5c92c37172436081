import type { Request } from 'express';
import { parseInstant } from '../domain/readings/parseInstant.ts';
import { ProblemError, type QueryFault } from './answers.ts';

/** Reads query parameters and collects what is wrong with them, so that every fault is answered at once. */
export interface QueryReader {
  text(name: string): string | undefined;
  /** ISO 8601 with a zone; whole epoch milliseconds are taken as well. */
  instant(name: string): number | undefined;
  integer(name: string, min: number, max: number, fallback: number): number;
  fault(name: string, code: string, params?: QueryFault['params']): void;
  /** Throws when anything was wrong. */
  assertGood(): void;
}

/** Builds the reader of one request. Parameters not in `known` are faults: a misspelt filter must not look like an answer. */
export function createQueryReader(request: Request, known: readonly string[]): QueryReader {
  const faults: QueryFault[] = [];
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  const fault: QueryReader['fault'] = (name, code, params = {}) => {
    faults.push({ pointer: `?${name.slice(0, 80)}`, code, params });
  };
  for (const name of new Set(query.keys())) {
    if (!known.includes(name)) fault(name, 'unknown_key');
    else if (query.getAll(name).length > 1) fault(name, 'repeated');
  }
  const text = (name: string): string | undefined => query.get(name) || undefined;

  return {
    text,
    instant(name) {
      const given = text(name);
      if (given === undefined) return undefined;
      // "+07:00" arrives as " 07:00" from a caller that did not encode it.
      const at = /^\d{1,15}$/.test(given) ? Number(given) : parseInstant(given.replace(' ', '+'));
      if (at === null) fault(name, 'instant');
      return at ?? undefined;
    },
    integer(name, min, max, fallback) {
      const given = text(name);
      if (given === undefined) return fallback;
      // 16 digits are those of the largest safe integer; what lies beyond it is beyond any `max`.
      const value = /^\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
      if (value >= min && value <= max) return value;
      fault(name, 'range', { min, max });
      return fallback;
    },
    fault,
    assertGood() {
      if (faults.length > 0) throw new ProblemError('invalid', faults);
    },
  };
}
