import type { BudgetFields } from '#shared/model/budget.ts';
import type { ProgrammeFields } from '#shared/model/programme.ts';
import { presentMonth } from '#shared/rules/budget.ts';

/** Why an entry is not taken, at its place in the body. */
export interface ProgrammeFault {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a programme may name. */
export interface ProgrammeNames {
  readonly isAgency: (code: string) => boolean;
  readonly isArea: (code: string) => boolean;
  readonly isIndicator: (id: string) => boolean;
  /** Pillar of a sub-dimension; undefined for none. */
  readonly pillarOf: (subDimension: string) => string | undefined;
}

const fault = (pointer: string, code: string, params: ProgrammeFault['params'] = {}): ProgrammeFault => ({
  pointer,
  code,
  params,
});

/** Everything that speaks against an entry, but for its files; pointers are relative to it. `today` is `2026-10-31`. */
export function checkProgramme(
  fields: ProgrammeFields,
  names: ProgrammeNames,
  today: string,
): ProgrammeFault[] {
  return [...checkPlace(fields, names), ...checkLists(fields, names), ...checkMilestones(fields, today)];
}

function checkPlace(fields: ProgrammeFields, { isAgency, pillarOf }: ProgrammeNames): ProgrammeFault[] {
  const { agency, pillar, subDimension, secondary, yearFrom, yearTo } = fields;
  const faults: ProgrammeFault[] = [];
  if (!isAgency(agency)) faults.push(fault('/agency', 'unknown_agency', { given: agency }));
  if (subDimension !== null && pillarOf(subDimension) !== pillar)
    faults.push(fault('/subDimension', 'programme_sub_dimension'));
  for (const [index, code] of secondary.entries()) {
    if (pillarOf(code) === undefined) faults.push(fault(`/secondary/${index}`, 'programme_sub_dimension'));
    else if (code === subDimension || secondary.indexOf(code) < index)
      faults.push(fault(`/secondary/${index}`, 'programme_twice'));
  }
  if (yearTo !== null && yearFrom !== null && yearTo < yearFrom)
    faults.push(fault('/yearTo', 'programme_years'));
  return faults;
}

function checkLists({ areas, indicators }: ProgrammeFields, names: ProgrammeNames): ProgrammeFault[] {
  const unknownAreas = areas.flatMap((given, index) =>
    names.isArea(given) ? [] : [fault(`/areas/${index}`, 'unknown_area', { given })],
  );
  const unknownIndicators = indicators.flatMap((given, index) =>
    names.isIndicator(given) ? [] : [fault(`/indicators/${index}`, 'unknown_indicator', { given })],
  );
  const twice = [
    ...findTwice(areas).map((index) => `/areas/${index}`),
    ...findTwice(indicators).map((index) => `/indicators/${index}`),
  ];
  return [...unknownAreas, ...unknownIndicators, ...twice.map((place) => fault(place, 'programme_twice'))];
}

function findTwice(list: readonly string[]): number[] {
  return list.flatMap((one, index) => (list.indexOf(one) < index ? [index] : []));
}

function checkMilestones({ milestones }: ProgrammeFields, today: string): ProgrammeFault[] {
  const twice = findTwice(milestones.map(({ id }) => id)).map((index) =>
    fault(`/milestones/${index}/id`, 'programme_twice'),
  );
  // What is done was done by today: a day to come would be a promise.
  const ahead = milestones.flatMap(({ doneOn }, index) =>
    doneOn !== null && doneOn > today ? [fault(`/milestones/${index}/doneOn`, 'programme_not_yet')] : [],
  );
  return [...twice, ...ahead];
}

/** Everything that speaks against the money of a year; pointers are relative to it. `today` is `2026-10-31`. */
export function checkBudget(
  { funds, progress }: BudgetFields,
  { year, today }: { readonly year: number; readonly today: string },
): ProgrammeFault[] {
  const twice = findTwice(funds.map(({ source }) => source)).map((index) =>
    fault(`/funds/${index}/source`, 'programme_twice'),
  );
  const empty = funds.flatMap(({ ceilings, plan, realised }, index) =>
    ceilings.length === 0 && [...plan, ...realised].every((amount) => amount === null)
      ? [fault(`/funds/${index}/ceilings`, 'required')]
      : [],
  );
  // A plan looks ahead; what was realised or reached does not, not even a zero.
  const present = presentMonth(year, today) ?? -1;
  const findAhead = (months: readonly (number | null)[], place: string): ProgrammeFault[] =>
    months.flatMap((value, month) =>
      value !== null && month > present ? [fault(`${place}/${month}`, 'programme_month_not_yet')] : [],
    );
  const ahead = [
    ...funds.flatMap(({ realised }, index) => findAhead(realised, `/funds/${index}/realised`)),
    ...findAhead(progress, '/progress'),
  ];
  return [...twice, ...empty, ...ahead];
}
