import { minutesPerDay } from './dayClock.ts';
import { toSeededNumber } from './seededRandom.ts';
import { type Track, tracks } from './tracks.ts';

/** One reading as `POST /api/v1/readings` takes it. */
export interface SimulatedReading {
  readonly indicator: string;
  readonly area: string;
  readonly value: number;
  /** ISO 8601 UTC. */
  readonly observedAt: string;
  readonly origin: 'simulated';
  readonly note: string;
  readonly correction?: true;
}

/** What the scenario must know of the region; nothing in it is invented here. */
export interface ScenarioRegion {
  readonly code: string;
  readonly kecamatan: readonly { readonly code: string; readonly name: string }[];
  readonly indicator: (id: string) => ScenarioIndicator | undefined;
}

/** The part of the catalogue's indicator that decides who may send what. */
interface ScenarioIndicator {
  readonly agency: string;
  readonly levels: readonly string[];
  readonly range: { readonly min: number; readonly max: number } | null;
}

/** Seconds after the start at which the scenario does something that a screen must show well. */
export const scenarioMoments = {
  /** One river sensor sends no more; another fell silent so many minutes before the start and is late by now. */
  sensorDiesAt: 40,
  sensorSilentMinutes: 95,
  /** The hospital corrects a value that it sent. */
  correctionAt: 25,
  correctionEvery: 90,
} as const;

/** The agency that is late: its only value is days old when the demo begins. */
const lateTrack = { indicator: 'economy-rice-price', ageDays: 5, value: 14_200 };

const note = 'SIMULASI: angka buatan untuk peragaan';

/** One `POST` of one agency. */
export interface SimulatedCall {
  readonly agency: string;
  readonly readings: readonly SimulatedReading[];
}

/** A deterministic day of the regency: the same seed and the same instants give the same calls. */
export interface Scenario {
  /** Agencies that send. */
  readonly agencies: readonly string[];
  /** What fills the charts at the start. */
  buildPast(startedAt: number, minuteAt: (at: number) => number): SimulatedCall[];
  /** What is sent in the given second after the start. */
  buildSecond(second: number, at: number, minuteAt: (at: number) => number): SimulatedCall[];
}

interface Series {
  readonly track: Track;
  readonly agency: string;
  readonly area: string;
  readonly bias: number;
  readonly range: { readonly min: number; readonly max: number } | null;
  /** Offset inside `everySeconds`, so that series of one track do not all speak at once. */
  readonly phase: number;
}

function listSeries(region: ScenarioRegion, seed: number): Series[] {
  return tracks.flatMap((track) => {
    const indicator = region.indicator(track.indicator);
    if (!indicator) return [];
    const inRegency = track.places === 0 && indicator.levels.includes('regency');
    const inKecamatan = track.places > 0 && indicator.levels.includes('kecamatan');
    const areas = inRegency
      ? [region.code]
      : inKecamatan
        ? region.kecamatan
            .toSorted(
              (a, b) =>
                toSeededNumber(seed, `${track.indicator}${a.code}`) -
                toSeededNumber(seed, `${track.indicator}${b.code}`),
            )
            .slice(0, track.places)
            .map((kecamatan) => kecamatan.code)
        : [];
    return areas.map((area, index) => ({
      track,
      agency: indicator.agency,
      area,
      bias: toSeededNumber(seed, `${track.indicator}|${area}`),
      range: indicator.range,
      phase: index % track.everySeconds,
    }));
  });
}

function toReading(series: Series, seed: number, at: number, minute: number): SimulatedReading {
  const { track, range } = series;
  const noise = toSeededNumber(seed, `${track.indicator}|${series.area}|${at}`) * 2 - 1;
  const raw = track.value(minute, series.bias, noise);
  const inRange = range ? Math.min(range.max, Math.max(range.min, raw)) : raw;
  const digits = 10 ** track.decimals;
  return {
    indicator: track.indicator,
    area: series.area,
    value: Math.round(inRange * digits) / digits,
    observedAt: new Date(at).toISOString(),
    origin: 'simulated',
    note,
  };
}

function toCalls(entries: readonly Entry[]): SimulatedCall[] {
  return [...groupByAgency(entries)].map(([agency, group]) => ({
    agency,
    readings: group.map((entry) => entry.reading),
  }));
}

function groupByAgency<T extends { agency: string }>(entries: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) groups.set(entry.agency, [...(groups.get(entry.agency) ?? []), entry]);
  return groups;
}

interface Entry {
  readonly agency: string;
  readonly reading: SimulatedReading;
}

function buildPastEntries(
  series: readonly Series[],
  seed: number,
  startedAt: number,
  startMinute: number,
): Entry[] {
  const silentAfter = startedAt - scenarioMoments.sensorSilentMinutes * 60_000;
  const past = series.flatMap((entry) => buildPastOf(entry, seed, startedAt, startMinute));
  const silent = findRiver(series, 1)?.area;
  return past.filter(
    ({ reading }) =>
      reading.indicator !== riverLevel ||
      reading.area !== silent ||
      Date.parse(reading.observedAt) <= silentAfter,
  );
}

const riverLevel = 'environment-river-level';

/** The river sensor at a place of the list: the first dies while the demo runs, the second is silent from the start. */
function findRiver(series: readonly Series[], place: number): Series | undefined {
  return series.filter((entry) => entry.track.indicator === riverLevel)[place];
}

function buildPastOf(entry: Series, seed: number, startedAt: number, startMinute: number): Entry[] {
  const { pastSteps, pastStepMinutes } = entry.track;
  return Array.from({ length: pastSteps }, (_, step) => {
    const back = (pastSteps - step) * pastStepMinutes * 60_000;
    const at = Math.floor((startedAt - back) / 60_000) * 60_000;
    // The past runs at the pace of the real clock and ends where the simulated day begins.
    const minute = (((startMinute - back / 60_000) % minutesPerDay) + minutesPerDay) % minutesPerDay;
    return { agency: entry.agency, reading: toReading(entry, seed, at, minute) };
  });
}

function buildLateEntries(region: ScenarioRegion, startedAt: number): Entry[] {
  const late = region.indicator(lateTrack.indicator);
  if (!late) return [];
  const observedAt = new Date(startedAt - lateTrack.ageDays * 86_400_000).toISOString();
  const { indicator, value } = lateTrack;
  const reading = { indicator, area: region.code, value, observedAt, origin: 'simulated' as const, note };
  return [{ agency: late.agency, reading }];
}

/** A value and, after it, its correction; nothing in most seconds. */
function buildCorrection(
  series: Series | undefined,
  seed: number,
  second: number,
  at: number,
  minute: number,
) {
  const { correctionAt, correctionEvery } = scenarioMoments;
  if (!series || second < correctionAt || (second - correctionAt) % correctionEvery !== 0) return [];
  const wrong = toReading(series, seed, at, minute);
  const right = { ...wrong, value: Math.round((wrong.value - 3) * 10) / 10, correction: true as const };
  return [wrong, right].map((reading) => ({ agency: series.agency, readings: [reading] }));
}

/** Builds the scenario for a region. Tracks whose indicator the region does not have are left out. */
export function createScenario(region: ScenarioRegion, seed: number): Scenario {
  const series = listSeries(region, seed);
  const dying = findRiver(series, 0);
  const silent = findRiver(series, 1);
  const corrected = series.find((entry) => entry.track.indicator === 'living-bed-occupancy');
  const late = region.indicator(lateTrack.indicator);

  function isSpeaking(entry: Series, second: number): boolean {
    if (entry === silent) return false;
    if (entry === dying && second >= scenarioMoments.sensorDiesAt) return false;
    return second % entry.track.everySeconds === entry.phase;
  }

  return {
    agencies: [...new Set([...series.map((entry) => entry.agency), ...(late ? [late.agency] : [])])],
    buildPast(startedAt, minuteAt) {
      const past = buildPastEntries(series, seed, startedAt, minuteAt(startedAt));
      return toCalls([...past, ...buildLateEntries(region, startedAt)]);
    },
    buildSecond(second, at, minuteAt) {
      const minute = minuteAt(at);
      const correction = buildCorrection(corrected, seed, second, at, minute);
      const entries = series
        .filter((entry) => isSpeaking(entry, second) && !(correction.length > 0 && entry === corrected))
        .map((entry) => ({ agency: entry.agency, reading: toReading(entry, seed, at, minute) }));
      // A correction follows the value that it corrects in a call of its own.
      return [...toCalls(entries), ...correction];
    },
  };
}
