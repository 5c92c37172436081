import { createHmac, timingSafeEqual } from 'node:crypto';
import { StoreUnavailableError } from '../storeErrors.ts';

/** How far the sender's clock may be from ours, either way. Milliseconds. */
const toleranceMs = 300_000;
const maxKept = 50_000;
const maxSignatures = 4;

/** A signed post: whose it claims to be, the header `t=UNIX,v1=HEX` and the bytes as they came. */
export interface SignedPost {
  readonly id: string;
  readonly header: string | undefined;
  readonly body: Uint8Array;
}

/** What a good signature says. */
export interface SignedAt {
  /** Instant of signing, epoch milliseconds. */
  readonly signedAt: number;
  /** Lets the same post come once more: nothing of it was kept. */
  forget(): void;
}

/** Checks signatures; each is good once. */
export interface SignatureCheck {
  /** Null for a post that is not signed, wrongly signed, too old or seen before. Throws `StoreUnavailableError` when too many came within minutes. */
  check(post: SignedPost): SignedAt | null;
}

/** HMAC-SHA256 over `t.body`, hex, as the sender makes it. */
export function signPost(secret: string, t: number, body: Uint8Array | string): string {
  return createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');
}

/** Builds the check; `secretOf` gives null where there is no such webhook. */
export function createSignatureCheck(
  secretOf: (id: string) => string | null,
  now: () => number,
): SignatureCheck {
  // In the order of arrival; when full, nothing is given up that could still be replayed.
  const seen = new Map<string, number>();
  const sweep = (at: number): void => {
    for (const [key, goodUntil] of seen) {
      if (goodUntil >= at && seen.size < maxKept) return;
      if (goodUntil < at) seen.delete(key);
    }
  };
  return {
    check({ id, header, body }) {
      const given = parseHeader(header);
      const secret = secretOf(id);
      if (!given || secret === null) return null;
      const at = now();
      const signedAt = given.t * 1_000;
      if (Math.abs(at - signedAt) > toleranceMs) return null;
      const expected = signPost(secret, given.t, body);
      if (!given.signatures.some((one) => isSame(one, expected))) return null;
      sweep(at);
      // What was computed, not what was sent: hex may be written in two ways.
      const key = `${id}|${expected}`;
      if (seen.has(key)) return null;
      if (seen.size >= maxKept) throw new StoreUnavailableError('overloaded');
      seen.set(key, signedAt + toleranceMs);
      return { signedAt, forget: () => seen.delete(key) };
    },
  };
}

function parseHeader(header: string | undefined): { t: number; signatures: readonly string[] } | null {
  if (header === undefined || header.length > 500) return null;
  const parts = header.split(',').map((part) => part.trim().split('='));
  const times = parts.filter(([name]) => name === 't');
  const signatures = parts.flatMap(([name, value]) => (name === 'v1' && value !== undefined ? [value] : []));
  const text = times[0]?.[1] ?? '';
  if (times.length !== 1 || !/^\d{1,12}$/.test(text)) return null;
  if (signatures.length === 0 || signatures.length > maxSignatures) return null;
  return { t: Number(text), signatures };
}

function isSame(given: string, expected: string): boolean {
  if (!/^[0-9a-f]{64}$/i.test(given)) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(expected, 'hex'));
}
