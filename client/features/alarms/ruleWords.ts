import type { AlarmRule } from '#shared/model/alarm.ts';
import type { Names } from '../../hooks/desk/useDesk.ts';
import { toDurationWords } from '../../lib/age.ts';
import { toNumberText, toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import type { Translate } from './alarmWords.ts';

/** What raises an alarm of a rule, in words; `t` is of the rules' texts. */
export function toConditionWords(
  { condition }: Pick<AlarmRule, 'condition'>,
  names: Names,
  t: Translate,
): string {
  const time = (seconds: number): string => toDurationWords(seconds * 1_000, deskLanguage());
  switch (condition.kind) {
    case 'limit': {
      const { side, limit, deadBand, delaySeconds, clearSeconds, count } = condition;
      const indicator = names.indicator(condition.indicator);
      return t('when.limit', {
        indicator: names.indicatorName(condition.indicator),
        side: t(`when.${side}`, {}),
        limit: toValueText(limit, indicator),
        deadBand: toValueText(deadBand, indicator),
        count,
        delay: delaySeconds > 0 ? t('when.delay', { time: time(delaySeconds) }) : '',
        clear: clearSeconds > 0 ? t('when.clear', { time: time(clearSeconds) }) : '',
      });
    }
    case 'warning':
      return t('when.warning', { least: t(`least.${condition.least}`, {}) });
    case 'quake':
      return t('when.quake', {
        magnitude: toNumberText(condition.leastMagnitude),
        km: toNumberText(condition.withinKm),
      });
    case 'silence':
      return t(`when.silence.${condition.of}`, {
        delay: condition.delaySeconds > 0 ? t('when.delay', { time: time(condition.delaySeconds) }) : '',
      });
    case 'manual':
      return t('when.manual', {});
    default:
      return condition satisfies never;
  }
}
