import type { Agency } from '#shared/model/agency.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { Area } from '#shared/model/area.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import { toSilenceName } from '#shared/rules/alarmText.ts';

/** Names that an alarm's place is told by. */
export interface PlaceNames {
  readonly areas: ReadonlyMap<string, Area>;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly feeds: readonly FeedState[];
}

/** Areas that are named; more are counted. */
const namedCount = 3;

/** Where an alarm is: its area, the areas of a warning, or the link, agency or wall that fell silent. Empty for the whole region. */
export function toAlarmPlace(
  { area, subject, text, kind, victims }: Pick<Alarm, 'area' | 'subject' | 'text' | 'kind' | 'victims'>,
  { areas, agencies, feeds }: PlaceNames,
): string {
  if (area !== null) return areas.get(area)?.name ?? area;
  if (kind === 'warning' && victims.length > 0) {
    const names = victims.slice(0, namedCount).map((code) => areas.get(code)?.name ?? code);
    return `${names.join(', ')}${victims.length > namedCount ? ` +${victims.length - namedCount}` : ''}`;
  }
  if (kind !== 'silence') return '';
  const nameOf = (code: string) =>
    agencies.get(code)?.abbreviation ?? feeds.find(({ id }) => id === code)?.name;
  return toSilentName({ subject, text }, nameOf);
}

/** Who fell silent: an agency, or the link or wall that its words begin with; an id tells nobody anything. */
export function toSilentName(
  { subject, text }: Pick<Alarm, 'subject' | 'text'>,
  nameOf: (code: string) => string | undefined,
): string {
  const name = subject === null ? undefined : nameOf(subject);
  return name ?? (text === null ? (subject ?? '') : toSilenceName(text));
}
