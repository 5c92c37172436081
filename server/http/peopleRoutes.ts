import type { Request } from 'express';
import type { z } from 'zod';
import type { Agency } from '#shared/model/agency.ts';
import {
  acceptRequestSchema,
  type InvitationView,
  inviteRequestSchema,
  type Me,
  personChangeSchema,
  setupRequestSchema,
} from '#shared/model/person.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { EntryFault, Invitations } from '../domain/people/createInvitations.ts';
import type { People } from '../domain/people/createPeople.ts';
import { listPages } from '../domain/people/pages.ts';
import { ProblemError } from './answers.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the people's routes. */
export interface PeopleRouteParts {
  readonly people: People;
  readonly invitations: Invitations;
  readonly agency: (code: string) => Agency | undefined;
  /** What `/me` tells beside the person. */
  readonly about: Pick<Me, 'sso' | 'mode' | 'zone' | 'zoneLabel' | 'region'>;
  /** Address under which people reach this server. */
  readonly toUrl: (path: string, request: Request) => string;
  /** Links are guessed by sender. */
  readonly guard: { enter(account: string, address: string): Promise<number> };
  readonly clientAddress: (request: Request) => string;
}

const admin = { kind: 'roles', roles: ['admin'] } as const;
const nobodyYet = { kind: 'public' } as const;

/** Who am I, set-up, invitations and people. */
export function createPeopleRoutes(parts: PeopleRouteParts): RouteDefinition[] {
  return [
    toMeRoute(parts),
    ...createEntryRoutes(parts),
    ...createInvitationRoutes(parts),
    ...createPersonRoutes(parts),
  ];
}

function toMeRoute({ people, about }: PeopleRouteParts): RouteDefinition {
  return {
    method: 'get',
    path: '/api/v1/me',
    access: nobodyYet,
    asks: true,
    async handle(_request, response, caller) {
      const person = caller?.kind === 'user' ? await people.find(caller.id) : null;
      const me: Me = {
        user: person && {
          id: person.id,
          name: person.name,
          email: person.email,
          role: person.role,
          agency: person.agency,
          hasTwoFactor: person.hasTwoFactor,
        },
        can: person ? listPages(person.role) : [],
        setupNeeded: person === null && about.mode !== 'drill' && !(await people.hasAdmin()),
        ...about,
      };
      response.set('Cache-Control', 'no-store').json(me);
    },
  };
}

/** A link is 256 bits long; whoever tries more than a few is guessing. */
async function assertNoGuess({ guard, clientAddress }: PeopleRouteParts, request: Request): Promise<void> {
  const from = clientAddress(request);
  if ((await guard.enter(`link:${from}`, from)) > 0) throw new ProblemError('rate');
}

function refuseEntry(fault: EntryFault): never {
  if (fault === 'gone') throw new ProblemError('not-found');
  const isTaken = fault === 'taken';
  const pointer = isTaken ? '/email' : '/password';
  throw new ProblemError('invalid', [{ pointer, code: isTaken ? 'taken' : `password_${fault}`, params: {} }]);
}

function createEntryRoutes(parts: PeopleRouteParts): RouteDefinition[] {
  const { invitations, agency } = parts;
  const toView = async (token: string): Promise<InvitationView> => {
    const found = await invitations.look(token);
    if (!found) throw new ProblemError('not-found');
    const { email, role, agency: code, expiresAt, by } = found;
    return {
      email,
      role,
      agency: code,
      expiresAt,
      by,
      agencyName: code ? (agency(code)?.name ?? null) : null,
    };
  };
  return [
    {
      method: 'post',
      path: '/api/v1/setup',
      access: nobodyYet,
      body: 'json',
      async handle(request, response) {
        await assertNoGuess(parts, request);
        const fault = await invitations.setUp(readBody(request, setupRequestSchema));
        if (fault) refuseEntry(fault);
        response.status(201).json({ ok: true });
      },
    },
    {
      method: 'get',
      path: '/api/v1/invitations/:token',
      access: nobodyYet,
      async handle(request, response) {
        await assertNoGuess(parts, request);
        response.set('Cache-Control', 'no-store').json(await toView(String(request.params['token'])));
      },
    },
    {
      method: 'post',
      path: '/api/v1/invitations/:token/accept',
      access: nobodyYet,
      body: 'json',
      async handle(request, response) {
        await assertNoGuess(parts, request);
        const entry = readBody(request, acceptRequestSchema);
        const outcome = await invitations.accept({ ...entry, token: String(request.params['token']) });
        if ('fault' in outcome) refuseEntry(outcome.fault);
        response.status(201).json({ ok: true, email: outcome.email });
      },
    },
  ];
}

function createInvitationRoutes(parts: PeopleRouteParts): RouteDefinition[] {
  const { invitations } = parts;
  return [
    {
      method: 'post',
      path: '/api/v1/admin/invitations',
      access: admin,
      body: 'json',
      handle: async (request, response, caller) => {
        const wanted = readBody(request, inviteRequestSchema);
        assertAgency(wanted, parts);
        const made = await invitations.invite(wanted, known(caller));
        if (made === 'taken') refuseEntry('taken');
        const url = parts.toUrl(`/undangan/${made.token}`, request);
        response.status(201).json({ url, expiresAt: new Date(made.expiresAt).toISOString() });
      },
    },
    {
      method: 'delete',
      path: '/api/v1/admin/invitations/:id',
      access: admin,
      async handle(request, response, caller) {
        if (!(await invitations.revoke(String(request.params['id']), known(caller))))
          throw new ProblemError('not-found');
        response.status(204).end();
      },
    },
  ];
}

function createPersonRoutes(parts: PeopleRouteParts): RouteDefinition[] {
  const { people, invitations } = parts;
  return [
    {
      method: 'get',
      path: '/api/v1/admin/people',
      access: admin,
      async handle(_request, response) {
        response
          .set('Cache-Control', 'no-store')
          .json({ items: await people.list(), invitations: await invitations.list() });
      },
    },
    {
      method: 'patch',
      path: '/api/v1/admin/people/:id',
      access: admin,
      body: 'json',
      async handle(request, response, caller) {
        const change = readBody(request, personChangeSchema);
        assertAgency(change, parts);
        const { role, agency, name, disabled } = change;
        const given = {
          ...(name === undefined ? {} : { name }),
          ...(role === undefined ? {} : { role }),
          ...(agency === undefined ? {} : { agency }),
          ...(disabled === undefined ? {} : { disabled }),
        };
        const fault = await people.change(String(request.params['id']), given, known(caller));
        if (fault === 'unknown') throw new ProblemError('not-found');
        if (fault)
          throw new ProblemError('invalid', [{ pointer: toPointer(fault), code: fault, params: {} }]);
        response.json({ ok: true });
      },
    },
    {
      method: 'post',
      path: '/api/v1/admin/people/:id/sign-out',
      access: admin,
      body: 'json',
      async handle(request, response, caller) {
        await people.endSessions(String(request.params['id']), known(caller));
        response.json({ ok: true });
      },
    },
  ];
}

function toPointer(fault: string): string {
  return fault.startsWith('agency') ? '/agency' : '/role';
}

function assertAgency(
  { agency }: Pick<z.infer<typeof personChangeSchema>, 'agency'>,
  parts: Pick<PeopleRouteParts, 'agency'>,
): void {
  if (!agency || parts.agency(agency)) return;
  throw new ProblemError('invalid', [
    { pointer: '/agency', code: 'unknown_agency', params: { given: agency } },
  ]);
}

/** The registry lets nobody unknown this far. */
function known(caller: Actor | null): Actor {
  if (!caller) throw new ProblemError('sign-in');
  return caller;
}
