import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { objectOf } from '../lib/shape.ts';
import { putTrendPoints } from '../stores/trendStore.ts';
import { isPoints } from './checks.ts';

const isAnswer = objectOf<{ points: [number, number | null, ...unknown[]][] }>({ points: isPoints });
const yearsBack = 12;
const timeoutMs = 15_000;
const maxParallel = 3;
const retryMs = 5_000;

const asked = new Map<string, number>();
/** One job a series, the newest: a value that moves faster than the answers come does not make it longer. */
const queue = new Map<string, TrendJob>();
let running = 0;

function pump(): void {
  while (running < maxParallel) {
    const [next] = queue;
    if (!next) return;
    const [key, job] = next;
    queue.delete(key);
    running += 1;
    void fetchPoints(job).finally(() => {
      running -= 1;
      pump();
    });
  }
}

function enqueue(job: TrendJob): void {
  queue.set(toSeriesKey(job.indicator, job.area), job);
  pump();
}

interface TrendJob {
  readonly indicator: string;
  readonly area: string;
  readonly observedAt: number;
  readonly now: number;
}

async function fetchPoints(job: TrendJob): Promise<void> {
  const { indicator, area, observedAt, now } = job;
  const query = new URLSearchParams({
    area,
    from: new Date(now - yearsBack * 365.25 * 86_400_000).toISOString(),
    to: new Date(now).toISOString(),
    maxPoints: '120',
  });
  try {
    const response = await fetch(`/api/v1/indicators/${encodeURIComponent(indicator)}/history?${query}`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`history answered ${response.status}`);
    const answer: unknown = await response.json();
    if (!isAnswer(answer)) throw new Error('history has another shape');
    putTrendPoints(
      toSeriesKey(indicator, area),
      answer.points.map(([at, value]) => [at, value] as const),
    );
  } catch (error) {
    console.warn('history of a tile not loaded, trying again', indicator, error);
    setTimeout(
      () => {
        if (asked.get(toSeriesKey(indicator, area)) === observedAt) enqueue(job);
      },
      retryMs * (1 + Math.random()),
    );
  }
}

/** Asks for the past of a series once per present value: a new `observedAt` asks again. A few at a time, after the first figures. */
export function requestTrend(indicator: string, area: string, observedAt: number, now: number): void {
  const key = toSeriesKey(indicator, area);
  if (asked.get(key) === observedAt) return;
  asked.set(key, observedAt);
  setTimeout(() => enqueue({ indicator, area, observedAt, now }), 300);
}
