import { resolve } from 'node:path';
import { readSettings } from '../config/settings.ts';
import { withAdmin } from './control/openAdmin.ts';
import { runCommand, UsageError } from './runCommand.ts';

await runCommand('backup', async () => {
  const [file, ...rest] = process.argv.slice(2);
  if (file === undefined || rest.length > 0) throw new UsageError('npm run --silent backup -- FILE');
  const target = resolve(file);
  await withAdmin(readSettings(process.env), (admin) => admin.backup(target));
  process.stdout.write(`${target}\n`);
});
