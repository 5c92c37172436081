import type { AlarmHistory } from '#shared/model/situation.ts';
import type { Names } from '../../hooks/desk/useDesk.ts';

/** What an alarm is about, in words: its area, or else the agency or link that it names. */
export function toPlace(
  { area, subject }: Pick<AlarmHistory['items'][number], 'area' | 'subject'>,
  names: Names,
): string {
  if (area !== null) return names.areaName(area);
  return subject === null ? '' : names.agencyName(subject);
}
