import type { ProgrammeFields, ProgrammeGap } from '../model/programme.ts';
import { programmeGaps } from '../model/programmeLists.ts';

/** What completeness looks at: the entry, with how much is known of its money. */
export interface GapInput
  extends Pick<
    ProgrammeFields,
    | 'subDimension'
    | 'status'
    | 'quickWin'
    | 'yearFrom'
    | 'areas'
    | 'code'
    | 'indicators'
    | 'milestones'
    | 'source'
  > {
  /** Whether any year has a ceiling, and whether any has physical progress. */
  readonly hasMoney: boolean;
  readonly hasProgress: boolean;
}

/** What is missing of an entry, in the order in which it is asked for. A step without a due day leaves the plan incomplete. */
export function listGaps(entry: GapInput): ProgrammeGap[] {
  const isMissing: Readonly<Record<ProgrammeGap, boolean>> = {
    subDimension: entry.subDimension === null,
    status: entry.status === null,
    quickWin: entry.quickWin === null,
    years: entry.yearFrom === null,
    areas: entry.areas.length === 0,
    code: entry.code === null,
    indicators: entry.indicators.length === 0,
    milestones: entry.milestones.length === 0 || entry.milestones.some(({ dueOn }) => dueOn === null),
    source: entry.source === null,
    money: !entry.hasMoney,
    progress: !entry.hasProgress,
  };
  return programmeGaps.filter((gap) => isMissing[gap]);
}

/** Completeness of an agency's entries. */
export interface Completeness {
  readonly agency: string;
  readonly programmes: number;
  /** Those of them that are simulated. */
  readonly simulated: number;
  readonly complete: number;
  /** Filled parts of all parts, 0 to 1; null without any entry. */
  readonly share: number | null;
  /** How many entries lack each part, only those that any lacks. */
  readonly gaps: readonly { readonly gap: ProgrammeGap; readonly count: number }[];
}

/** Completeness of each of these agencies; those without any entry too: nothing entered is the largest gap. */
export function completenessOf(
  agencies: readonly string[],
  rows: readonly {
    readonly agency: string;
    readonly missing: readonly ProgrammeGap[];
    readonly simulated: boolean;
  }[],
): Completeness[] {
  return agencies.map((agency) => {
    const own = rows.filter((row) => row.agency === agency);
    const lacking = own.reduce((sum, { missing }) => sum + missing.length, 0);
    const parts = own.length * programmeGaps.length;
    return {
      agency,
      programmes: own.length,
      simulated: own.filter(({ simulated }) => simulated).length,
      complete: own.filter(({ missing }) => missing.length === 0).length,
      share: parts === 0 ? null : 1 - lacking / parts,
      gaps: programmeGaps
        .map((gap) => ({ gap, count: own.filter(({ missing }) => missing.includes(gap)).length }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count),
    };
  });
}
