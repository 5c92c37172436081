import type { Language } from '#shared/model/text.ts';
import { formatDay, formatTime } from './clock.ts';
import { formatNumber } from './format.ts';

/** Makes the formats of the first figures ahead of them: a browser takes longer for a format than for a tile. */
export function warmFormats(zone: string, language: Language): void {
  formatDay(0, zone, language);
  formatTime(0, zone);
  for (const decimals of [0, 1, 2]) formatNumber(0, decimals, language);
}
