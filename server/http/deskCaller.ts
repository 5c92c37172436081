import type { Request } from 'express';
import type { AgencyCode } from '#shared/model/ids.ts';
import { leadingRoles, operatingRoles, reviewingRoles, watchingRoles } from '#shared/model/lists.ts';
import type { Role } from '#shared/model/role.ts';
import { type Actor, mayTouch } from '../domain/people/actor.ts';
import type { ReadingFault } from '../domain/readings/checkReading.ts';
import type { SubmitOutcome } from '../domain/readings/submitReadings.ts';
import { ProblemError } from './answers.ts';
import { createQueryReader } from './query.ts';

/** Who feeds figures: clerks for their own agency, the walidata and the admin for any. */
export const feeding = {
  kind: 'roles',
  roles: ['agency-operator', 'verifier', 'admin'] as readonly Role[],
  own: 'agency',
} as const;

/** Who verifies. */
export const verifying = { kind: 'roles', roles: ['verifier', 'admin'] as readonly Role[] } as const;

/** Who sees the console. */
export const watching = { kind: 'roles', roles: watchingRoles } as const;

/** Who acts at the console. */
export const operating = { kind: 'roles', roles: operatingRoles } as const;

/** Who leads sessions and freezes evidence. */
export const leading = { kind: 'roles', roles: leadingRoles } as const;

/** Who keeps agreements, assistance and evaluations. */
export const reviewing = { kind: 'roles', roles: reviewingRoles } as const;

/** Who keeps people and settings. */
export const administering = { kind: 'roles', roles: ['admin'] as readonly Role[] } as const;

/** The registry lets nobody unknown this far. */
export function toKnown(caller: Actor | null): Actor {
  if (!caller) throw new ProblemError('sign-in');
  return caller;
}

/** For objects that the body names: throws where they are another agency's. */
export function assertOwn(caller: Actor, owner: string | null): void {
  if (!mayTouch(caller, owner)) throw new ProblemError('other-agency');
}

/** Agency of a request: the one it names, or the caller's own. */
export function readAgency(request: Request, caller: Actor, more: readonly string[] = []): AgencyCode {
  const query = createQueryReader(request, ['agency', ...more]);
  const agency = (query.text('agency') as AgencyCode | undefined) ?? caller.agency;
  if (!agency) query.fault('agency', 'required');
  query.assertGood();
  if (!agency) throw new ProblemError('invalid');
  return agency;
}

/** What the query names, for the registry's own look; undefined where it names none. */
export function queryAgency(request: Request): AgencyCode | undefined {
  const given = new URLSearchParams(request.originalUrl.split('?')[1] ?? '').get('agency');
  return given === null ? undefined : (given as AgencyCode);
}

/** Throws the problem of an outcome that stored nothing. */
export function assertRecorded(
  outcome: SubmitOutcome,
): asserts outcome is Extract<SubmitOutcome, { kind: 'recorded' }> {
  if (outcome.kind === 'recorded') return;
  throw new ProblemError(outcome.kind, outcome.faults as readonly ReadingFault[]);
}
