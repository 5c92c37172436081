import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { formatShortDate, formatTime } from '../../lib/clock.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { toLineKind } from './chartLines.ts';
import { formatTick, toScale } from './chartScale.ts';
import type { DrawnHistory } from './drawnHistory.ts';

/** One thing that a reader of the chart must know: a key of the texts (namespace `map`) and what goes into it. */
export interface ChartNote {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly isStrong: boolean;
}

/** What stands below a chart: what it is made of, what its marks mean, where its limits come from and where its axis begins. */
export function listChartNotes(
  drawn: DrawnHistory,
  indicator: Pick<
    Indicator,
    'thresholds' | 'target' | 'decimals' | 'scale' | 'unit' | 'unitEn' | 'breaks' | 'cadence'
  >,
  language: Language,
): ChartNote[] {
  const { points, bad } = drawn;
  const kinds = new Set(points.map(toLineKind));
  const count = (pick: (point: DrawnHistory['points'][number]) => boolean): number =>
    points.filter(pick).length;
  const scale = toScale(drawn, indicator);
  const notes: (ChartNote | null)[] = [
    kinds.has('simulated') ? note('noteSimulated', {}, true) : null,
    kinds.has('estimated') ? note('noteEstimated', {}, true) : null,
    counted(
      'noteProvisional',
      count(({ isProvisional, isRestated }) => isProvisional && !isRestated),
    ),
    counted(
      'noteRestated',
      count(({ isRestated }) => isRestated),
    ),
    counted('noteBad', bad.length),
    counted('noteAlarms', drawn.alarms.length),
    drawn.alarmsSince === null
      ? null
      : note('noteAlarmsSince', { at: formatPlace(drawn.alarmsSince, language) }, true),
    drawn.gaps.length > 0 ? note('noteGaps') : null,
    drawn.downsampled ? note('downsampled') : null,
    points.length > 0 && scale.min > 0
      ? note('noteAxis', { value: formatTick(scale.min, scale.step, language) })
      : null,
    indicator.target
      ? note('noteTarget', {
          value: formatWithUnit(indicator.target.value, indicator, language),
          year: indicator.target.year,
          source: indicator.target.source.label,
        })
      : null,
    indicator.thresholds
      ? note(indicator.thresholds.confidence === 'low' ? 'noteLimitsUnsure' : 'noteLimits', {
          source: indicator.thresholds.source,
        })
      : null,
  ];
  return notes.filter((one) => one !== null);
}

/** A place on the axis stands for the region's clock as if it were UTC. */
function formatPlace(x: number, language: Language): string {
  return `${formatShortDate(x, 'UTC', language)} ${formatTime(x, 'UTC')}`;
}

function note(key: string, values: ChartNote['values'] = {}, isStrong = false): ChartNote {
  return { key, values, isStrong };
}

function counted(key: string, count: number): ChartNote | null {
  return count > 0 ? note(key, { count }) : null;
}
