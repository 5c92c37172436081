import { toSystemActor } from '../../server/domain/people/actor.ts';
import type { Role } from '../../shared/model/role.ts';
import { createAsk, goodPassword, type SignedIn, signIn, toCookie } from '../support/people.ts';
import type { ShotServer } from './servers.ts';

/** Someone with an account, signed in. */
export async function openPerson(
  { running, url }: ShotServer,
  name: string,
  role: Role,
  agency: string | null,
): Promise<SignedIn> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@kab.example`;
  const person = { name, email, role, agency: agency as never, password: goodPassword };
  const id = await running.accounts.people.create(person, toSystemActor('shots'));
  const cookie = toCookie(await signIn(url, email));
  return { id, email, cookie, ask: createAsk(url, () => cookie) };
}
