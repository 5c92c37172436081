import type { LiveRecord } from '#shared/model/reading.ts';
import { type SeriesKey, toSeriesKey } from '#shared/model/seriesKey.ts';
import { objectOf } from '../lib/shape.ts';
import { liveStore } from '../stores/liveStore.ts';
import { putPastTrend, putTrendPoints, type TrendPoints } from '../stores/trendStore.ts';
import { isPoints } from './checks.ts';

const isAnswer = objectOf<{ points: [number, number | null, ...unknown[]][] }>({ points: isPoints });
const yearsBack = 12;
const timeoutMs = 15_000;
const maxParallel = 3;
const retryMs = 5_000;
const delayMs = 300;

/** Newest value of each series that was asked for. */
const asked = new Map<SeriesKey, number>();
/** Instant for which each series was last asked while the screen showed the past. */
const askedPast = new Map<SeriesKey, number>();
/** One job a series, the newest, and one of its past: a value that moves faster than the answers come does not make it longer. */
const queue = new Map<string, TrendJob>();
/** Places of the queue whose job is on its way; the next of the same one waits, so that no older answer comes after a newer. */
const running = new Set<string>();

function pump(): void {
  for (const [place, job] of queue) {
    if (running.size >= maxParallel) return;
    if (running.has(place)) continue;
    queue.delete(place);
    if (!isWanted(job)) continue;
    running.add(place);
    void fetchPoints(job).finally(() => {
      running.delete(place);
      pump();
    });
  }
}

function enqueue(job: TrendJob): void {
  queue.set(job.isPast ? `past ${job.key}` : job.key, job);
  pump();
}

interface TrendJob {
  readonly key: SeriesKey;
  readonly record: LiveRecord;
  readonly now: number;
  /** True for what was known at `now`, an instant of the past. */
  readonly isPast: boolean;
}

/** Still what the screen asks for. */
function isWanted({ key, record, now, isPast }: TrendJob): boolean {
  if (isPast) return liveStore.getState().pastAt !== null && askedPast.get(key) === now;
  return asked.get(key) === record.observedAt;
}

function toAddress({ record, now, isPast }: TrendJob): string {
  const to = new Date(now).toISOString();
  const query = new URLSearchParams({
    area: record.area,
    from: new Date(now - yearsBack * 365.25 * 86_400_000).toISOString(),
    to,
    maxPoints: '120',
    ...(isPast ? { asOf: to } : {}),
  });
  return `/api/v1/indicators/${encodeURIComponent(record.indicator)}/history?${query}`;
}

async function fetchPoints(job: TrendJob): Promise<void> {
  const { key, record, now, isPast } = job;
  try {
    const response = await fetch(toAddress(job), { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`history answered ${response.status}`);
    const answer: unknown = await response.json();
    if (!isAnswer(answer)) throw new Error('history has another shape');
    const points: TrendPoints = answer.points.map(([at, value]) => [at, value] as const);
    if (!isPast) putTrendPoints(key, points);
    else if (isWanted(job)) putPastTrend(key, { asOf: now, of: record, points });
  } catch (error) {
    console.warn('history of a tile not loaded, trying again', record.indicator, error);
    setTimeout(() => isWanted(job) && enqueue(job), retryMs * (1 + Math.random()));
  }
}

/** Asks for the past of a series once per present value: a new `observedAt` asks again. A few at a time, after the first figures. */
export function requestTrend(record: LiveRecord, now: number): void {
  const key = toSeriesKey(record.indicator, record.area);
  if (asked.get(key) === record.observedAt) return;
  asked.set(key, record.observedAt);
  setTimeout(() => enqueue({ key, record, now, isPast: false }), delayMs);
}

/** Asks for what was known of a series at an instant of the past. */
export function requestPastTrend(record: LiveRecord, at: number): void {
  const key = toSeriesKey(record.indicator, record.area);
  askedPast.set(key, at);
  setTimeout(() => enqueue({ key, record, now: at, isPast: true }), delayMs);
}
