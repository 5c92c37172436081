import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';

/** What a file is read against: all indicators, all areas down to the villages, and the region's zone. */
export interface ImportCatalogue {
  readonly indicators: readonly Indicator[];
  readonly areas: readonly Area[];
  /** IANA zone, e.g. `Asia/Jakarta`. */
  readonly zone: string;
}
