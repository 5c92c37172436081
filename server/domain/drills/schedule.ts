import type { DrillEvent, DrillScenario, DrillStep } from '#shared/model/drillScenario.ts';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';

/** One thing that a drill shows, in seconds of the scenario. `ageSeconds` are real ones. */
export type DrillStroke = { readonly afterSeconds: number } & (
  | {
      readonly kind: 'reading';
      readonly indicator: IndicatorId;
      readonly area: AreaCode;
      readonly value: number;
      readonly ageSeconds: number;
    }
  | { readonly kind: 'event'; readonly event: DrillEvent; readonly isOver: boolean }
);

type Repeat = Extract<DrillStep, { kind: 'repeat' }>;

/** How many strokes a scenario comes to, counted without making them: what is written by hand may be out by a zero. */
export function countStrokes({ steps }: Pick<DrillScenario, 'steps'>): number {
  return steps.reduce((sum, step) => sum + countStep(step), 0);
}

function countStep(step: DrillStep): number {
  if (step.kind === 'repeat') return countRepeats(step);
  if (step.kind === 'event') return step.event.endsAfterSeconds === null ? 1 : 2;
  return step.kind === 'reading' ? 1 : 0;
}

function countRepeats({ afterSeconds, untilSeconds, everySeconds }: Repeat): number {
  return Math.max(0, Math.floor((untilSeconds - afterSeconds) / everySeconds) + 1);
}

/** Value of the repetition `index`, from 0; without the noise of adding fractions. */
export function toRepeatValue({ value, step = 0 }: Repeat, index: number): number {
  return Number((value + step * index).toFixed(6));
}

/** Last repetition of a step. */
export function toLastRepeat(step: Repeat): number {
  return countRepeats(step) - 1;
}

/** Everything that a scenario shows, in order of time. Meant for scenarios that were checked: their number is bounded. */
export function toStrokes({ steps }: Pick<DrillScenario, 'steps'>): DrillStroke[] {
  const silences = steps.filter((step) => step.kind === 'silence');
  const endOf = ({ indicator, area, afterSeconds }: Repeat): number =>
    Math.min(
      ...silences
        .filter((one) => one.indicator === indicator && one.area === area && one.afterSeconds > afterSeconds)
        .map((one) => one.afterSeconds),
      Number.POSITIVE_INFINITY,
    );
  return steps
    .flatMap((step): DrillStroke[] => {
      if (step.kind === 'repeat') return repeat(step, endOf(step));
      if (step.kind === 'event') return toEventStrokes(step);
      if (step.kind === 'silence') return [];
      return [{ ...step, ageSeconds: step.ageSeconds ?? 0 }];
    })
    .sort((a, b) => a.afterSeconds - b.afterSeconds);
}

function repeat(step: Repeat, endsAt: number): DrillStroke[] {
  const { indicator, area } = step;
  return Array.from({ length: countRepeats(step) }, (_, index) => ({
    kind: 'reading' as const,
    afterSeconds: step.afterSeconds + index * step.everySeconds,
    indicator,
    area,
    value: toRepeatValue(step, index),
    ageSeconds: 0,
  })).filter(({ afterSeconds }) => afterSeconds < endsAt);
}

function toEventStrokes({ afterSeconds, event }: Extract<DrillStep, { kind: 'event' }>): DrillStroke[] {
  const begin: DrillStroke = { kind: 'event', afterSeconds, event, isOver: false };
  if (event.endsAfterSeconds === null) return [begin];
  return [begin, { ...begin, afterSeconds: afterSeconds + event.endsAfterSeconds, isOver: true }];
}
