import { parseArgs } from 'node:util';
import { readSettings } from '../config/settings.ts';
import type { ApiToken } from '../domain/tokens/tokenStore.ts';
import { withAdmin } from './control/openAdmin.ts';
import { runCommand, UsageError } from './runCommand.ts';

const usage =
  'npm run --silent token -- create --agency CODE --scope readings:write [--name TEXT] | list | revoke ID';

function toLine(token: ApiToken): string {
  const at = (instant: number | null): string => (instant === null ? '-' : new Date(instant).toISOString());
  const state = token.revokedAt === null ? 'valid' : `revoked ${at(token.revokedAt)}`;
  const columns = [
    token.id,
    token.agency,
    token.scopes.join(','),
    at(token.createdAt),
    at(token.lastUsedAt),
    state,
  ];
  return [...columns, token.name].join('\t');
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        agency: { type: 'string' },
        scope: { type: 'string', multiple: true },
        name: { type: 'string', default: '' },
      },
    });
  } catch {
    throw new UsageError(usage);
  }
}

await runCommand('token', async () => {
  const { values, positionals } = parse(process.argv.slice(2));
  const [command, id, ...rest] = positionals;
  const settings = readSettings(process.env);
  if (command === 'create' && values.agency !== undefined && id === undefined) {
    const request = { agency: values.agency, scopes: values.scope ?? [], name: values.name };
    const secret = await withAdmin(settings, (admin) => admin.createToken(request));
    process.stdout.write(`${secret}\n`);
  } else if (command === 'list' && id === undefined) {
    const tokens = await withAdmin(settings, (admin) => admin.listTokens());
    for (const token of tokens) process.stdout.write(`${toLine(token)}\n`);
  } else if (command === 'revoke' && id !== undefined && rest.length === 0) {
    if (!(await withAdmin(settings, (admin) => admin.revokeToken(id)))) {
      throw new UsageError(`there is no token ${id}`);
    }
    process.stdout.write(`${id} revoked\n`);
  } else throw new UsageError(usage);
});
