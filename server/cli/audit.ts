import { readSettings } from '../config/settings.ts';
import type { AuditFaultCode } from '../domain/audit/verifyAudit.ts';
import { withAdmin } from './control/openAdmin.ts';
import { runCommand, UsageError } from './runCommand.ts';

const words: Readonly<Record<AuditFaultCode, string>> = {
  edited: 'was edited',
  deleted: 'follows a gap: entries before it were deleted',
  reordered: 'stands in another order than it was written in',
  truncated: 'was anchored outside but is gone: the chain was cut',
  replaced: 'differs from what was anchored outside: the chain was replaced',
  anchor: 'is where the anchor file holds a line that this server did not write',
};

await runCommand('audit', async () => {
  if (process.argv.slice(2).join(' ') !== 'verify') throw new UsageError('npm run --silent audit -- verify');
  const report = await withAdmin(readSettings(process.env), (admin) => admin.verifyAudit());
  const { entries, head, anchors, fault } = report;
  if (fault === null) {
    process.stdout.write(
      `audit intact: ${entries} entries, ${anchors} anchors, head ${head.n} ${head.hash}\n`,
    );
    return;
  }
  process.stdout.write(`audit BROKEN: entry ${fault.n} ${words[fault.code]}\n`);
  process.exitCode = 1;
});
