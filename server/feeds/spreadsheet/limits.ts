/** Most bytes of a file (S10). */
export const maxFileBytes = 10 * 1_024 * 1_024;

/** Most entries of a zip, most bytes that they may unpack to, and how often larger than packed one may get. */
export const maxZipEntries = 1_000;
export const maxUnpackedBytes = 100 * 1_024 * 1_024;
export const maxZipRatio = 100;

/** Below this an entry's ratio says nothing: an empty sheet packs better than any bomb. */
export const ratioFromBytes = 2 * 1_024 * 1_024;

/** Bounds of what is kept of a workbook. */
export const maxSheets = 50;
export const maxRows = 20_000;
export const maxColumns = 200;
export const maxCellCharacters = 2_000;
export const maxCells = 400_000;
export const maxTextCharacters = 20_000_000;
export const maxMerges = 10_000;

/** Bounds of the thread that reads. */
export const readerHeapMb = 256;
export const readTimeoutMs = 30_000;
export const maxReadersAtOnce = 2;
export const maxWaitingFiles = 8;
