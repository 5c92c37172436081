/**
 * Contents of files, by their SHA-256, inside the database: one backup holds everything. In parts, each a short write of its own, so that
 * a large file never holds readings up. A blob counts as there once `closeBlob` was durable.
 */
export interface BlobStore {
  /** Keeps part `part` (from 0), base64; the same part again changes nothing. */
  putBlobPart(hash: string, part: number, base64: string): Promise<void>;
  /** Says that all parts are there. */
  closeBlob(hash: string, parts: number, sizeBytes: number): Promise<void>;
  /** Parts and size of a whole blob; null where it is not there. */
  findBlob(hash: string): Promise<{ readonly parts: number; readonly sizeBytes: number } | null>;
  readBlobPart(hash: string, part: number): Promise<string | null>;
}
