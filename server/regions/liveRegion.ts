import { createHash } from 'node:crypto';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Programme } from '#shared/model/programme.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { Region } from './region.ts';

/** A region whose definitions of indicators and programmes may change while the server runs. Read it anew with each use; never keep a part of it. */
export interface LiveRegion extends Region {
  /** Changes with every change of the catalogue. */
  readonly catalogueVersion: string;
  /** Puts changed definitions in place and tells whoever listens. */
  applyIndicators(changed: readonly Indicator[]): void;
  /** Puts all programmes in place of those before; tells whoever listens where anything of them is another. */
  applyProgrammes(programmes: readonly Programme[]): void;
  /** Called after each change; returns its off. */
  onCatalogue(listener: () => void): () => void;
}

/** Makes a pack's region one that can change. */
export function createLiveRegion(pack: Region): LiveRegion {
  const indicators = new Map<string, Indicator>(pack.catalogue.indicators.map((one) => [one.id, one]));
  const listeners = new Set<() => void>();
  let catalogue = pack.catalogue;
  let catalogueJson = pack.catalogueJson;
  let catalogueVersion = toVersion(catalogueJson);
  const put = (next: Catalogue): void => {
    catalogue = next;
    catalogueJson = JSON.stringify(next);
    catalogueVersion = toVersion(catalogueJson);
    for (const listener of listeners) listener();
  };
  return {
    ...pack,
    get catalogue() {
      return catalogue;
    },
    get catalogueJson() {
      return catalogueJson;
    },
    get catalogueVersion() {
      return catalogueVersion;
    },
    indicator: (id) => indicators.get(id),
    applyIndicators(changed) {
      for (const indicator of changed) indicators.set(indicator.id, indicator);
      put(withIndicators(catalogue, [...indicators.values()]));
    },
    applyProgrammes(programmes) {
      const isSame = JSON.stringify(programmes) === JSON.stringify(catalogue.programmes);
      if (!isSame) put({ ...catalogue, programmes: [...programmes] });
    },
    onCatalogue(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function withIndicators(catalogue: Catalogue, indicators: Indicator[]): Catalogue {
  const [first] = indicators;
  const weightsAreEqual = indicators.every(({ weight }) => weight === first?.weight);
  return { ...catalogue, indicators, region: { ...catalogue.region, weightsAreEqual } };
}

function toVersion(json: string): string {
  return createHash('sha256').update(json).digest('base64url').slice(0, 27);
}
