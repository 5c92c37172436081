import type { PillarId } from '#shared/model/ids.ts';
import { toAreaLevel } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { PackFigure, PackScore, PackSections, PackTotal } from '#shared/model/pack.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { toCanonical } from '#shared/rules/canonical.ts';
import { toFigure } from '#shared/rules/figure.ts';
import { toPillarScore } from '#shared/rules/pillarScore.ts';
import { type RegionFigure, toRegionFigure } from '#shared/rules/regionFigure.ts';
import type { PackScene } from './packScene.ts';

/** Looks of the walidata at the value that is shown, oldest first. */
export type LooksOf = (record: LiveRecord) => PackFigure['verifiedBy'];

/** Needs of `buildSections` beside what is shown. */
export interface SectionParts {
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
  readonly looksOf: LooksOf;
}

/** What a figure is made of. */
interface FigureParts {
  readonly record: LiveRecord;
  readonly indicator: Indicator;
  readonly definition: PackFigure['definition'];
  readonly looks: PackFigure['verifiedBy'];
}

type OwnSections = Pick<PackSections, 'figures' | 'totals' | 'absent' | 'scores' | 'alarms' | 'links'>;

/** What is shown as a pack keeps it: each figure with its definition, source, age and worth at that instant; one pillar or all. Pure. */
export function buildSections(
  scene: PackScene,
  pillar: PillarId | null,
  { hash, looksOf }: SectionParts,
): OwnSections {
  const indicators = scene.catalogue.indicators.filter((one) => pillar === null || one.pillar === pillar);
  const byId = new Map<string, Indicator>(indicators.map((one) => [one.id, one]));
  const order = new Map(indicators.map(({ id }, index) => [id as string, index]));
  const hashes = new Map(indicators.map((one) => [one.id, hash(toCanonical(one))]));
  const figures = scene.records
    .flatMap((record) => {
      const indicator = byId.get(record.indicator);
      if (!indicator) return [];
      const definition = toDefinition(scene, indicator, hashes.get(indicator.id) ?? '');
      return [toPackFigure(scene, { record, indicator, definition, looks: looksOf(record) })];
    })
    .sort(
      (a, b) => (order.get(a.indicator) ?? 0) - (order.get(b.indicator) ?? 0) || a.area.localeCompare(b.area),
    );
  const shown = listRegionFigures(scene, indicators);
  const present = new Set<string>(figures.map(({ indicator }) => indicator));
  return {
    figures,
    totals: shown.flatMap((one) => toTotal(one, scene)),
    absent: indicators
      .filter(({ id }) => !present.has(id))
      .map(({ id, pillar: of, name, agency }) => ({ indicator: id, pillar: of, name, agency })),
    scores: scene.catalogue.pillars
      .filter(({ id }) => pillar === null || id === pillar)
      .map((one) => toScore(scene, one, shown)),
    // A dead link or a silent agency is of no indicator, and so of every pillar.
    alarms: scene.alarms.filter(({ indicator }) => indicator === null || byId.has(indicator)),
    links: [...scene.links],
  };
}

function toDefinition(scene: PackScene, { id }: Indicator, hash: string): PackFigure['definition'] {
  const begun = scene.versionsOf(id).filter(({ validFrom }) => Date.parse(validFrom) <= scene.at);
  const newest = begun.at(-1);
  return { version: begun.length, validFrom: newest ? Date.parse(newest.validFrom) : null, hash };
}

function toPackFigure(
  { at, area, catalogue }: PackScene,
  { record, indicator, definition, looks }: FigureParts,
): PackFigure {
  const { zone } = catalogue.region;
  // Links colour no figure, so none are given.
  const figure = toFigure({ indicator, area: record.area, record, feeds: [], now: at, zone });
  const { target } = indicator;
  return {
    indicator: indicator.id,
    pillar: indicator.pillar,
    name: indicator.name,
    area: record.area,
    areaName: area(record.area)?.name ?? record.area,
    level: toAreaLevel(record.area),
    agency: indicator.agency,
    value: record.value,
    unit: indicator.unit,
    unitEn: indicator.unitEn,
    observedAt: record.observedAt,
    recordedAt: record.recordedAt,
    period: record.period ?? null,
    source: record.source,
    origin: record.origin,
    quality: record.quality,
    verification: record.verification,
    verifiedBy: looks,
    freshness: figure.freshness,
    status: figure.status,
    target: target && { value: target.value, year: target.year, source: target.source.label },
    was: record.was && figure.was ? record.was : null,
    note: record.note ?? null,
    definition,
  };
}

/** What the wall shows of each indicator for the whole region. */
function listRegionFigures(scene: PackScene, indicators: readonly Indicator[]): readonly RegionFigure[] {
  const { code, zone } = scene.catalogue.region;
  const bySeries = new Map<string, LiveRecord>(
    scene.records.map((record) => [toSeriesKey(record.indicator, record.area), record]),
  );
  const kecamatan = scene.catalogue.areas.filter(({ level }) => level === 'kecamatan');
  const common = { region: code, kecamatan, feeds: scene.links, now: scene.at, zone };
  return indicators.map((indicator) =>
    toRegionFigure({ ...common, indicator, recordOf: (key) => bySeries.get(key) }),
  );
}

function toTotal({ figure, from }: RegionFigure, { area }: PackScene): PackTotal[] {
  const { indicator, record, value, freshness } = figure;
  if (from.kind === 'own' || !record) return [];
  const place = 'area' in from ? (area(from.area)?.name ?? from.area) : null;
  return [
    {
      indicator: indicator.id,
      pillar: indicator.pillar,
      name: indicator.name,
      made: from.kind,
      areaName: place,
      count: 'count' in from ? from.count : 1,
      value,
      unit: indicator.unit,
      observedAt: record.observedAt,
      origin: record.origin,
      freshness,
    },
  ];
}

function toScore(
  { catalogue }: PackScene,
  { id, name }: { readonly id: PillarId; readonly name: PackScore['name'] },
  shown: readonly RegionFigure[],
): PackScore {
  const { scoreRule, zone } = catalogue.region;
  const own = shown.filter(({ figure }) => figure.indicator.pillar === id);
  const { ratios, ...score } = toPillarScore(own, scoreRule, zone);
  return { pillar: id, name, ...score, ratios: ratios.map((one) => ({ ...one })) };
}
