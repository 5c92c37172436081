import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Agency } from '#shared/model/agency.ts';
import { type AlarmRule, alarmRuleSchema } from '#shared/model/alarm.ts';
import type { Area } from '#shared/model/area.ts';
import type { Camera } from '#shared/model/camera.ts';
import { type DrillScenario, drillScenarioSchema } from '#shared/model/drillScenario.ts';
import type { CrosswalkEntry } from '#shared/model/evaluation.ts';
import type { Threshold } from '#shared/model/indicator.ts';
import type { MachineSource } from '../domain/machines/machineSource.ts';
import { cameraEntrySchema } from './cameraSchema.ts';
import { machineEntrySchema } from './machineSchema.ts';
import {
  type AgreementEntry,
  agreementEntrySchema,
  crosswalkFileEntrySchema,
  type EvaluationEntry,
  evaluationEntrySchema,
  type OccasionEntry,
  occasionEntrySchema,
} from './officialSchemas.ts';
import { type OpenFile, openFileSchema } from './openSchema.ts';
import type { FeedConfig, RegionFault } from './region.ts';
import {
  agencyEntrySchema,
  areaEntrySchema,
  type BaselineEntry,
  baselineEntrySchema,
  feedEntrySchema,
  geoJsonSchema,
  type IndicatorEntry,
  indicatorEntrySchema,
  mapRoleSchemas,
  type PillarEntry,
  type ProgrammeEntry,
  pillarEntrySchema,
  programmeEntrySchema,
  type RegionFile,
  regionFileSchema,
  type SourceEntry,
  sourceEntrySchema,
  thresholdEntrySchema,
} from './schema.ts';

/** A valid entry of a list file with its JSON pointer, so that later checks can say where it stands. */
export interface Placed<T> {
  readonly path: string;
  readonly value: T;
}

/** A list file. `keys` also names entries that are themselves faulty, and is null when the file could not be read: no cascades. */
export interface ListFile<T> {
  readonly file: string;
  readonly items: readonly Placed<T>[];
  readonly keys: ReadonlySet<string> | null;
}

/** A GeoJSON file reduced to the area codes of its features, in order; null when it could not be read. */
export interface MapFile {
  readonly file: string;
  readonly codes: readonly unknown[] | null;
}

/** A drill's scenario: a file of its own in `drills/`. */
export interface DrillFile {
  readonly file: string;
  readonly value: DrillScenario;
}

/** A pack as read: shapes are right, references are not yet checked. */
export interface Pack {
  readonly region: RegionFile | null;
  readonly sources: ListFile<SourceEntry>;
  readonly pillars: ListFile<PillarEntry>;
  readonly areas: ListFile<Area>;
  readonly agencies: ListFile<Agency>;
  readonly thresholds: ListFile<Threshold>;
  readonly indicators: ListFile<IndicatorEntry>;
  readonly programmes: ListFile<ProgrammeEntry>;
  readonly baseline: ListFile<BaselineEntry>;
  readonly feeds: ListFile<FeedConfig>;
  readonly machines: ListFile<MachineSource>;
  readonly alarms: ListFile<AlarmRule>;
  readonly cameras: ListFile<Camera>;
  readonly agreements: ListFile<AgreementEntry>;
  readonly occasions: ListFile<OccasionEntry>;
  readonly evaluations: ListFile<EvaluationEntry>;
  readonly crosswalk: ListFile<CrosswalkEntry>;
  readonly drills: readonly DrillFile[];
  /** Null where the pack has none. */
  readonly open: OpenFile | null;
  readonly maps: Readonly<Partial<Record<keyof RegionFile['map'], MapFile>>>;
}

type Report = (fault: RegionFault) => void;

/** Reads every file of a pack and reports all that is malformed. */
export function readPack(dir: string, report: Report): Pack {
  const region = readRegionFile(dir, report);
  return {
    region,
    sources: readList(dir, 'sources.json', 'key', sourceEntrySchema, report),
    pillars: readList(dir, 'pillars.json', 'id', pillarEntrySchema, report),
    areas: readList(dir, 'areas.json', 'code', areaEntrySchema, report),
    agencies: readList(dir, 'agencies.json', 'code', agencyEntrySchema, report),
    thresholds: readList(dir, 'thresholds.json', 'id', thresholdEntrySchema, report),
    indicators: readList(dir, 'indicators.json', 'id', indicatorEntrySchema, report),
    programmes: readList(dir, 'programmes.json', 'id', programmeEntrySchema, report),
    baseline: readList(dir, 'baseline.json', null, baselineEntrySchema, report),
    feeds: readList(dir, 'feeds.json', 'id', feedEntrySchema, report),
    alarms: readOptional(dir, 'alarms.json', alarmRuleSchema, report),
    machines: readOptional(dir, 'machines.json', machineEntrySchema, report),
    cameras: readOptional(dir, 'cameras.json', cameraEntrySchema, report),
    agreements: readOptional(dir, 'agreements.json', agreementEntrySchema, report),
    occasions: readOptional(dir, 'assistance.json', occasionEntrySchema, report),
    evaluations: readOptional(dir, 'evaluations.json', evaluationEntrySchema, report),
    crosswalk: readOptional(dir, 'crosswalk.json', crosswalkFileEntrySchema, report),
    drills: readDrills(dir, report),
    open: readOpenFile(dir, report),
    maps: region ? readMaps(dir, region.map, report) : {},
  };
}

function readRegionFile(dir: string, report: Report): RegionFile | null {
  const raw = readJson(dir, 'region.json', report);
  if (raw === undefined) return null;
  return parse('region.json', '', raw, regionFileSchema, report);
}

function readOpenFile(dir: string, report: Report): OpenFile | null {
  const file = 'open.json';
  if (!existsSync(join(dir, file))) return null;
  const raw = readJson(dir, file, report);
  return raw === undefined ? null : parse(file, '', raw, openFileSchema, report);
}

function readDrills(dir: string, report: Report): DrillFile[] {
  if (!existsSync(join(dir, 'drills'))) return [];
  const names = readdirSync(join(dir, 'drills')).filter((name) => name.endsWith('.json'));
  return names.sort().flatMap((name) => {
    const file = `drills/${name}`;
    const raw = readJson(dir, file, report);
    const value = raw === undefined ? null : parse(file, '', raw, drillScenarioSchema, report);
    return value === null ? [] : [{ file, value }];
  });
}

const mapRoles = ['kecamatan', 'labels', 'surroundings', 'context', 'places'] as const;

function readMaps(dir: string, names: RegionFile['map'], report: Report): Pack['maps'] {
  const maps: Partial<Record<keyof RegionFile['map'], MapFile>> = {};
  for (const role of mapRoles) {
    const file = `map/${names[role]}`;
    const raw = readJson(dir, file, report);
    const geo = raw === undefined ? null : parse(file, '', raw, geoJsonSchema, report);
    const extra = mapRoleSchemas[role];
    if (geo && extra) parse(file, '', raw, extra, report);
    maps[role] = { file, codes: geo ? geo.features.map((feature) => feature.properties?.['code']) : null };
  }
  return maps;
}

/** What a region may do without: sensors, cameras, rules of alarms, what is public of agreements and evaluations. */
function readOptional<T>(dir: string, file: string, schema: z.ZodType<T>, report: Report): ListFile<T> {
  if (!existsSync(join(dir, file))) return { file, items: [], keys: new Set() };
  return readList(dir, file, 'id', schema, report);
}

/** A list file is an array, or `{defaults, items}` where the defaults lie under every item. */
function readList<T>(
  dir: string,
  file: string,
  keyName: string | null,
  schema: z.ZodType<T>,
  report: Report,
): ListFile<T> {
  const raw = readJson(dir, file, report);
  if (raw === undefined) return { file, items: [], keys: null };
  const list = Array.isArray(raw) ? raw : isObject(raw) ? raw['items'] : undefined;
  if (!Array.isArray(list)) {
    report({ file, path: '', message: 'must be an array, or an object with "defaults" and "items"' });
    return { file, items: [], keys: null };
  }
  const prefix = Array.isArray(raw) ? '' : '/items';
  const defaults = isObject(raw) && isObject(raw['defaults']) ? raw['defaults'] : {};
  const items: Placed<T>[] = [];
  const keys = new Set<string>();
  for (const [index, entry] of list.entries()) {
    const path = `${prefix}/${index}`;
    const key = keyName !== null && isObject(entry) ? entry[keyName] : undefined;
    if (typeof key === 'string') {
      if (keys.has(key)) report({ file, path: `${path}/${keyName}`, message: `"${key}" is there twice` });
      keys.add(key);
    }
    const value = parse(file, path, isObject(entry) ? { ...defaults, ...entry } : entry, schema, report);
    if (value !== null) items.push({ path, value });
  }
  return { file, items, keys };
}

function parse<T>(
  file: string,
  prefix: string,
  raw: unknown,
  schema: z.ZodType<T>,
  report: Report,
): T | null {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const path = issue.path.map((part) => `/${String(part)}`).join('');
    report({ file, path: prefix + path, message: issue.message });
  }
  return null;
}

function readJson(dir: string, file: string, report: Report): unknown {
  try {
    return JSON.parse(readFileSync(join(dir, file), 'utf8')) as unknown;
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? `is not JSON: ${error.message.replace(/\s+/g, ' ')}` : 'cannot be read';
    report({ file, path: '', message: reason });
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
