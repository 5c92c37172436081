import type { AgencyCode } from '#shared/model/ids.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import type { RecordStore } from '../records/recordStore.ts';
import type { BlobStore } from './blobStore.ts';
import { toMediaType, toSafeName } from './fileKinds.ts';

/** Body of an `evidence` record. */
export interface EvidenceFile {
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** SHA-256, hex. */
  readonly hash: string;
  /** Who attached it. */
  readonly by: string;
  readonly at: number;
}

/** Needs of `createFileService`. */
export interface FileServiceParts {
  readonly store: BlobStore & Pick<RecordStore, 'getRecord' | 'changeRecords'>;
  readonly now: () => number;
  readonly randomId: () => string;
  /** SHA-256, hex. */
  readonly hash: (bytes: Uint8Array) => string;
}

/** Files that stand beside figures. */
export interface FileService {
  /** Keeps contents and returns their hash; the same contents are kept once. */
  keepBytes(bytes: Uint8Array): Promise<string>;
  /** Keeps a file for a record that names it itself; null when name and bytes are of no kind that may be kept. */
  keep(file: {
    name: string;
    bytes: Uint8Array;
  }): Promise<Pick<EvidenceFile, 'name' | 'type' | 'sizeBytes' | 'hash'> | null>;
  /** Attaches evidence; null when name and bytes are of no kind that may be kept. */
  attach(
    file: { name: string; bytes: Uint8Array; owner: AgencyCode },
    by: Actor,
  ): Promise<(EvidenceFile & { id: string }) | null>;
  findEvidence(id: string): Promise<(EvidenceFile & { owner: string | null }) | null>;
  /** Contents in pieces; null where they are not there. */
  readBytes(hash: string): Promise<AsyncIterable<Uint8Array> | null>;
}

const partBytes = 262_144;

/** Builds the service over a store. */
export function createFileService({ store, now, randomId, hash }: FileServiceParts): FileService {
  const keepBytes = async (bytes: Uint8Array): Promise<string> => {
    const name = hash(bytes);
    if (await store.findBlob(name)) return name;
    let parts = 0;
    for (let start = 0; start < bytes.length; start += partBytes) {
      await store.putBlobPart(name, parts, toBase64(bytes.subarray(start, start + partBytes)));
      parts += 1;
    }
    await store.closeBlob(name, parts, bytes.length);
    return name;
  };
  const keep: FileService['keep'] = async ({ name, bytes }) => {
    const type = toMediaType(name, bytes);
    if (type === null) return null;
    return { name: toSafeName(name), type, sizeBytes: bytes.length, hash: await keepBytes(bytes) };
  };
  return {
    keepBytes,
    keep,
    async attach({ name, bytes, owner }, by) {
      const file = await keep({ name, bytes });
      if (file === null) return null;
      const at = now();
      const body: EvidenceFile = { ...file, by: by.label, at };
      const id = randomId();
      await store.changeRecords(
        [{ kind: 'evidence', id, owner, body, expect: 0 }],
        toNote(by, { at, action: 'evidence.attach', subject: id, after: { ...body, owner } }),
      );
      return { id, ...body };
    },
    async findEvidence(id) {
      const record = await store.getRecord('evidence', id);
      return record ? { ...(record.body as EvidenceFile), owner: record.owner } : null;
    },
    async readBytes(name) {
      const blob = await store.findBlob(name);
      return blob ? readParts(store, name, blob.parts) : null;
    },
  };
}

async function* readParts(store: BlobStore, hash: string, parts: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < parts; part += 1) {
    const base64 = await store.readBlobPart(hash, part);
    if (base64 === null) throw new Error(`part ${part} of a file is gone`);
    yield Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In slices: a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8_192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  }
  return btoa(text);
}
