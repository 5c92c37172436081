import { maxSampleLength } from './machineMessage.ts';

/** Bytes as JSON; nothing is said of why they are none. */
export function parsePayload(bytes: Uint8Array): { ok: true; value: unknown } | { ok: false } {
  try {
    return {
      ok: true,
      value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown,
    };
  } catch {
    return { ok: false };
  }
}

/** The first characters of a payload, whatever it is, fit to be shown. */
export function toSample(bytes: Uint8Array): string {
  return toShown(new TextDecoder().decode(bytes.subarray(0, maxSampleLength * 4)));
}

/** A text cut to what is kept, without characters that change how a screen writes. */
export function toShown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, maxSampleLength);
}
