import type { Agency } from '#shared/model/agency.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { IndicatorMetadata, Licence, OpenDataset, OpenFigure, OpenRow } from '#shared/model/openData.ts';
import type { Catalogue } from '#shared/model/region.ts';
import { createOpenView } from './createOpenView.ts';
import type { OpenSource } from './openSource.ts';
import { readRows, type Span } from './readRows.ts';
import { toCatalog } from './toCatalog.ts';
import { toDataset } from './toDataset.ts';
import { type KpiEntity, toKpi } from './toKpi.ts';

/** Terms under which a region opens its figures. */
export interface Terms {
  readonly publisher: { readonly name: string; readonly url?: string; readonly email?: string };
  readonly licence: Licence | null;
  readonly metadata: Readonly<Record<string, IndicatorMetadata>>;
}

/** Needs of `createOpenData`. */
export interface OpenDataParts extends OpenSource {
  readonly catalogue: () => Catalogue;
  readonly agency: (code: string) => Agency | undefined;
  readonly terms: Terms;
  /** Address of the server where it is set; nothing where it is not, addresses are then relative. */
  readonly base: string;
}

/** One indicator as anyone may see it. */
export interface OpenIndicator {
  readonly indicator: Indicator;
  readonly dataset: OpenDataset;
  readonly figures: readonly OpenFigure[];
}

/** What anyone may see. */
export interface OpenData {
  /** Indicators that the region does not close, in order of the catalogue; those without an open figure too. */
  list(): Promise<readonly OpenIndicator[]>;
  find(id: string): Promise<OpenIndicator | null>;
  rows(indicator: Indicator, span: Span): AsyncIterable<OpenRow>;
  /** DCAT-AP, of indicators with an open figure. */
  catalog(): Promise<object>;
  /** NGSI-LD entities in order of their ids. */
  kpis(): Promise<readonly KpiEntity[]>;
}

/** Builds the use case. */
export function createOpenData(parts: OpenDataParts): OpenData {
  const view = createOpenView(parts);
  const list = async (): Promise<readonly OpenIndicator[]> => {
    const figuresOf = await view();
    const open = parts.indicators().filter(({ id }) => !parts.closed.has(id));
    return open.map((indicator) => toOpenIndicator(indicator, figuresOf.get(indicator.id) ?? [], parts));
  };
  return {
    list,
    find: async (id) => (await list()).find(({ indicator }) => indicator.id === id) ?? null,
    rows: (indicator, span) => readRows(indicator, span, parts),
    async catalog() {
      const { region, pillars } = parts.catalogue();
      const datasets = (await list())
        .filter(({ figures }) => figures.length > 0)
        .map(({ dataset }) => dataset);
      const pillarName = (id: string) => pillars.find((one) => one.id === id)?.name.id ?? id;
      return toCatalog({ region, publisher: parts.terms.publisher, base: parts.base, pillarName, datasets });
    },
    async kpis() {
      const { region, pillars } = parts.catalogue();
      return (await list()).flatMap(({ indicator, figures }) =>
        figures
          .filter(({ value }) => value !== null)
          .map((figure) =>
            toKpi(figure, {
              indicator,
              agency: parts.agency(indicator.agency),
              pillarName: pillars.find(({ id }) => id === indicator.pillar)?.name.id ?? indicator.pillar,
              region,
            }),
          ),
      );
    },
  };
}

function toOpenIndicator(
  indicator: Indicator,
  figures: readonly OpenFigure[],
  { terms, agency, base }: OpenDataParts,
): OpenIndicator {
  const dataset = toDataset(indicator, {
    metadata: terms.metadata[indicator.id],
    agency: agency(indicator.agency),
    licence: terms.licence,
    figures,
    base,
  });
  return { indicator, dataset, figures };
}
