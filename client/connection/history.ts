import { z } from 'zod';

const historySchema = z.object({
  unit: z.string(),
  points: z.array(
    z.union([
      z.tuple([z.number(), z.number().nullable()]),
      z.tuple([z.number(), z.number().nullable(), z.number().nullable(), z.number().nullable()]),
    ]),
  ),
  gaps: z.array(z.tuple([z.number(), z.number()])),
  downsampled: z.boolean(),
});

/** History of one series as `GET /api/v1/indicators/{id}/history` answers; instants are epoch milliseconds. */
export type History = z.infer<typeof historySchema>;

/** What to ask for. */
export interface HistoryRequest {
  readonly indicatorId: string;
  readonly area: string;
  /** Start of the range, epoch milliseconds; null for all there is. */
  readonly from: number | null;
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
  const address = `/api/v1/indicators/${encodeURIComponent(request.indicatorId)}/history?${query}`;
  const response = await fetch(address, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (!response.ok) throw new HistoryError(`history answered ${response.status}`);
  const parsed = historySchema.safeParse(await response.json());
  if (!parsed.success) throw new HistoryError('history answer has another shape');
  return parsed.data;
}
