import { z } from 'zod';
import {
  type BudgetFields,
  type BudgetList,
  budgetListSchema,
  type ProgrammeAnswer,
  programmeAnswerSchema,
} from '#shared/model/budget.ts';
import { type ProgrammeFields, type ProgrammeList, programmeListSchema } from '#shared/model/programme.ts';
import { ask } from './request.ts';

const path = '/api/v1/programmes';
const removed = z.object({ removed: z.string() });

/** All programmes, as a list shows them. */
export const fetchProgrammes = (): Promise<ProgrammeList> => ask(path, { schema: programmeListSchema });

/** One programme with its money and its history. */
export const fetchProgramme = (id: string): Promise<ProgrammeAnswer> =>
  ask(`${path}/${encodeURIComponent(id)}`, { schema: programmeAnswerSchema });

/** Makes a programme; the same key gives the same one. */
export const addProgramme = (body: { key: string; programme: ProgrammeFields }): Promise<ProgrammeAnswer> =>
  ask(path, { method: 'POST', body, schema: programmeAnswerSchema });

/** Changes a programme that is in this version. */
export const changeProgramme = (
  id: string,
  body: { version: number; programme: ProgrammeFields },
): Promise<ProgrammeAnswer> =>
  ask(`${path}/${encodeURIComponent(id)}`, { method: 'PUT', body, schema: programmeAnswerSchema });

/** Takes an entry out with its money. */
export const removeProgramme = (id: string, body: { version: number; reason: string }): Promise<unknown> =>
  ask(`${path}/${encodeURIComponent(id)}/remove`, { method: 'POST', body, schema: removed });

/** Money of all programmes in a year; null for the present one. */
export const fetchBudgets = (year: number | null): Promise<BudgetList> =>
  ask(`/api/v1/budgets${year === null ? '' : `?year=${year}`}`, { schema: budgetListSchema });

/** Puts the money of a programme in a year. */
export const putBudget = (
  place: { programme: string; year: number },
  body: { version: number; budget: BudgetFields },
): Promise<ProgrammeAnswer> =>
  ask(`/api/v1/budgets/${encodeURIComponent(place.programme)}/${place.year}`, {
    method: 'PUT',
    body,
    schema: programmeAnswerSchema,
  });

/** Address of a milestone's evidence. */
export function toEvidenceAddress(programme: string, file: string): string {
  return `${path}/${encodeURIComponent(programme)}/evidence/${encodeURIComponent(file)}`;
}
