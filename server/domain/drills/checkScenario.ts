import type { AlarmRule } from '#shared/model/alarm.ts';
import type { Area } from '#shared/model/area.ts';
import type { DrillScenario, DrillStep } from '#shared/model/drillScenario.ts';
import { drillWord, maxDrillStrokes } from '#shared/model/drillScenario.ts';
import { toAreaLevel } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { findRuleFaults } from '../alarms/createAlarmRules.ts';
import { countStrokes, toLastRepeat, toRepeatValue } from './schedule.ts';

/** What of the catalogue a scenario is checked against; undefined answers are unknown things. */
export interface ScenarioRules {
  readonly indicator: (id: string) => Pick<Indicator, 'range' | 'levels'> | undefined;
  readonly area: (code: string) => Pick<Area, 'code'> | undefined;
  /** Rules that stand without the scenario. */
  readonly rule: (id: string) => Pick<AlarmRule, 'suppressedBy'> | undefined;
}

/** One thing that keeps a scenario from working, at its JSON pointer. */
export interface ScenarioFault {
  readonly pointer: string;
  readonly message: string;
}

type Report = (pointer: string, message: string) => void;

/** Checks what a scenario says beyond its shape; every fault at once. */
export function checkScenario(scenario: DrillScenario, rules: ScenarioRules): ScenarioFault[] {
  const faults: ScenarioFault[] = [];
  const report: Report = (pointer, message) => {
    faults.push({ pointer, message });
  };
  for (const [index, step] of scenario.steps.entries())
    checkStep(step, `/steps/${index}`, { scenario, rules, report });
  const strokes = countStrokes(scenario);
  if (strokes > maxDrillStrokes)
    report('/steps', `${strokes} readings and events, at most ${maxDrillStrokes}`);
  checkEventIds(scenario, report);
  checkRules(scenario, rules, report);
  return faults;
}

interface StepContext {
  readonly scenario: DrillScenario;
  readonly rules: ScenarioRules;
  readonly report: Report;
}

function checkStep(step: DrillStep, path: string, { scenario, rules, report }: StepContext): void {
  const endsAt = scenario.minutes * 60;
  const within = (seconds: number, key: string): void => {
    if (seconds > endsAt) report(`${path}/${key}`, `${seconds} s is after the end, ${endsAt} s`);
  };
  within(step.afterSeconds, 'afterSeconds');
  if (step.kind === 'event') {
    for (const [index, code] of step.event.areas.entries())
      if (!rules.area(code)) report(`${path}/event/areas/${index}`, `there is no area "${code}"`);
    within(step.afterSeconds + (step.event.endsAfterSeconds ?? 0), 'event/endsAfterSeconds');
    return;
  }
  checkSeries(step, path, rules, report);
  if (step.kind === 'reading')
    checkValue(step.value, rules.indicator(step.indicator), `${path}/value`, report);
  if (step.kind === 'repeat') {
    within(step.untilSeconds, 'untilSeconds');
    if (step.untilSeconds < step.afterSeconds) report(`${path}/untilSeconds`, 'is before afterSeconds');
    const known = rules.indicator(step.indicator);
    checkValue(step.value, known, `${path}/value`, report);
    if (step.step) checkValue(toRepeatValue(step, toLastRepeat(step)), known, `${path}/step`, report);
  }
  if (step.kind === 'silence' && !scenario.steps.some((other) => isSilenced(other, step)))
    report(path, 'ends no "repeat" of this series');
}

function checkSeries(
  { indicator: id, area: code }: Exclude<DrillStep, { kind: 'event' }>,
  path: string,
  { indicator, area }: ScenarioRules,
  report: Report,
): void {
  const known = indicator(id);
  const place = area(code);
  if (!known) report(`${path}/indicator`, `there is no indicator "${id}"`);
  if (!place) report(`${path}/area`, `there is no area "${code}"`);
  if (known && place && !known.levels.includes(toAreaLevel(place.code)))
    report(`${path}/area`, `"${id}" is only given for ${known.levels.join(', ')}`);
}

function checkValue(
  value: number,
  indicator: Pick<Indicator, 'range'> | undefined,
  pointer: string,
  report: Report,
): void {
  const range = indicator?.range;
  if (range && (value < range.min || value > range.max))
    report(pointer, `comes to ${value}, must be between ${range.min} and ${range.max}`);
}

function isSilenced(step: DrillStep, silence: Extract<DrillStep, { kind: 'silence' }>): boolean {
  if (step.kind !== 'repeat') return false;
  const isSame = step.indicator === silence.indicator && step.area === silence.area;
  return isSame && step.afterSeconds < silence.afterSeconds && step.untilSeconds >= silence.afterSeconds;
}

function checkEventIds({ steps }: DrillScenario, report: Report): void {
  const seen = new Set<string>();
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'event') continue;
    if (seen.has(step.event.id)) report(`/steps/${index}/event/id`, `"${step.event.id}" is there twice`);
    seen.add(step.event.id);
  }
}

/** Limits of an exercise must never be taken for real ones, wherever their name is read. */
function checkRules(
  { rules: own, resting, expect }: DrillScenario,
  rules: ScenarioRules,
  report: Report,
): void {
  const find = (id: string) => own.find((rule) => rule.id === id) ?? rules.rule(id);
  for (const [index, rule] of own.entries()) {
    const path = `/rules/${index}`;
    if (rules.rule(rule.id) || own.findIndex(({ id }) => id === rule.id) < index)
      report(`${path}/id`, `there is a rule "${rule.id}" already`);
    for (const language of ['id', 'en'] as const)
      if (!rule.name[language].startsWith(`${drillWord}: `))
        report(`${path}/name/${language}`, `must begin with "${drillWord}: "`);
    for (const { pointer, code, params } of findRuleFaults(rule, undefined, { ...rules, rule: find }))
      report(`${path}${pointer}`, `${code}: ${Object.values(params).join(' to ')}`);
  }
  for (const [index, id] of resting.entries())
    if (!find(id)) report(`/resting/${index}`, `there is no rule "${id}"`);
  for (const [index, { rule, area }] of expect.entries()) {
    if (!find(rule)) report(`/expect/${index}/rule`, `there is no rule "${rule}"`);
    if (area !== undefined && !rules.area(area))
      report(`/expect/${index}/area`, `there is no area "${area}"`);
  }
}
