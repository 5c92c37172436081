import { create } from 'zustand';
import type { Agency } from '#shared/model/agency.ts';
import type { Area } from '#shared/model/area.ts';
import type { PillarId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Catalogue } from '#shared/model/region.ts';

/** The region's catalogue with the look-ups that panels need, built once when it arrives. */
export interface CatalogueIndex {
  readonly catalogue: Catalogue;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly areas: ReadonlyMap<string, Area>;
  readonly byPillar: ReadonlyMap<PillarId, readonly Indicator[]>;
}

interface CatalogueState {
  readonly index: CatalogueIndex | null;
  /** True while the last try failed; the next one is on its way. */
  readonly isUnreachable: boolean;
}

export const useCatalogueStore = create<CatalogueState>(() => ({ index: null, isUnreachable: false }));

/** Builds the look-ups of a catalogue. */
export function toCatalogueIndex(catalogue: Catalogue): CatalogueIndex {
  const byPillar = new Map<PillarId, Indicator[]>();
  for (const pillar of catalogue.pillars) byPillar.set(pillar.id, []);
  for (const indicator of catalogue.indicators) byPillar.get(indicator.pillar)?.push(indicator);
  return {
    catalogue,
    byPillar,
    indicators: new Map(catalogue.indicators.map((indicator) => [indicator.id, indicator])),
    agencies: new Map(catalogue.agencies.map((agency) => [agency.code, agency])),
    areas: new Map(catalogue.areas.map((area) => [area.code, area])),
  };
}

/** The catalogue inside the wall, which is only drawn when there is one. */
export function useCatalogue(): CatalogueIndex {
  const index = useCatalogueStore((state) => state.index);
  if (!index) throw new Error('the wall was drawn before its catalogue arrived');
  return index;
}
