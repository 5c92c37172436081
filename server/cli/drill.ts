import { runDrill } from '../drill/runDrill.ts';
import { runCommand, UsageError } from './runCommand.ts';

await runCommand('drill', async () => {
  if (!process.send) throw new UsageError('drills are started at the console, /console/latihan');
  await runDrill();
});
