import { z } from 'zod';
import { ask } from './request.ts';

const history = z.object({ points: z.array(z.tuple([z.number(), z.number().nullable()]).rest(z.number())) });

/** One value of a series and when it was true, epoch milliseconds. */
export type HistoryPoint = readonly [observedAt: number, value: number | null];

/** As many of the newest values as a page lists. */
const maxPoints = 200;

/** Values of a series in a span, oldest first. Throws `OfflineError` or `ProblemError`. */
export async function fetchHistory(series: {
  indicator: string;
  area: string;
  from: number;
  to: number;
}): Promise<readonly HistoryPoint[]> {
  const { indicator, area, from, to } = series;
  const query = new URLSearchParams({
    area,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    maxPoints: String(maxPoints),
  });
  const answer = await ask(`/api/v1/indicators/${encodeURIComponent(indicator)}/history?${query}`, {
    schema: history,
  });
  return answer.points.map(([at, value]) => [at, value] as const);
}
