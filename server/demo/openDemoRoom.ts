import { randomBytes } from 'node:crypto';
import { openDemoProgrammes } from './openDemoProgrammes.ts';
import { openDemoReview } from './openDemoReview.ts';
import type { DemoProgramme } from './programmes.ts';
import type { DemoReview } from './review.ts';
import { toRiverRule } from './riverRule.ts';

/** Someone of the demo's room. */
interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly agency: null;
  readonly password: string;
}

/** Two crews, so that a shift can be handed over, whoever sets the limits, and who shows the programmes. All made up. */
const people = [
  { email: 'admin@simulasi.id', name: 'Admin Simulasi', role: 'admin' },
  { email: 'pagi@simulasi.id', name: 'Operator Pagi (simulasi)', role: 'operator' },
  { email: 'siang@simulasi.id', name: 'Operator Siang (simulasi)', role: 'operator' },
  { email: 'penyaji@simulasi.id', name: 'Penyaji (simulasi)', role: 'presenter' },
] as const;

/**
 * Opens the room of a demo through the public interfaces: accounts with one password, printed once, a limit for the rivers, and
 * programmes with their money, and what officials review.
 */
export async function openDemoRoom(
  url: string,
  {
    createUser,
    programmes,
    review,
  }: {
    createUser: (person: DemoPerson) => Promise<unknown>;
    programmes: readonly DemoProgramme[];
    review: DemoReview;
  },
  log: (line: string) => void,
): Promise<void> {
  const password = `simulasi-${randomBytes(9).toString('base64url')}`;
  for (const person of people) await createUser({ ...person, agency: null, password });
  const cookie = await signIn(url, people[0].email, password);
  const answer = await fetch(`${url}/api/v1/alarms/rules/${toRiverRule().id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ version: 0, rule: toRiverRule() }),
  });
  if (!answer.ok) log(`the limit of the rivers: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  await openDemoProgrammes({ url, cookie }, programmes, log);
  await openDemoReview({ url, cookie }, review, log);
  log(`console at ${url}/console; sign in as ${people[1].email} or ${people[2].email}, password ${password}`);
  log(
    `programmes at ${url}/program, sessions at ${url}/sesi; sign in as ${people[3].email}, the same password`,
  );
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0] ?? '')
    .join('; ');
}
