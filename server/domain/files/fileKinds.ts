/** Kinds of file that may be attached as evidence, by what their first bytes say. */
export const fileKinds = ['pdf', 'png', 'jpeg', 'zip', 'text'] as const;
export type FileKind = (typeof fileKinds)[number];

/** Ending of a name → what its bytes must be and what it is served as. */
const endings: Readonly<Record<string, { readonly kind: FileKind; readonly type: string }>> = {
  pdf: { kind: 'pdf', type: 'application/pdf' },
  png: { kind: 'png', type: 'image/png' },
  jpg: { kind: 'jpeg', type: 'image/jpeg' },
  jpeg: { kind: 'jpeg', type: 'image/jpeg' },
  xlsx: { kind: 'zip', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  ods: { kind: 'zip', type: 'application/vnd.oasis.opendocument.spreadsheet' },
  docx: { kind: 'zip', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  csv: { kind: 'text', type: 'text/csv' },
};

const signatures: readonly (readonly [FileKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];

function sniff(bytes: Uint8Array): FileKind | null {
  const known = signatures.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (known) return known[0];
  return bytes.subarray(0, 4_096).includes(0) ? null : 'text';
}

/** Media type of a file whose name and bytes agree on a kind that may be kept; null for every other. */
export function toMediaType(name: string, bytes: Uint8Array): string | null {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const known = Object.hasOwn(endings, ending) ? endings[ending] : undefined;
  return known && known.kind === sniff(bytes) ? known.type : null;
}

/** Control characters and those that turn the direction of writing: they make a name look like another. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The last part of a path as a name that is safe to print and to offer for saving; at most 120 characters. */
export function toSafeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(hidden, '')
    .replace(/["<>|:*?]/g, '_')
    .trim()
    .replace(/^\.+/, '');
  return plain.length > 120 ? `${plain.slice(0, 100)}…${plain.slice(-19)}` : plain || 'berkas';
}

/** Media type of an image that a browser shows, by its first bytes alone; null for everything else. */
export function toPictureType(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | null {
  const kind = sniff(bytes);
  if (kind === 'png' || kind === 'jpeg') return `image/${kind}`;
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  return text.startsWith('RIFF') && text.endsWith('WEBP') ? 'image/webp' : null;
}
