import {
  type AgreementAnswer,
  type AgreementEntry,
  type AgreementList,
  agreementAnswerSchema,
  agreementListSchema,
  type NewAgreement,
  type PromiseList,
  promiseListSchema,
} from '#shared/model/agreement.ts';
import { ask } from './request.ts';

const path = '/api/v1/agreements';
const at = (id: string): string => `${path}/${encodeURIComponent(id)}`;

/** Agreements with their items counted. */
export const fetchAgreements = (): Promise<AgreementList> => ask(path, { schema: agreementListSchema });

/** What was promised in all of them. */
export const fetchPromises = (): Promise<PromiseList> =>
  ask(`${path}/promises`, { schema: promiseListSchema });

/** One agreement whole. */
export const fetchAgreement = (id: string): Promise<AgreementAnswer> =>
  ask(at(id), { schema: agreementAnswerSchema });

/** Makes an agreement; the same key gives the same one. */
export const makeAgreement = (body: NewAgreement): Promise<AgreementAnswer> =>
  ask(path, { method: 'POST', body, schema: agreementAnswerSchema });

/** Changes an agreement. */
export const enterAgreement = (id: string, body: AgreementEntry): Promise<AgreementAnswer> =>
  ask(`${at(id)}/entries`, { method: 'POST', body, schema: agreementAnswerSchema });

/** Puts a file beside an agreement, or beside one of its items. */
export const attachToAgreement = (id: string, file: File, item: string | null): Promise<AgreementAnswer> => {
  const query = new URLSearchParams({ name: file.name, ...(item === null ? {} : { item }) });
  return ask(`${at(id)}/files?${query}`, { method: 'POST', bytes: file, schema: agreementAnswerSchema });
};

/** Where a file of an agreement is saved from. */
export const toAgreementFile = (id: string, file: string): string => `${at(id)}/files/${file}`;
