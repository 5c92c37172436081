import type { Alarm } from '#shared/model/alarm.ts';
import { toAlarmText } from '#shared/rules/alarmText.ts';
import { toAlarmPlace } from '../../lib/alarmPlace.ts';
import { formatTime } from '../../lib/clock.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { isWaiting } from '../../lib/openAlarms.ts';
import { severityMarks } from '../../lib/severityMarks.ts';
import type { AttentionInput, AttentionItem } from './attentionItems.ts';

/** From this many alarms of one rule on, one line speaks for all of them. */
const groupFrom = 3;

/** Alarms as lines, in the order in which they come; many of one rule in one line where the first of them stood. */
export function toAlarmItems(alarms: readonly Alarm[], input: AttentionInput): AttentionItem[] {
  const byRule = new Map<string, Alarm[]>();
  for (const alarm of alarms) {
    const key = `${alarm.rule} ${isWaiting(alarm)}`;
    byRule.set(key, [...(byRule.get(key) ?? []), alarm]);
  }
  return [...byRule.values()].flatMap((group) =>
    group.length >= groupFrom ? [toGroupItem(group, input)] : group.map((alarm) => toAlarmItem(alarm, input)),
  );
}

function toAlarmItem(alarm: Alarm, input: AttentionInput): AttentionItem {
  const { language } = input;
  return {
    key: `alarm ${alarm.id}`,
    status: toStatus(alarm),
    title: toAlarmText(alarm, language) ?? alarm.name[language],
    text: [
      toSimulated(alarm, input),
      alarm.text ? alarm.name[language] : '',
      toPlace(alarm, input),
      toValue(alarm, input),
    ]
      .filter(Boolean)
      .join(' · '),
    at: alarm.raisedAt,
    tail: toTail(alarm, input),
  };
}

function toGroupItem(group: readonly Alarm[], input: AttentionInput): AttentionItem {
  const [first] = group;
  if (!first) throw new RangeError('a group holds alarms');
  const places = group.map((alarm) => toPlace(alarm, input)).filter(Boolean);
  const simulated = group.some((alarm) => alarm.simulated) ? `${input.t('tile.simulated')} · ` : '';
  return {
    key: `alarms ${first.rule} ${isWaiting(first)}`,
    status: toStatus(first),
    title: input.t('attention.alarms', { name: first.name[input.language], count: group.length }),
    text: `${simulated}${places.slice(0, 3).join(', ')}${places.length > 3 ? ` +${places.length - 3}` : ''}`,
    at: Math.max(...group.map(({ raisedAt }) => raisedAt)),
    tail: toTail(first, input),
  };
}

function toStatus({ kind, severity, subject }: Alarm): AttentionItem['status'] {
  if (kind === 'silence' && subject !== null && severity !== 'minor') return 'down';
  return severityMarks[severity];
}

function toPlace(alarm: Alarm, { index: { areas, agencies }, feeds }: AttentionInput): string {
  return toAlarmPlace(alarm, { areas, agencies, feeds });
}

function toValue(
  { indicator: id, value, victims, kind }: Alarm,
  { index, language, t }: AttentionInput,
): string {
  const indicator = id === null ? undefined : index.indicators.get(id);
  if (indicator && value !== null) return formatWithUnit(value, indicator, language);
  const name = indicator?.shortName[language] ?? '';
  return victims.length > 0 && kind !== 'warning'
    ? [name, t('attention.victims', { count: victims.length })].filter(Boolean).join(' ')
    : name;
}

function toSimulated({ simulated, text }: Alarm, { t }: AttentionInput): string {
  const word = t('tile.simulated');
  return simulated && !text?.includes(word) ? word : '';
}

function toTail({ state, acknowledgedAt }: Alarm, { index, t }: AttentionInput): string {
  const { zone } = index.catalogue.region;
  if (state === 'acknowledged' && acknowledgedAt !== null)
    return t('attention.acknowledged', { time: formatTime(acknowledgedAt, zone) });
  return t(state === 'returned' ? 'attention.returned' : 'attention.unacknowledged');
}
