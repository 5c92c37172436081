import { parseArgs } from 'node:util';
import type { Person } from '#shared/model/person.ts';
import { readSettings } from '../config/settings.ts';
import { withAdmin } from './control/openAdmin.ts';
import { runCommand, UsageError } from './runCommand.ts';

const usage =
  'npm run --silent user -- create --email E --role ROLE [--agency CODE] [--name TEXT] (password on standard input) | list | disable EMAIL';

function toLine({ email, role, agency, disabled, lastSignInAt, name }: Person): string {
  return [email, role, agency ?? '-', disabled ? 'disabled' : 'active', lastSignInAt ?? '-', name].join('\t');
}

/** One line of standard input; a password never stands in the list of processes. */
async function readPassword(): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const piece of process.stdin) {
    text += String(piece);
    if (text.length > 1_000) break;
  }
  const [password = ''] = text.split(/\r?\n/);
  if (password === '') throw new UsageError(usage);
  return password;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        role: { type: 'string' },
        agency: { type: 'string' },
        name: { type: 'string' },
      },
    });
  } catch {
    throw new UsageError(usage);
  }
}

await runCommand('user', async () => {
  const { values, positionals } = parse(process.argv.slice(2));
  const [command, email, ...rest] = positionals;
  const settings = readSettings(process.env);
  if (command === 'create' && values.email && values.role && email === undefined) {
    const request = {
      email: values.email,
      role: values.role,
      agency: values.agency ?? null,
      name: values.name ?? values.email.split('@')[0] ?? values.email,
      password: await readPassword(),
    };
    process.stdout.write(`${await withAdmin(settings, (admin) => admin.createUser(request))}\n`);
  } else if (command === 'list' && email === undefined) {
    const people = await withAdmin(settings, (admin) => admin.listUsers());
    for (const person of people) process.stdout.write(`${toLine(person)}\n`);
  } else if (command === 'disable' && email !== undefined && rest.length === 0) {
    if (!(await withAdmin(settings, (admin) => admin.disableUser(email)))) {
      throw new UsageError(`there is no account ${email}`);
    }
    process.stdout.write(`${email} disabled\n`);
  } else throw new UsageError(usage);
});
