import type { AlarmHistory } from '#shared/model/situation.ts';
import type { Names } from '../../hooks/desk/useDesk.ts';

/** What an alarm is about, in words: its area, or else the agency, link or wall that fell silent; an event's id tells nobody anything. */
export function toPlace(
  { area, subject, kind }: Pick<AlarmHistory['items'][number], 'area' | 'subject' | 'kind'>,
  names: Names,
): string {
  if (area !== null) return names.areaName(area);
  return subject === null || kind !== 'silence' ? '' : names.agencyName(subject);
}
