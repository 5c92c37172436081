import type { Agency } from '#shared/model/agency.ts';
import type { Area } from '#shared/model/area.ts';
import type { BudgetFields } from '#shared/model/budget.ts';
import type { AgencyCode, PillarId } from '#shared/model/ids.ts';
import type { Pillar } from '#shared/model/pillar.ts';
import type { ProgrammeFields } from '#shared/model/programme.ts';
import type { RegisterRow } from '#shared/model/registerImport.ts';
import { squash } from '../imports/words.ts';

/** A programme as it stands. */
export interface StandingProgramme {
  readonly id: string;
  readonly version: number;
  readonly fields: ProgrammeFields;
}

/** What stands in the registers, and what the region is made of. */
export interface RegisterSource {
  readonly programmes: () => readonly StandingProgramme[];
  readonly budgetOf: (
    programme: string,
    year: number,
  ) => { readonly version: number; readonly fields: BudgetFields } | null;
  readonly agencies: readonly Agency[];
  readonly pillars: readonly Pillar[];
  readonly areas: readonly Area[];
  /** What speaks against an entry, as codes with their places; empty for nothing. */
  readonly check: (fields: ProgrammeFields) => readonly { readonly pointer: string }[];
  /** Day in the region's zone. */
  readonly today: () => string;
}

/** A change of either register on top of the version that it was built from. */
export type RegisterChange =
  | {
      readonly kind: 'programme';
      /** Null for one that is not there yet. */
      readonly id: string | null;
      readonly version: number;
      readonly fields: ProgrammeFields;
    }
  | {
      readonly kind: 'budget';
      readonly programme: string;
      readonly year: number;
      readonly version: number;
      readonly fields: BudgetFields;
    };

/** What a sheet would do. */
export interface RegisterReading {
  readonly rows: readonly RegisterRow[];
  readonly changes: readonly RegisterChange[];
}

/** Finds an agency by code, abbreviation or name. */
export function createAgencyFinder(agencies: readonly Agency[]): (text: string) => AgencyCode | null {
  const known = new Map<string, AgencyCode>();
  for (const { code, abbreviation, name } of agencies) {
    for (const word of [code, abbreviation, name]) known.set(squash(word), code);
  }
  return (text) => known.get(squash(text)) ?? null;
}

/** Words of pillars: id and both names. */
export function listPillarWords(pillars: readonly Pillar[]): (readonly [PillarId, ...string[]])[] {
  return pillars.map(
    ({ id, name }) => [id, name.id, name.en, id, `smart ${id}`, `smart ${name.en}`] as const,
  );
}

/** How a programme is found again: by its code, else by its name. */
export interface ProgrammeFinder {
  byCode(code: string, agency: string | null): readonly StandingProgramme[];
  byName(name: string, agency: string | null): readonly StandingProgramme[];
  /** Names that are nearly the same, at most three. */
  near(name: string): readonly string[];
}

/** Builds the finder over what stands; an agency of null is any. */
export function createProgrammeFinder(all: readonly StandingProgramme[]): ProgrammeFinder {
  const of = (agency: string | null, test: (fields: ProgrammeFields) => boolean) =>
    all.filter(({ fields }) => (agency === null || fields.agency === agency) && test(fields));
  return {
    byCode: (code, agency) => of(agency, (fields) => fields.code?.text === code),
    byName: (name, agency) => of(agency, (fields) => squash(fields.name) === squash(name)),
    near(name) {
      const given = squash(name);
      const isNear = (other: string): boolean => other.includes(given) || given.includes(other);
      return all
        .filter(({ fields }) => isNear(squash(fields.name)))
        .slice(0, 3)
        .map(({ fields }) => fields.name);
    },
  };
}
