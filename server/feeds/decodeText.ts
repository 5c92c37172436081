import { TextDecoder } from 'node:util';

const charsetPattern = /charset\s*=\s*"?([\w.:-]{1,40})"?/i;

function createDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return null;
  }
}

/**
 * Text of an answer in the charset that it names, else UTF-8, without a byte-order mark. Bytes that do not fit are read as
 * windows-1252, which fits always: a wrong header must not lose a warning.
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  const named = charsetPattern.exec(contentType ?? '')?.[1] ?? 'utf-8';
  for (const decoder of [createDecoder(named), createDecoder('utf-8')]) {
    try {
      if (decoder) return decoder.decode(bytes);
    } catch {}
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
