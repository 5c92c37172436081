import { spawnSync } from 'node:child_process';
import { meSchema } from '../../shared/model/person.ts';
import { createAsk, goodPassword, type SignedIn, signIn, toCookie } from './people.ts';
import { buildEnv, type TestServer } from './server.ts';

/** Makes an account beside the running server through the command line, as an administrator would, and signs it in. */
export async function createAccount(
  { dataDir, port, url }: TestServer,
  { email, role, agency }: { readonly email: string; readonly role: string; readonly agency?: string },
): Promise<SignedIn> {
  const name = email.split('@')[0] ?? email;
  const person = ['--email', email, '--role', role, '--name', name, ...(agency ? ['--agency', agency] : [])];
  const { status, stderr } = spawnSync(
    process.execPath,
    ['server/cli/run.mjs', 'user', 'create', ...person],
    {
      env: buildEnv({ DATA_DIR: dataDir, PORT: String(port) }),
      input: `${goodPassword}\n`,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  const cookie = toCookie(await signIn(url, email));
  const ask = createAsk(url, () => cookie);
  const { user } = meSchema.parse(await (await ask('GET', '/api/v1/me')).json());
  return { id: user?.id ?? '', email, cookie, ask };
}
