import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { type AuditReport, verifyAudit } from '../../domain/audit/verifyAudit.ts';
import type { Store } from '../../domain/store.ts';
import { readAnchorKey, readAnchors } from '../../observability/auditAnchor.ts';

/** Where the anchors of a data folder lie, and the key they are signed with. */
export function toAnchorPlace({ dataDir, auditAnchorFile }: Settings): { file: string; keyFile: string } {
  return { file: auditAnchorFile, keyFile: join(dataDir, 'audit.key') };
}

/** Walks the chain of an open store beside the anchors of its data folder. */
export async function verifyStoredAudit(
  store: Pick<Store, 'walkAudit' | 'head'>,
  settings: Settings,
): Promise<AuditReport> {
  const { file, keyFile } = toAnchorPlace(settings);
  const { epoch } = await store.head();
  return verifyAudit({ store, epoch, anchors: readAnchors(file, readAnchorKey(keyFile)) });
}
