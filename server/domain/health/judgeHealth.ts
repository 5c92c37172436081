import type { FeedState } from '#shared/model/feedState.ts';
import type { HealthCode, HealthLevel, HealthPart, HealthPartId } from '#shared/model/health.ts';
import type { ClockStep } from './clockWatch.ts';
import type { HeartbeatState } from './createHeartbeat.ts';

/** What is known of the system at one look; null for what nobody can tell. */
export interface HealthSources {
  readonly links: readonly FeedState[];
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  /** Bytes a day that the store grows by on this disk. */
  readonly growthBytesPerDay: number | null;
  readonly loop: { readonly p99Ms: number; readonly maxMs: number } | null;
  readonly clockStep: ClockStep | null;
  /** Last copy that succeeded. */
  readonly backupAt: number | null;
  readonly walls: { readonly expected: number; readonly silent: readonly string[] } | null;
  /** Last turn of whatever evaluates alarms; null where none is there. */
  readonly evaluatedAt: number | null;
  /** Conditions that found no place among the open alarms. */
  readonly turnedAway: number;
  readonly heartbeat: HeartbeatState;
}

/** A part without its history. */
export type JudgedPart = Omit<HealthPart, 'since'>;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Early enough to free space by hand before writes are refused (RELIABILITY F3). */
const lowShare = 0.1;
const lowBytes = 1_000_000_000;
/** What the journal of a busy hour and a copy that is under way need; below, writes may fail at any moment. */
const fullBytes = 250_000_000;
/** A purchase takes two weeks. */
const fillingDays = 14;
/** A delta goes out every 100 ms: half of that late is seen by nobody, more is. */
const slowP99Ms = 50;
const blockedP99Ms = 500;
/** A beat is due every 2 s, a screen calls itself cut after some more: one pause of this length is noticed there. */
const slowPauseMs = 1_000;
const blockedPauseMs = 5_000;
/** How long a step of the clock is told of: a shift must have had the chance to see it. */
const stepShownMs = 8 * 3_600_000;
/** A copy a day, and two hours for one that starts late. */
const oldBackupMs = 26 * 3_600_000;
/** RELIABILITY F25. */
const silentEvaluatorMs = minuteMs;

/** Looks at every part once. Pure. */
export function judgeHealth(sources: HealthSources, now: number): readonly JudgedPart[] {
  return [
    judgeStorage(sources),
    judgeDisk(sources),
    judgeAlarms(sources, now),
    judgeFeeds(sources),
    judgeWalls(sources),
    judgeLoop(sources),
    judgeClock(sources, now),
    judgeBackup(sources, now),
    judgeHeartbeat(sources),
  ];
}

/** Worst level of what is known. */
export function toWorst(parts: readonly Pick<HealthPart, 'level'>[]): HealthLevel {
  const order: readonly HealthLevel[] = ['bad', 'watch', 'good'];
  return order.find((level) => parts.some((part) => part.level === level)) ?? 'unknown';
}

function toPart(
  id: HealthPartId,
  level: HealthLevel,
  code: HealthCode,
  params: HealthPart['params'] = {},
): JudgedPart {
  return { id, level, code, params };
}

function judgeStorage({ links }: HealthSources): JudgedPart {
  const link = links.find(({ id }) => id === 'system-storage');
  if (!link) return toPart('storage', 'unknown', 'waiting');
  const { provider: engine, state, lastError } = link;
  if (state === 'up') return toPart('storage', 'good', 'good', { engine });
  return toPart('storage', 'bad', 'down', { engine, fault: lastError?.code ?? null });
}

function judgeDisk({ disk, growthBytesPerDay }: HealthSources): JudgedPart {
  if (!disk || disk.totalBytes <= 0) return toPart('disk', 'unknown', 'waiting');
  const { freeBytes, totalBytes } = disk;
  const isGrowing = growthBytesPerDay !== null && growthBytesPerDay > 0;
  const days = isGrowing ? Math.floor(freeBytes / growthBytesPerDay) : null;
  const params = { freeBytes, totalBytes, percent: Math.floor((freeBytes / totalBytes) * 100), days };
  if (freeBytes < fullBytes) return toPart('disk', 'bad', 'full', params);
  if (freeBytes < lowBytes || freeBytes < lowShare * totalBytes)
    return toPart('disk', 'watch', 'low', params);
  if (days !== null && days < fillingDays) return toPart('disk', 'watch', 'filling', params);
  return toPart('disk', 'good', 'good', params);
}

function judgeAlarms({ evaluatedAt, turnedAway }: HealthSources, now: number): JudgedPart {
  if (evaluatedAt === null) return toPart('alarms', 'unknown', 'waiting');
  const params = { at: toInstant(evaluatedAt) };
  if (now - evaluatedAt > silentEvaluatorMs) return toPart('alarms', 'bad', 'silent', params);
  if (turnedAway > 0) return toPart('alarms', 'bad', 'full', { ...params, count: turnedAway });
  return toPart('alarms', 'good', 'good', params);
}

function judgeFeeds({ links }: HealthSources): JudgedPart {
  const meant = links.filter(({ kind, state }) => kind !== 'system' && state !== 'off');
  const sources = meant.filter(({ state }) => state !== 'waiting');
  const dead = sources.filter(({ state }) => state === 'down');
  const params = {
    up: sources.length - dead.length,
    total: sources.length,
    names: toNames(dead.map(({ name }) => name)),
  };
  if (sources.length === 0) return toPart('feeds', 'unknown', meant.length > 0 ? 'waiting' : 'none');
  if (dead.length === sources.length) return toPart('feeds', 'bad', 'down', params);
  return dead.length > 0 ? toPart('feeds', 'watch', 'some', params) : toPart('feeds', 'good', 'good', params);
}

function judgeWalls({ walls }: HealthSources): JudgedPart {
  if (!walls || walls.expected === 0) return toPart('walls', 'unknown', 'none');
  const { expected, silent } = walls;
  const params = { up: expected - silent.length, total: expected, names: toNames(silent) };
  if (silent.length >= expected) return toPart('walls', 'bad', 'silent', params);
  return silent.length > 0
    ? toPart('walls', 'watch', 'some', params)
    : toPart('walls', 'good', 'good', params);
}

function judgeLoop({ loop }: HealthSources): JudgedPart {
  if (!loop) return toPart('loop', 'unknown', 'waiting');
  const params = { p99Ms: Math.round(loop.p99Ms), maxMs: Math.round(loop.maxMs) };
  if (loop.p99Ms > blockedP99Ms || loop.maxMs > blockedPauseMs)
    return toPart('loop', 'bad', 'blocked', params);
  if (loop.p99Ms > slowP99Ms || loop.maxMs > slowPauseMs) return toPart('loop', 'watch', 'slow', params);
  return toPart('loop', 'good', 'good', params);
}

function judgeClock({ clockStep }: HealthSources, now: number): JudgedPart {
  const isShown = clockStep !== null && Math.abs(now - clockStep.at) < stepShownMs;
  if (!isShown) return toPart('clock', 'good', 'good');
  return toPart('clock', 'watch', 'stepped', { stepMs: clockStep.stepMs, at: toInstant(clockStep.at) });
}

function judgeBackup({ backupAt }: HealthSources, now: number): JudgedPart {
  if (backupAt === null) return toPart('backup', 'unknown', 'none');
  const params = { at: toInstant(backupAt), days: Math.floor((now - backupAt) / dayMs) };
  return now - backupAt > oldBackupMs
    ? toPart('backup', 'watch', 'old', params)
    : toPart('backup', 'good', 'good', params);
}

function judgeHeartbeat({ heartbeat }: HealthSources): JudgedPart {
  const { kind, sentAt, fault } = heartbeat;
  const params = { at: sentAt === null ? null : toInstant(sentAt), fault };
  if (kind === 'not-set' || kind === 'waiting') return toPart('heartbeat', 'unknown', kind);
  if (kind === 'sent') return toPart('heartbeat', 'good', 'good', params);
  return toPart('heartbeat', 'watch', kind, params);
}

function toInstant(at: number): string {
  return new Date(at).toISOString();
}

/** The first few: a page is no list of forty links. */
function toNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown}, +${names.length - 5}` : shown;
}
