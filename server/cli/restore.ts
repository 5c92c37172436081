import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSettings } from '../config/settings.ts';
import { restoreSqlite } from '../storage/restore.ts';
import { AdminError } from './control/admin.ts';
import { runCommand, UsageError } from './runCommand.ts';

await runCommand('restore', async () => {
  const [file, ...rest] = process.argv.slice(2);
  if (file === undefined || rest.length > 0) throw new UsageError('npm run --silent restore -- FILE');
  const settings = readSettings(process.env);
  if (settings.databaseUrl) throw new AdminError('with DATABASE_URL set, restore with pg_restore or psql');
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new AdminError(`there is no file ${file}`);
  await restoreSqlite(resolve(file), settings.dataDir);
  process.stdout.write(`${settings.dataDir} restored; start the server again\n`);
});
