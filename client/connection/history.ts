import { origins } from '#shared/model/lists.ts';
import type { Origin } from '#shared/model/reading.ts';
import { isBoolean, isNumber, isText, listOf, nullable, objectOf, oneOf, tupleOf } from '../lib/shape.ts';
import { isPoints } from './checks.ts';

/** A point: instant in epoch milliseconds and value, and where it stands for many also the smallest and the largest. */
export type HistoryPoint = [number, number | null] | [number, number | null, number | null, number | null];

/** History of one series as `GET /api/v1/indicators/{id}/history` answers; instants are epoch milliseconds. */
export interface History {
  readonly unit: string;
  readonly points: HistoryPoint[];
  readonly gaps: [number, number][];
  readonly downsampled: boolean;
  /** Rejected values, never part of `points`. */
  readonly bad: [number, number | null][];
  /** Instants whose value is a correction, with the value that it replaced. */
  readonly restated: [number, number | null][];
  /** Instants of provisional values; empty when downsampled. */
  readonly provisional: number[];
  /** Each origin holds from its instant to the next; empty when downsampled. */
  readonly origins: [number, Origin][];
}

const isMarks = listOf(tupleOf(isNumber, nullable(isNumber)));

const isHistory = objectOf<History>({
  unit: isText,
  points: isPoints,
  gaps: listOf(tupleOf(isNumber, isNumber)),
  downsampled: isBoolean,
  bad: isMarks,
  restated: isMarks,
  provisional: listOf(isNumber),
  origins: listOf(tupleOf(isNumber, oneOf(origins))),
});

/** What to ask for. */
export interface HistoryRequest {
  readonly indicatorId: string;
  readonly area: string;
  /** Start of the range, epoch milliseconds; null for all there is. */
  readonly from: number | null;
  /** What was known at this instant, up to it, epoch milliseconds; left out for the present. */
  readonly asOf?: number;
  readonly maxPoints: number;
}

/** The server refused or the answer was not a history. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

const timeoutMs = 15_000;

/** Reads the history of a series. */
export async function fetchHistory(request: HistoryRequest, signal: AbortSignal): Promise<History> {
  const query = new URLSearchParams({ area: request.area, maxPoints: String(request.maxPoints) });
  if (request.from !== null) query.set('from', new Date(request.from).toISOString());
  if (request.asOf !== undefined)
    for (const name of ['to', 'asOf']) query.set(name, new Date(request.asOf).toISOString());
  const address = `/api/v1/indicators/${encodeURIComponent(request.indicatorId)}/history?${query}`;
  const response = await fetch(address, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (!response.ok) throw new HistoryError(`history answered ${response.status}`);
  const answer: unknown = await response.json();
  if (!isHistory(answer)) throw new HistoryError('history answer has another shape');
  return answer;
}
