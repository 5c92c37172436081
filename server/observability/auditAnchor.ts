import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { appendFileSync, createReadStream, existsSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { AuditStore } from '../domain/audit/auditStore.ts';
import type { AuditAnchor } from '../domain/audit/verifyAudit.ts';
import { KeyFileError, readKeyFile } from './keyFile.ts';

/** Needs of `startAuditAnchor`. */
export interface AuditAnchorParts {
  readonly store: Pick<AuditStore, 'auditHead'>;
  readonly epoch: string;
  /** Best on another disk than the database: whoever may rewrite the one should not reach the other. */
  readonly file: string;
  readonly key: Buffer;
  readonly now: () => number;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}

/** R29: at least once a minute while something changes. */
const everyMs = 60_000;
const keyBytes = 32;

const lineSchema = z.strictObject({
  at: z.number(),
  epoch: z.string().max(64),
  n: z.number().int().min(1),
  hash: z.string().length(64),
  mac: z.string().length(64),
});

function toMac({ at, epoch, n, hash }: AuditAnchor, key: Buffer): string {
  return createHmac('sha256', key).update(`${at}\n${epoch}\n${n}\n${hash}`).digest('hex');
}

/** Key that anchors are signed with. Throws `KeyFileError` where the file holds none. */
export function readAnchorKey(file: string): Buffer {
  const key = Buffer.from(
    readKeyFile(file, () => randomBytes(keyBytes).toString('hex')),
    'hex',
  );
  if (key.length !== keyBytes) throw new KeyFileError(file);
  return key;
}

/** Writes the end of the audit chain outside the database, in a file and in the log. Returns its stop, which writes once more. */
export function startAuditAnchor(parts: AuditAnchorParts): () => Promise<void> {
  endLine(parts.file);
  let lastN = 0;
  let turn: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    const { n, hash } = await parts.store.auditHead();
    if (n === lastN || n === 0) return;
    const anchor = { at: parts.now(), epoch: parts.epoch, n, hash };
    await appendFile(parts.file, `${JSON.stringify({ ...anchor, mac: toMac(anchor, parts.key) })}\n`, {
      mode: 0o600,
    });
    lastN = n;
    parts.log.info({ n, hash }, 'audit head');
  };
  const next = (): Promise<void> => {
    turn = turn
      .then(write)
      .catch((error: unknown) => parts.log.warn({ err: error }, 'the audit head could not be written'));
    return turn;
  };
  const timer = setInterval(() => void next(), everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await next();
  };
}

/** What a power failure cut short ends here, so that the next line is whole. */
function endLine(file: string): void {
  if (existsSync(file) && !readFileSync(file, 'utf8').endsWith('\n')) appendFileSync(file, '\n');
}

/** Anchors of a file in order; null for a line that the key does not sign. */
export async function* readAnchors(file: string, key: Buffer): AsyncGenerator<AuditAnchor | null> {
  if (!existsSync(file)) return;
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const raw = toJson(line);
    if (raw !== undefined) yield toAnchor(raw, key);
  }
}

/** A line that a power failure cut short is left out: taking one away proves no more than taking the whole line. */
function toJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function toAnchor(raw: unknown, key: Buffer): AuditAnchor | null {
  const parsed = lineSchema.safeParse(raw);
  if (!parsed.success) return null;
  const { mac, ...anchor } = parsed.data;
  return timingSafeEqual(Buffer.from(mac), Buffer.from(toMac(anchor, key))) ? anchor : null;
}
