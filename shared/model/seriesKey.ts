/** A series is one indicator in one area; this is its key in maps: `indicator|area`. */
export type SeriesKey = string & { readonly __brand: 'SeriesKey' };

/** Builds the key of a series. Neither part can hold `|`, so the key is unambiguous. */
export function toSeriesKey(indicator: string, area: string): SeriesKey {
  return `${indicator}|${area}` as SeriesKey;
}
