import type { AgencyCode } from '#shared/model/ids.ts';
import type { ImportCatalogue } from './catalogue.ts';
import { createAreaMatcher, type MatchArea } from './matchArea.ts';
import { createIndicatorMatcher, type MatchIndicator } from './matchIndicator.ts';

/** What recognises the words of a file. Dear to build, so one pair serves a whole file. */
export interface Matchers {
  readonly matchArea: MatchArea;
  readonly matchIndicator: MatchIndicator;
}

/** Builds both; `agency` breaks the tie where a name fits indicators of several agencies. */
export function createMatchers(catalogue: ImportCatalogue, agency: AgencyCode | null): Matchers {
  return {
    matchArea: createAreaMatcher(catalogue.areas),
    matchIndicator: createIndicatorMatcher(catalogue.indicators, agency),
  };
}
