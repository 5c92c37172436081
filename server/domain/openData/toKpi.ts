import type { Agency } from '#shared/model/agency.ts';
import type { Indicator, Status } from '#shared/model/indicator.ts';
import type { OpenFigure } from '#shared/model/openData.ts';
import type { Origin } from '#shared/model/reading.ts';
import { toDurationParts } from '#shared/rules/calendar.ts';
import { computeFreshnessWindow } from '#shared/rules/freshness.ts';

/** What an entity is described with. */
export interface KpiParts {
  readonly indicator: Indicator;
  readonly agency: Agency | undefined;
  readonly pillarName: string;
  readonly region: { readonly name: string; readonly zone: string };
}

/** An entity of NGSI-LD; beside its id and type it has attributes. */
export type KpiEntity = { readonly id: string } & Readonly<Record<string, unknown>>;

/** Contexts in which the names of the attributes stand. */
const contexts = [
  'https://raw.githubusercontent.com/smart-data-models/dataModel.KeyPerformanceIndicator/master/context.jsonld',
  'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld',
];

/** Type of the entities. */
export const kpiType = 'KeyPerformanceIndicator';

/** Id of a series as an NGSI-LD entity. */
export function toKpiId({ indicator, area }: Pick<OpenFigure, 'indicator' | 'area'>): string {
  return `urn:ngsi-ld:${kpiType}:${indicator}:${area}`;
}

const standings: Readonly<Record<Status, string | null>> = {
  none: null,
  normal: 'good',
  watch: 'fair',
  bad: 'bad',
};

/** How a value comes about where its origin says so; a published one may have been made in any way. */
const methods: Readonly<Record<Origin, string | null>> = {
  measured: 'automatic',
  estimated: 'automatic',
  derived: 'automatic',
  reported: 'manual',
  published: null,
  simulated: null,
};

/** An open figure as a key performance indicator of NGSI-LD, normalised; what is not known is left out. Pure. */
export function toKpi(figure: OpenFigure, { indicator, agency, pillarName, region }: KpiParts): KpiEntity {
  const { value, observedAt, recordedAt, source, origin, quality, freshness, status, state } = figure;
  const observed = new Date(observedAt).toISOString();
  const next = computeFreshnessWindow(observedAt, indicator, region.zone).freshUntil;
  const attributes: Readonly<Record<string, unknown>> = {
    name: indicator.name.id,
    alternateName: indicator.name.en,
    description: indicator.explanation?.id ?? null,
    category: ['quantitative'],
    organization: region.name,
    process: pillarName,
    calculatedBy: agency?.name ?? indicator.agency,
    calculationFrequency: toFrequency(indicator.cadence),
    calculationMethod: methods[origin],
    calculationFormula: indicator.formula,
    businessTarget: indicator.target ? `${indicator.target.value} (${indicator.target.year})` : null,
    currentStanding: standings[status],
    dateNextCalculation: toDateTime(next),
    dateModified: toDateTime(recordedAt),
    area: figure.areaName,
    areaServed: figure.area,
    source: source.url ?? source.label,
    dataProvider: source.label,
    verification: state,
    origin,
    quality,
    freshness,
  };
  const known = Object.entries(attributes).filter(([, given]) => given !== null);
  return {
    id: toKpiId(figure),
    type: kpiType,
    kpiValue: {
      type: 'Property',
      value,
      observedAt: observed,
      unitText: { type: 'Property', value: indicator.unit },
    },
    calculationPeriod: {
      type: 'Property',
      value: indicator.periodAnchor === 'end' ? { to: observed } : { from: observed },
    },
    ...Object.fromEntries(known.map(([name, given]) => [name, { type: 'Property', value: given }])),
    '@context': contexts,
  };
}

function toDateTime(at: number): object {
  return { '@type': 'DateTime', '@value': new Date(at).toISOString() };
}

function toFrequency(cadence: string): string {
  const { years, months, days, clockMs } = toDurationParts(cadence);
  const all = years * 12 + months;
  if (all === 0 && days === 0) return clockMs === 3_600_000 ? 'hourly' : cadence;
  if (all === 0) return { 1: 'daily', 7: 'weekly', 14: 'biweekly' }[days] ?? cadence;
  if (days > 0 || clockMs > 0) return cadence;
  return { 1: 'monthly', 2: 'bimonthly', 3: 'quarterly', 12: 'yearly' }[all] ?? cadence;
}
