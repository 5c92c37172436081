import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ImportFaultError } from './importFaultError.ts';
import { maxUnpackedBytes, maxZipEntries, maxZipRatio, ratioFromBytes } from './limits.ts';

/** An opened zip whose directory has been judged; entries are inflated under a counter that all of them share. */
export interface ZipDirectory {
  has(name: string): boolean;
  /** Names as they stand in the directory. */
  readonly names: readonly string[];
  /** Bytes of an entry, piece by piece; throws as soon as they are more than the directory said or than the cap. */
  read(name: string): AsyncGenerator<Uint8Array>;
  close(): void;
}

/** Smallest local header before an entry's bytes. */
const localHeaderBytes = 30;
const symlinkMode = 0o120000;

/** Reads the directory of a zip and refuses what no spreadsheet needs, before a byte is inflated. */
export async function openZip(bytes: Uint8Array): Promise<ZipDirectory> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await openOrRefuse(buffer);
  if (zip.entryCount > maxZipEntries) {
    throw new ImportFaultError('zip_too_many_entries', { max: maxZipEntries });
  }
  const entries = await listEntries(zip);
  checkEntries(entries, buffer.length);
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
  let unpackedBytes = 0;

  async function* read(name: string): AsyncGenerator<Uint8Array> {
    const entry = byName.get(name);
    if (!entry) throw new ImportFaultError('file_damaged');
    const stream = await openEntry(zip, entry);
    let entryBytes = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        entryBytes += chunk.length;
        unpackedBytes += chunk.length;
        if (entryBytes > entry.uncompressedSize) throw new ImportFaultError('zip_lied_size');
        if (unpackedBytes > maxUnpackedBytes) throw tooBig();
        yield chunk;
      }
    } catch (error) {
      throw toFault(error);
    } finally {
      stream.destroy();
    }
    if (entryBytes !== entry.uncompressedSize) throw new ImportFaultError('zip_lied_size');
  }

  return { has: (name) => byName.has(name), names: [...byName.keys()], read, close: () => zip.close() };
}

function tooBig(): ImportFaultError {
  return new ImportFaultError('zip_too_big', { max: maxUnpackedBytes / 1_048_576 });
}

async function openOrRefuse(buffer: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(buffer, {
      autoClose: false,
      strictFileNames: true,
      validateEntrySizes: true,
    });
  } catch (error) {
    throw toFault(error);
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    throw toFault(error);
  }
  return entries;
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  try {
    return await zip.openReadStreamPromise(entry);
  } catch (error) {
    throw toFault(error);
  }
}

/** What the zip library says, in our words: it tells faults by their text only. */
function toFault(error: unknown): ImportFaultError {
  if (error instanceof ImportFaultError) return error;
  const message = error instanceof Error ? error.message : '';
  if (/invalid (?:characters in fileName|relative path)|absolute path/i.test(message)) {
    return new ImportFaultError('zip_unsafe_name');
  }
  if (/encrypt/i.test(message)) return new ImportFaultError('file_encrypted');
  if (/too many bytes|not enough bytes|size mismatch/i.test(message)) {
    return new ImportFaultError('zip_lied_size');
  }
  return new ImportFaultError('file_damaged');
}

function checkEntries(entries: readonly Entry[], fileBytes: number): void {
  const seen = new Set<string>();
  let unpacked = 0;
  for (const entry of entries) {
    const name = entry.fileName.toLowerCase();
    if (seen.has(name)) throw new ImportFaultError('file_damaged');
    seen.add(name);
    if (((entry.externalFileAttributes >>> 16) & 0o170000) === symlinkMode) {
      throw new ImportFaultError('zip_unsafe_name');
    }
    if (entry.isEncrypted()) throw new ImportFaultError('file_encrypted');
    unpacked += entry.uncompressedSize;
    if (unpacked > maxUnpackedBytes) throw tooBig();
    if (
      entry.uncompressedSize > ratioFromBytes &&
      entry.uncompressedSize > maxZipRatio * Math.max(1, entry.compressedSize)
    ) {
      throw new ImportFaultError('zip_ratio', { max: maxZipRatio });
    }
  }
  checkOverlap(entries, fileBytes);
}

/** Entries that share bytes are how a small file pretends to hold much. */
function checkOverlap(entries: readonly Entry[], fileBytes: number): void {
  const ordered = [...entries].sort(
    (left, right) => left.relativeOffsetOfLocalHeader - right.relativeOffsetOfLocalHeader,
  );
  let freeFrom = 0;
  for (const { relativeOffsetOfLocalHeader: start, compressedSize, fileNameLength } of ordered) {
    if (start < freeFrom) throw new ImportFaultError('zip_overlap');
    freeFrom = start + localHeaderBytes + fileNameLength + compressedSize;
    if (freeFrom > fileBytes) throw new ImportFaultError('file_damaged');
  }
}
