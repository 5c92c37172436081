import { z } from 'zod';
import { type ApiTokenView, apiTokenSchema, tokenSecretSchema } from '#shared/model/apiToken.ts';
import {
  type DefinitionVersion,
  type definitionRequestSchema,
  definitionVersionSchema,
} from '#shared/model/definition.ts';
import { indicatorSchema } from '#shared/model/indicator.ts';
import {
  type AuditPage,
  auditPageSchema,
  type RegionOverview,
  regionOverviewSchema,
} from '#shared/model/oversight.ts';
import { invitationSchema, personSchema } from '#shared/model/person.ts';
import { ask } from './request.ts';

const done = z.unknown();
const people = z.object({ items: z.array(personSchema), invitations: z.array(invitationSchema) });
const invited = z.object({ url: z.string(), expiresAt: z.string() });
const tokens = z.object({ items: z.array(apiTokenSchema) });
const versions = z.object({ items: z.array(definitionVersionSchema) });
const indicators = z.object({
  items: z.array(z.object({ indicator: indicatorSchema, versions: z.array(definitionVersionSchema) })),
});
const holidays = z.object({
  items: z.array(z.object({ date: z.string(), name: z.string(), source: z.string() })),
});
const contact = z.object({ email: z.string().nullable(), webhook: z.string().nullable() });

/** Addresses of an agency for reminders. */
export type Contact = z.infer<typeof contact>;
/** An indicator with what was changed of it. */
export type DefinedIndicator = z.infer<typeof indicators>['items'][number];
/** A day on which nobody works. */
export type Holiday = z.infer<typeof holidays>['items'][number];

const path = '/api/v1/admin';

/** People with accounts, and invitations that wait. */
export const fetchPeople = (): Promise<z.infer<typeof people>> => ask(`${path}/people`, { schema: people });

/** Makes an invitation; its link is told this once. */
export const invite = (body: {
  email: string;
  role: string;
  agency: string | null;
}): Promise<z.infer<typeof invited>> => ask(`${path}/invitations`, { method: 'POST', body, schema: invited });

/** Ends an invitation. */
export async function revokeInvitation(id: string): Promise<void> {
  await ask(`${path}/invitations/${id}`, { method: 'DELETE', schema: done });
}

/** Changes a person's rights; all of their sessions end. */
export async function changePerson(
  id: string,
  body: { role: string; agency: string | null; disabled: boolean },
): Promise<void> {
  await ask(`${path}/people/${id}`, { method: 'PATCH', body, schema: done });
}

/** Ends all sessions of a person. */
export async function signOutPerson(id: string): Promise<void> {
  await ask(`${path}/people/${id}/sign-out`, { method: 'POST', body: {}, schema: done });
}

/** API tokens, without their secrets. */
export const fetchTokens = async (): Promise<readonly ApiTokenView[]> =>
  (await ask(`${path}/tokens`, { schema: tokens })).items;

/** Makes a token; its secret is told this once. */
export const createToken = async (body: {
  name: string;
  agency: string;
  scopes: readonly string[];
  indicators: readonly string[] | null;
  expiresInDays: number | null;
}): Promise<string> =>
  (await ask(`${path}/tokens`, { method: 'POST', body, schema: tokenSecretSchema })).secret;

/** Gives a token a new secret; the old one goes on for a day. */
export const rotateToken = async (id: string): Promise<string> =>
  (await ask(`${path}/tokens/${id}/rotate`, { method: 'POST', body: {}, schema: tokenSecretSchema })).secret;

/** Ends a token at once. */
export async function revokeToken(id: string): Promise<void> {
  await ask(`${path}/tokens/${id}`, { method: 'DELETE', schema: done });
}

/** All indicators with their versions. */
export const fetchIndicators = async (): Promise<readonly DefinedIndicator[]> =>
  (await ask(`${path}/indicators`, { schema: indicators })).items;

/** Adds a version of a definition. */
export const addVersion = async (
  id: string,
  body: z.input<typeof definitionRequestSchema>,
): Promise<readonly DefinitionVersion[]> =>
  (await ask(`${path}/indicators/${id}/versions`, { method: 'POST', body, schema: versions })).items;

/** Holidays that due dates leave out. */
export const fetchHolidays = async (): Promise<readonly Holiday[]> =>
  (await ask(`${path}/calendar`, { schema: holidays })).items;

/** Loads holidays, replacing those of the same years. */
export const loadHolidays = async (body: { lines: string; source: string }): Promise<readonly Holiday[]> =>
  (await ask(`${path}/calendar`, { method: 'POST', body, schema: holidays })).items;

/** Where an agency's reminders go. */
export const fetchContact = (agency: string): Promise<Contact> =>
  ask(`${path}/contacts/${agency}`, { schema: contact });

/** Sets where an agency's reminders go. */
export const saveContact = (agency: string, body: Contact): Promise<Contact> =>
  ask(`${path}/contacts/${agency}`, { method: 'PUT', body, schema: contact });

/** Entries of the audit, newest first, before a number. */
export const fetchAudit = (filter: Readonly<Record<string, string>>): Promise<AuditPage> => {
  const given = Object.entries(filter).filter(([, value]) => value !== '');
  return ask(`${path}/audit?${new URLSearchParams(given)}`, { schema: auditPageSchema });
};

/** Which pack runs and what is stored. */
export const fetchRegion = (): Promise<RegionOverview> =>
  ask(`${path}/region`, { schema: regionOverviewSchema });
