import type { Agency } from '#shared/model/agency.ts';
import type { AlarmHistory } from '#shared/model/situation.ts';
import { toSilentName } from '../alarmPlace.ts';

/** Names that a place is told by. */
interface WhereNames {
  indicatorName(id: string): string;
  areaName(code: string): string;
  agency(code: string): Agency | undefined;
}

type Item = AlarmHistory['items'][number];

/** What tells where an alarm is; a list that keeps no areas of a warning leaves `victims` out. */
export type Placed = Pick<Item, 'area' | 'indicator' | 'subject' | 'text'> & {
  readonly kind: Item['kind'] | null;
  readonly victims?: readonly string[];
};

/** Where an alarm is: its area, or what fell silent: sensors, an agency, a link, a wall. Empty for the whole region and for a quake. */
export function toWhere(
  { kind, area, indicator, subject, text, victims = [] }: Placed,
  names: WhereNames,
  toCount: (areas: number) => string,
): string {
  const where = area === null ? '' : names.areaName(area);
  if (kind === 'silence') {
    const silent = indicator
      ? names.indicatorName(indicator)
      : toSilentName({ subject, text }, (code) => names.agency(code)?.abbreviation);
    // The area first: what is cut where a column ends is told by the alarm's name, too.
    return [where, silent].filter(Boolean).join(', ');
  }
  return where === '' && kind === 'warning' && victims.length > 0 ? toCount(victims.length) : where;
}
