import { join, resolve } from 'node:path';
import type { Agreement } from '#shared/model/agreement.ts';
import { type Indicator, indicatorSchema } from '#shared/model/indicator.ts';
import { programmeSchema } from '#shared/model/programme.ts';
import { type Catalogue, catalogueSchema } from '#shared/model/region.ts';
import type { Source } from '#shared/model/text.ts';
import { checkPack } from './checkPack.ts';
import { type ListFile, type Pack, readPack } from './readPack.ts';
import {
  type BaselineReading,
  type OpenTerms,
  type Region,
  type RegionFault,
  RegionPackError,
} from './region.ts';
import type { RegionFile } from './schema.ts';

/**
 * Reads and checks a region pack. Meant for the start of the process: reads synchronously.
 * @throws RegionPackError with every fault of the pack.
 */
export function loadRegion(dir: string): Region {
  const root = resolve(dir);
  const faults: RegionFault[] = [];
  const report = (fault: RegionFault): void => {
    faults.push(fault);
  };
  const pack = readPack(root, report);
  checkPack(pack, report);
  if (faults.length > 0 || !pack.region) throw new RegionPackError(dir, faults);
  return buildRegion(root, pack, pack.region);
}

function buildRegion(root: string, pack: Pack, file: RegionFile): Region {
  const sources = new Map<string, Source>();
  for (const { key, label, url } of valuesOf(pack.sources)) {
    sources.set(key, url === undefined ? { key, label } : { key, label, url });
  }
  const catalogue = buildCatalogue(pack, file, sources);
  const areas = valuesOf(pack.areas);
  const indicators = new Map<string, Indicator>(catalogue.indicators.map((entry) => [entry.id, entry]));
  const areasByCode = new Map<string, (typeof areas)[number]>(areas.map((area) => [area.code, area]));
  return {
    catalogue,
    catalogueJson: JSON.stringify(catalogue),
    areas,
    agencies: catalogue.agencies,
    baseline: buildBaseline(pack, sources),
    feeds: valuesOf(pack.feeds),
    machines: valuesOf(pack.machines),
    alarmRules: valuesOf(pack.alarms),
    cameras: valuesOf(pack.cameras),
    agreements: buildAgreements(pack, sources),
    ...buildEvaluations(pack, sources),
    drills: pack.drills.map(({ value }) => value),
    open: buildOpen(pack, file),
    retention: file.retention,
    calendar: file.calendar,
    mapDir: join(root, 'map'),
    indicator: (id) => indicators.get(id),
    area: (code) => areasByCode.get(code),
  };
}

/** What no public source says of a programme. */
const notSaid = {
  subDimension: null,
  status: null,
  quickWin: null,
  realisedIdr: null,
  moneyYear: null,
  realisedMonth: null,
  funds: [],
  progressMonth: null,
  milestones: { done: 0, total: 0 },
  simulated: false,
} as const;

function buildCatalogue(pack: Pack, file: RegionFile, sources: ReadonlyMap<string, Source>): Catalogue {
  const thresholds = new Map(valuesOf(pack.thresholds).map((entry) => [entry.id, entry]));
  const indicators = valuesOf(pack.indicators).map((entry) =>
    indicatorSchema.parse({
      ...entry,
      thresholds: entry.thresholds === null ? null : thresholds.get(entry.thresholds),
      target: entry.target && { ...entry.target, source: sources.get(entry.target.source) },
    }),
  );
  const [first] = indicators;
  return catalogueSchema.parse({
    region: {
      ...file.region,
      weightsAreEqual: indicators.every(({ weight }) => weight === first?.weight),
    },
    pillars: valuesOf(pack.pillars),
    areas: valuesOf(pack.areas).filter(({ level }) => level !== 'village'),
    agencies: valuesOf(pack.agencies),
    indicators,
    programmes: valuesOf(pack.programmes).map((entry) => {
      const { budgetIdr: amountIdr, period } = entry;
      const source = sources.get(entry.source);
      const publicCeiling = amountIdr === null ? null : { amountIdr, period, source };
      return programmeSchema.parse({ ...notSaid, ...entry, source, publicCeiling });
    }),
    map: file.map,
  });
}

function buildOpen({ open }: Pack, { region }: RegionFile): OpenTerms {
  const { name, url, email } = open?.publisher ?? { name: region.name };
  return {
    publisher: { name, ...(url ? { url } : {}), ...(email ? { email } : {}) },
    licence: open?.licence ?? null,
    closed: new Set<string>(open?.closed ?? []),
    metadata: open?.metadata ?? {},
  };
}

function buildBaseline(pack: Pack, sources: ReadonlyMap<string, Source>): BaselineReading[] {
  return valuesOf(pack.baseline).map(({ observedAt, source: key, note, ...rest }) => ({
    ...rest,
    observedAt: Date.parse(observedAt),
    source: sources.get(key) ?? { key, label: key },
    ...(note === undefined ? {} : { note }),
  }));
}

type SourceMap = ReadonlyMap<string, Source>;

const toSource = (sources: SourceMap, key: string): Source => sources.get(key) ?? { key, label: key };

function buildEvaluations(
  pack: Pack,
  sources: SourceMap,
): Pick<Region, 'occasions' | 'weightSchemes' | 'evaluations' | 'crosswalk'> {
  const entries = valuesOf(pack.evaluations);
  const weightSchemes = entries.flatMap((entry) => {
    if (entry.kind !== 'weights') return [];
    const { kind: _, source, ...scheme } = entry;
    return { ...scheme, source: toSource(sources, source) };
  });
  const evaluations = entries.flatMap((entry) => {
    if (entry.kind !== 'year') return [];
    const { kind: _, id: __, year, source, ...doc } = entry;
    const weights = weightSchemes.find(({ id }) => id === entry.scheme)?.weights;
    if (!weights) return [];
    return {
      year,
      doc: { ...doc, weights, source: toSource(sources, source), origin: 'published' as const },
    };
  });
  const occasions = valuesOf(pack.occasions).map(({ source, ...rest }) => ({
    ...rest,
    source: toSource(sources, source),
  }));
  return { occasions, weightSchemes, evaluations, crosswalk: valuesOf(pack.crosswalk) };
}

function buildAgreements(pack: Pack, sources: ReadonlyMap<string, Source>): Agreement[] {
  return valuesOf(pack.agreements).map(({ source: key, items, ...rest }) => ({
    ...rest,
    version: 0,
    source: sources.get(key) ?? { key, label: key },
    origin: 'published',
    files: [],
    items: items.map((item) => ({ ...item, files: [], simulated: false })),
  }));
}

function valuesOf<T>(list: ListFile<T>): T[] {
  return list.items.map(({ value }) => value);
}
