import type { Area } from '#shared/model/area.ts';
import { type PillarId, toAreaLevel } from '#shared/model/ids.ts';
import type { Threshold } from '#shared/model/indicator.ts';
import { pillarIds } from '#shared/model/lists.ts';
import { checkAlarms } from './checkAlarms.ts';
import { checkCameras } from './checkCameras.ts';
import { checkDrills } from './checkDrills.ts';
import { checkMachines } from './checkMachines.ts';
import { checkOfficials } from './checkOfficials.ts';
import { checkOpen } from './openSchema.ts';
import type { ListFile, Pack, Placed } from './readPack.ts';
import type { RegionFault } from './region.ts';
import { requireKey } from './requireKey.ts';
import type { IndicatorEntry } from './schema.ts';

type Report = (fault: RegionFault) => void;

/** Fewest indicators a pillar may have (PRODUCT, indicator catalogue). */
const minIndicatorsPerPillar = 6;

/** Checks everything that one file says about another, and reports all of it. */
export function checkPack(pack: Pack, report: Report): void {
  checkRegionFile(pack, report);
  checkPillars(pack, report);
  checkAreas(pack, report);
  checkThresholds(pack.thresholds, report);
  checkIndicators(pack, report);
  checkProgrammes(pack, report);
  checkBaseline(pack, report);
  checkMachines(pack, report);
  checkAlarms(pack, report);
  checkCameras(pack, report);
  checkOfficials(pack, report);
  checkDrills(pack, report);
  checkOpen(pack, report);
  checkMaps(pack, report);
}

function checkRegionFile(pack: Pack, report: Report): void {
  if (!pack.region) return;
  const file = 'region.json';
  const { region } = pack.region;
  requireKey(pack.areas, region.code, { file, path: '/region/code' }, report);
  checkMapIndicators(pack, region.overviewMap, file, '/region/overviewMap', report);
  const [west, south, east, north] = region.bounds;
  if (west >= east || south >= north) {
    report({ file, path: '/region/bounds', message: 'must be west, south, east, north' });
  }
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: region.zone });
  } catch {
    report({ file, path: '/region/zone', message: `"${region.zone}" is not an IANA zone` });
  }
}

function checkMapIndicators(
  pack: Pack,
  ids: readonly string[],
  file: string,
  path: string,
  report: Report,
): void {
  for (const [index, id] of ids.entries()) {
    const where = { file, path: `${path}/${index}` };
    requireKey(pack.indicators, id, where, report);
    const entry = pack.indicators.items.find((item) => item.value.id === id);
    if (entry && !entry.value.levels.includes('kecamatan')) {
      report({ ...where, message: `"${id}" has no kecamatan level, so it cannot colour a map` });
    }
  }
}

function checkPillars(pack: Pack, report: Report): void {
  const { file, items, keys } = pack.pillars;
  if (keys === null) return;
  if ([...keys].join() !== pillarIds.join()) {
    report({ file, path: '', message: `must hold exactly ${pillarIds.join(', ')}, in this order` });
  }
  const seen = new Set<string>();
  for (const { path, value } of items) {
    for (const [index, { code }] of value.subDimensions.entries()) {
      if (seen.has(code)) {
        report({ file, path: `${path}/subDimensions/${index}/code`, message: `"${code}" is there twice` });
      }
      seen.add(code);
    }
    for (const [index, id] of value.headline.entries()) {
      requireKey(pack.indicators, id, { file, path: `${path}/headline/${index}` }, report);
    }
    checkMapIndicators(pack, value.mapIndicators, file, `${path}/mapIndicators`, report);
  }
}

const levelAbove = { regency: null, kecamatan: 'regency', village: 'kecamatan' } as const;

function checkAreas(pack: Pack, report: Report): void {
  const { file, items } = pack.areas;
  const levels = new Map<string, Area['level']>(items.map(({ value }) => [value.code, value.level]));
  for (const { path, value } of items) {
    if (toAreaLevel(value.code) !== value.level) {
      report({ file, path: `${path}/level`, message: `code ${value.code} is not a ${value.level}` });
    }
    checkParent(pack.areas, { path, value }, levels, report);
  }
}

function checkParent(
  areas: ListFile<Area>,
  { path, value }: Placed<Area>,
  levels: ReadonlyMap<string, Area['level']>,
  report: Report,
): void {
  const where = { file: areas.file, path: `${path}/parent` };
  const expected = levelAbove[value.level];
  if (value.parent === null) {
    if (expected !== null) report({ ...where, message: `a ${value.level} needs a parent` });
    return;
  }
  requireKey(areas, value.parent, where, report);
  const level = levels.get(value.parent);
  if (level !== undefined && level !== expected) {
    report({ ...where, message: `"${value.parent}" is a ${level}` });
  }
  if (!value.code.startsWith(`${value.parent}.`)) {
    report({ ...where, message: `code ${value.code} does not lie in ${value.parent}` });
  }
}

function checkThresholds(thresholds: ListFile<Threshold>, report: Report): void {
  for (const { path, value } of thresholds.items) {
    for (const [index, band] of value.bands.entries()) {
      const where = { file: thresholds.file, path: `${path}/bands/${index}` };
      const isLast = index === value.bands.length - 1;
      if (band.min !== null && band.max !== null && band.min >= band.max) {
        report({ ...where, message: 'min must be below max' });
      }
      if (index > 0 && (band.min === null || band.min !== value.bands[index - 1]?.max)) {
        report({ ...where, message: 'must begin where the band before it ends' });
      }
      if (band.max === null && !isLast)
        report({ ...where, message: 'only the last band may be open upwards' });
      if (value.confidence === 'low' && band.status !== 'none') {
        report({ ...where, message: 'limits of low confidence must not colour: status "none"' });
      }
    }
  }
}

function checkIndicators(pack: Pack, report: Report): void {
  const { file, items, keys } = pack.indicators;
  const counts = new Map<PillarId, number>();
  for (const item of items) {
    counts.set(item.value.pillar, (counts.get(item.value.pillar) ?? 0) + 1);
    checkIndicator(pack, item, report);
  }
  if (keys === null || items.length < keys.size) return;
  for (const pillar of pillarIds) {
    const count = counts.get(pillar) ?? 0;
    if (count < minIndicatorsPerPillar) {
      report({
        file,
        path: '',
        message: `pillar ${pillar} has ${count} indicators, needs ${minIndicatorsPerPillar}`,
      });
    }
  }
}

function checkIndicator(pack: Pack, { path, value }: Placed<IndicatorEntry>, report: Report): void {
  const { file } = pack.indicators;
  const at = (field: string) => ({ file, path: `${path}/${field}` });
  requireKey(pack.pillars, value.pillar, at('pillar'), report);
  const pillar = pack.pillars.items.find((item) => item.value.id === value.pillar)?.value;
  if (pillar && !pillar.subDimensions.some(({ code }) => code === value.subDimension)) {
    report({
      ...at('subDimension'),
      message: `"${value.subDimension}" is not a sub-dimension of ${value.pillar}`,
    });
  }
  requireKey(pack.agencies, value.agency, at('agency'), report);
  if (value.thresholds !== null) requireKey(pack.thresholds, value.thresholds, at('thresholds'), report);
  if (value.target) requireKey(pack.sources, value.target.source, at('target/source'), report);
  if (value.range && value.range.min >= value.range.max) {
    report({ ...at('range'), message: 'min must be below max' });
  }
  if (new Set(value.levels).size !== value.levels.length) {
    report({ ...at('levels'), message: 'a level is there twice' });
  }
  for (const [index, feed] of value.feeds.entries()) {
    requireKey(pack.feeds, feed, at(`feeds/${index}`), report);
  }
}

function checkProgrammes(pack: Pack, report: Report): void {
  const { file } = pack.programmes;
  for (const { path, value } of pack.programmes.items) {
    requireKey(pack.agencies, value.agency, { file, path: `${path}/agency` }, report);
    requireKey(pack.sources, value.source, { file, path: `${path}/source` }, report);
  }
}

function checkBaseline(pack: Pack, report: Report): void {
  const { file, items } = pack.baseline;
  const indicators = new Map<string, IndicatorEntry>(
    pack.indicators.items.map(({ value }) => [value.id, value]),
  );
  const seen = new Set<string>();
  for (const { path, value } of items) {
    const at = (field: string) => ({ file, path: `${path}/${field}` });
    requireKey(pack.indicators, value.indicator, at('indicator'), report);
    requireKey(pack.areas, value.area, at('area'), report);
    requireKey(pack.sources, value.source, at('source'), report);
    const key = `${value.indicator}|${value.area}|${Date.parse(value.observedAt)}`;
    if (seen.has(key))
      report({ ...at('observedAt'), message: 'this series already has a value at this instant' });
    seen.add(key);
    const indicator = indicators.get(value.indicator);
    if (!indicator) continue;
    const level = toAreaLevel(value.area);
    if (!indicator.levels.includes(level)) {
      report({ ...at('area'), message: `${indicator.id} is not given at ${level} level` });
    }
    const { range } = indicator;
    if (range && (value.value < range.min || value.value > range.max)) {
      report({ ...at('value'), message: `${value.value} is outside ${range.min} to ${range.max}` });
    }
  }
}

function checkMaps(pack: Pack, report: Report): void {
  if (pack.areas.keys === null) return;
  const expected = new Set<string>(
    pack.areas.items.filter(({ value }) => value.level === 'kecamatan').map(({ value }) => value.code),
  );
  for (const role of ['kecamatan', 'labels'] as const) {
    const map = pack.maps[role];
    if (!map || map.codes === null) continue;
    const missing = new Set(expected);
    for (const [index, code] of map.codes.entries()) {
      if (typeof code === 'string' && missing.delete(code)) continue;
      report({
        file: map.file,
        path: `/features/${index}/properties/code`,
        message: `"${String(code)}" is not a kecamatan of areas.json, or is there twice`,
      });
    }
    for (const code of missing) {
      report({ file: map.file, path: '/features', message: `no feature for kecamatan ${code}` });
    }
  }
}
