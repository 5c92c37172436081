import type { AlarmDetail } from '#shared/model/alarm.ts';
import { toAlarmText } from '#shared/rules/alarmText.ts';
import type { Names } from '../../hooks/desk/useDesk.ts';
import { type Placed, toWhere } from '../../lib/desk/alarmWhere.ts';
import { toNumberText, toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** Looks up a text; keys name their part. */
export type Translate = (key: string, values: Record<string, unknown>) => string;

/** Name of an alarm; one raised by hand is what its text says. */
export function toName({ name, kind, text }: Pick<AlarmDetail, 'name' | 'kind' | 'text'>): string {
  return kind === 'manual' && text ? text : name[deskLanguage()];
}

/** Words of a source without its mark of what is simulated, where that mark stands beside them: said twice it leaves no room for what is said. */
export function toUnmarked(words: string, { simulated }: Pick<AlarmDetail, 'simulated'>): string {
  if (!simulated) return words;
  const bare = words.replace(/(SIMULASI|SIMULATION): /, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** Where it is, the whole region too; a dash where there is nothing to name. */
export function toWhereOrRegion(alarm: Placed, names: Names, t: Translate): string {
  const where = toWhere(alarm, names, (count) => t('alarm:areas', { count }));
  return where || (alarm.kind === 'quake' || alarm.kind === 'silence' ? '–' : t('alarm:region', {}));
}

/** What it says beside its name; nothing that stands elsewhere in its row. */
export function toNote(alarm: AlarmDetail, names: Names): string {
  const { kind, indicator } = alarm;
  if (kind === 'limit') return indicator ? names.indicatorName(indicator) : '';
  return kind === 'manual' ? '' : (toAlarmText(alarm, deskLanguage()) ?? '');
}

/** Value that raised it, with its unit; empty where it has none. */
export function toAlarmValue(
  { kind, value, indicator }: Pick<AlarmDetail, 'kind' | 'value' | 'indicator'>,
  names: Names,
  t: Translate,
): string {
  if (value === null) return '';
  if (kind === 'quake') return t('alarm:magnitude', { value: toNumberText(value) });
  return toValueText(value, indicator ? names.indicator(indicator) : undefined);
}

/** Name of what an alarm explains: an area, an indicator, or one indicator in one area. */
export function toVictimName(victim: string, names: Names): string {
  const [first = victim, area] = victim.split('|');
  if (names.area(first)) return names.areaName(first);
  const indicator = names.indicatorName(first);
  return area ? `${indicator}, ${names.areaName(area)}` : indicator;
}

/** Address of the wall's scene that explains an alarm. */
export function toDisplayAddress({ display, area }: Pick<AlarmDetail, 'display' | 'area'>): string {
  const query = new URLSearchParams({ scene: display.scene });
  if (display.pillar) query.set('pillar', display.pillar);
  if (display.indicator) query.set('indicator', display.indicator);
  if (area) query.set('area', area);
  if (deskLanguage() !== 'id') query.set('lang', deskLanguage());
  return `/wall?${query}`;
}

/** The form of an incident from this alarm, filled with what the alarm knows. */
export function toIncidentAddress(alarm: AlarmDetail): string {
  const query = new URLSearchParams({ alarm: alarm.id, judul: toName(alarm), tingkat: alarm.severity });
  if (alarm.area !== null) query.set('wilayah', alarm.area);
  return `/console/kejadian?${query.toString()}`;
}
