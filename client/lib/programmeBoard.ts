import type { PillarId } from '#shared/model/ids.ts';
import type { Programme } from '#shared/model/programme.ts';
import { type MoneyTotal, totalMoney } from '#shared/rules/budget.ts';

/** How many are done of those there are; of `unknown` ones nobody has said how they stand. */
export interface DoneCount {
  readonly done: number;
  readonly total: number;
  readonly unknown: number;
}

/** What the board says of one pillar. */
export interface BoardPillar {
  readonly programmes: readonly Programme[];
  /** Steps of the plans of all of them. */
  readonly steps: { readonly done: number; readonly total: number };
  readonly done: DoneCount;
  readonly quickWins: DoneCount;
  /** Money of `year` alone: sums over different years would mean nothing. Programmes without money of it count as unknown. */
  readonly money: MoneyTotal;
  readonly isSimulated: boolean;
}

/** The latest year that any programme has money of; null where none has. */
export function findMoneyYear(programmes: readonly Programme[]): number | null {
  const years = programmes.flatMap(({ moneyYear }) => moneyYear ?? []);
  return years.length > 0 ? Math.max(...years) : null;
}

/** Builds the board of a pillar; programmes with most steps left come first. */
export function toBoardPillar(all: readonly Programme[], pillar: PillarId, year: number | null): BoardPillar {
  const programmes = all
    .filter((programme) => programme.pillar === pillar)
    .sort((a, b) => b.milestones.total - a.milestones.total);
  const quick = programmes.filter(({ quickWin }) => quickWin === true);
  const ofYear = programmes.map((programme) =>
    year !== null && programme.moneyYear === year
      ? {
          ceilingIdr: programme.budgetIdr,
          realisedIdr: programme.realisedIdr,
          realisedMonth: programme.realisedMonth,
          funds: programme.funds,
          progressPercent: programme.progressPercent,
          progressMonth: programme.progressMonth,
        }
      : null,
  );
  return {
    programmes,
    steps: {
      done: programmes.reduce((sum, { milestones }) => sum + milestones.done, 0),
      total: programmes.reduce((sum, { milestones }) => sum + milestones.total, 0),
    },
    done: countDone(programmes),
    quickWins: countDone(quick),
    money: totalMoney(ofYear),
    isSimulated: programmes.some(({ simulated }) => simulated),
  };
}

function countDone(programmes: readonly Programme[]): DoneCount {
  return {
    done: programmes.filter(({ status }) => status === 'done').length,
    total: programmes.length,
    unknown: programmes.filter(({ status }) => status === null).length,
  };
}

/** Which words tell it: where nobody has said anything there is no count of what is done. */
export function toCountWords({ total, unknown }: DoneCount): 'all' | 'some' | 'none' {
  if (unknown === 0) return 'all';
  return unknown === total ? 'none' : 'some';
}
