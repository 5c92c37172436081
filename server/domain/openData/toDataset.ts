import type { Agency } from '#shared/model/agency.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import {
  type IndicatorMetadata,
  type Licence,
  msIndFields,
  type OpenDataset,
  type OpenFigure,
} from '#shared/model/openData.ts';

/** What a data set is described with. */
export interface DatasetParts {
  readonly metadata: IndicatorMetadata | undefined;
  readonly agency: Agency | undefined;
  readonly licence: Licence | null;
  readonly figures: readonly OpenFigure[];
  /** What stands before every address: the server's own where it is known, else nothing. */
  readonly base: string;
}

/** An indicator as a data set by MS-Ind; what no source gives is named as missing, not made up. Pure. */
export function toDataset(
  indicator: Indicator,
  { metadata = {}, agency, licence, figures, base }: DatasetParts,
): OpenDataset {
  const { id, pillar, name, explanation, formula, unit, levels, cadence, note } = indicator;
  const path = `${base}/api/v1/open/datasets/${id}`;
  const newest = figures.length > 0 ? Math.max(...figures.map(({ observedAt }) => observedAt)) : null;
  const fields = {
    name,
    concept: metadata.concept ?? null,
    definition: explanation,
    interpretation: metadata.interpretation ?? null,
    formula,
    measure: metadata.measure ?? null,
    unit,
    classification: metadata.classification ?? null,
    components: metadata.components ? [...metadata.components] : null,
    levels: [...levels],
    publicAccess: 'open' as const,
  };
  return {
    id,
    pillar,
    ...fields,
    // A bare index has no unit, which is no gap.
    missing: msIndFields.filter((field) => fields[field] === null),
    producer: agency?.name ?? indicator.agency,
    cadence,
    note,
    licence,
    newestAt: newest === null ? null : new Date(newest).toISOString(),
    csv: `${path}/data.csv`,
    json: `${path}/data.json`,
    page: `${base}/publik/data/${id}`,
  };
}
