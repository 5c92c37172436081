import type { z } from 'zod';
import { FeedError } from './feed.ts';

/** Reads JSON text; anything else is an invalid answer. A `__proto__` key is dropped (R32). */
export function parseJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    throw new FeedError('invalid', `${label}: bukan JSON`);
  }
}

/** Checks an answer against its loose schema and names the first field that does not fit. */
export function parsePayload<T extends z.ZodType>(schema: T, value: unknown, label: string): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new FeedError('invalid', `${label}: ${issue?.path.join('.') || 'isi'} tidak sesuai`);
}

/** Text of the public made safe to keep: no control characters, one space where there were many, at most `max` characters. */
export function toPlainText(text: string, max: number): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max);
}

/** Epoch milliseconds of an ISO text; one without zone is read as UTC. Null when it is none. */
export function toInstant(text: string): number | null {
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text.trim());
  const at = Date.parse(hasZone ? text.trim() : `${text.trim().replace(' ', 'T')}Z`);
  return Number.isFinite(at) ? at : null;
}

/** Clocks of sources may run ahead of ours by so much before an instant counts as impossible. */
const clockSlackMs = 10 * 60_000;

/** True for something that is said to have happened in the future. */
export function isAhead(at: number, now: number): boolean {
  return at > now + clockSlackMs;
}
