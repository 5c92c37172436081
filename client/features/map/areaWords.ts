import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { formatWithUnit } from '../../lib/format.ts';
import type { AreaState } from './choropleth.ts';

/** Value of an area in words for titles: null when it has none. */
export function toValueWords(
  state: AreaState,
  indicator: Indicator | null,
  language: Language,
): string | null {
  return state.value === null || !indicator ? null : formatWithUnit(state.value, indicator, language);
}

/** Which sentence says an area's state aloud (namespace `map`). */
export function toAreaKey(state: AreaState | null, hasIndicator: boolean): string {
  if (!hasIndicator) return 'areaPlain';
  if (!state || state.fill === 'none') return 'areaNone';
  return state.fill === 'old' ? 'areaOld' : 'areaValue';
}
