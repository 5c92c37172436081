import { createHash } from 'node:crypto';
import { access, constants, lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgencyCode } from '#shared/model/ids.ts';
import { toSafeName } from '../../domain/files/fileKinds.ts';
import type { UnattendedFile, UnattendedOutcome } from '../../domain/imports/importUnattended.ts';
import type { MachineLinks } from '../../domain/machines/machineLinks.ts';
import { StoreUnavailableError } from '../../domain/storeErrors.ts';
import { sleep } from '../rateLimit.ts';

/** Needs of `startFolder`. */
export interface FolderParts {
  /** Holds one folder for each agency, named by its code. */
  readonly dir: string;
  readonly linkId: string;
  readonly agencies: readonly AgencyCode[];
  /** Throws `StoreUnavailableError` while storage takes nothing; the file then waits. */
  readonly take: (file: UnattendedFile) => Promise<UnattendedOutcome>;
  readonly links: Pick<MachineLinks, 'way' | 'received' | 'recorded' | 'refused'>;
  readonly now: () => number;
  /** Between two looks, milliseconds. A file is taken when two of them found it the same. */
  readonly pollMs: number;
  readonly log: { warn(details: object, message: string): void };
}

const maxFileBytes = 10 * 1_048_576;
/** Files looked at in one round; the others wait for the next. */
const maxFiles = 500;
const maxStuck = 1_000;

/** A file as it was found. */
interface Found {
  readonly agency: AgencyCode;
  readonly name: string;
  readonly path: string;
  /** Changes with every write. */
  readonly mark: string;
  readonly sizeBytes: number;
}

/** Looks into the folder again and again; what is there whole is imported once and moved to `done` or `refused`. */
export function startFolder(parts: FolderParts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  // Files that could not be moved away: they must not be taken with every look.
  const stuck = new Set<string>();
  const loop = async (): Promise<void> => {
    let before = new Map<string, string>();
    while (!signal.aborted) {
      const found = await listFiles(parts);
      for (const file of found) {
        if (signal.aborted) return;
        if (before.get(file.path) !== file.mark || stuck.has(toStuckKey(file))) continue;
        await takeFile(file, parts, stuck);
      }
      before = new Map(found.map(({ path, mark }) => [path, mark]));
      await sleep(parts.pollMs, signal).catch(() => undefined);
    }
  };
  const running = loop().catch((error: unknown) => {
    parts.log.warn({ err: error }, 'the watched folder is not watched any more');
    parts.links.way(parts.linkId, { kind: 'down', code: 'unreachable', detail: 'folder tidak dapat dibaca' });
  });
  return {
    async stop() {
      stopping.abort(new Error('the folder is not watched any more'));
      await running;
    },
  };
}

/** Files that may be taken, of folders that can be written to: what is taken must be moved. */
async function listFiles({ dir, agencies, links, linkId }: FolderParts): Promise<Found[]> {
  const found: Found[] = [];
  let folders: string[];
  try {
    folders = await readdir(dir);
  } catch {
    links.way(linkId, { kind: 'down', code: 'unreachable', detail: 'folder tidak dapat dibaca' });
    return [];
  }
  const closed: string[] = [];
  for (const folder of folders.sort()) {
    const agency = agencies.find((code) => code === folder.toLowerCase());
    if (!agency) continue;
    try {
      await access(join(dir, folder), constants.R_OK | constants.W_OK | constants.X_OK);
      found.push(...(await listFolder(join(dir, folder), agency, maxFiles - found.length)));
    } catch {
      closed.push(folder);
    }
  }
  const detail = `folder tidak dapat ditulis: ${closed.join(', ')}`;
  links.way(linkId, closed.length > 0 ? { kind: 'down', code: 'partial', detail } : { kind: 'open' });
  return found;
}

async function listFolder(folder: string, agency: AgencyCode, room: number): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (found.length >= room) break;
    // Spreadsheet programs lay their own files beside the one that is open.
    if (!/\.(csv|xlsx)$/i.test(name) || /^[.~]/.test(name)) continue;
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => null);
    // A link could lead anywhere on this machine.
    if (!stat?.isFile()) continue;
    const mark = `${stat.ino}|${stat.size}|${stat.mtimeMs}`;
    found.push({ agency, name, path, mark, sizeBytes: stat.size });
  }
  return found;
}

async function takeFile(file: Found, parts: FolderParts, stuck: Set<string>): Promise<void> {
  const { links, linkId, log } = parts;
  try {
    const read = await readWhole(file);
    const outcome =
      read === null ? tooLarge : await parts.take({ ...read, agency: file.agency, name: file.name });
    links.received(linkId, 1);
    if (outcome.kind === 'done') links.recorded(linkId, outcome);
    else
      links.refused(linkId, {
        code: outcome.code,
        reason: outcome.lines.slice(0, 2).join(' ').slice(0, 300),
        sample: `${file.agency}/${toSafeName(file.name)}`,
      });
    await moveAway(file, outcome, parts.now());
  } catch (error) {
    // Storage that takes nothing now takes it later.
    if (error instanceof StoreUnavailableError) return;
    log.warn({ err: error, agency: file.agency }, 'a file of the watched folder stays where it is');
    links.way(linkId, {
      kind: 'down',
      code: 'partial',
      detail: `${file.agency}: berkas tidak dapat dipindahkan`,
    });
    if (stuck.size >= maxStuck) stuck.clear();
    stuck.add(toStuckKey(file));
  }
}

const tooLarge: UnattendedOutcome = {
  kind: 'refused',
  code: 'too_large',
  lines: ['Berkas lebih besar dari 10 MB.'],
};

function toStuckKey({ path, mark }: Found): string {
  return `${path}|${mark}`;
}

async function readWhole({ path, sizeBytes }: Found): Promise<{ bytes: Uint8Array; hash: string } | null> {
  if (sizeBytes > maxFileBytes) return null;
  const bytes = await readFile(path);
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** Into `done` or `refused` beside it, with what became of it in a text of the same name. */
async function moveAway(
  { path, name }: Found,
  { kind, lines }: UnattendedOutcome,
  now: number,
): Promise<void> {
  const folder = join(path, '..', kind);
  await mkdir(folder, { recursive: true });
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const target = await findFreeName(folder, `${stamp} ${toSafeName(name)}`);
  await writeFile(`${target}.txt`, `${lines.join('\r\n')}\r\n`);
  await rename(path, target);
}

/** Nothing that lies there is written over. */
async function findFreeName(folder: string, name: string): Promise<string> {
  for (let copy = 1; copy <= 1_000; copy += 1) {
    const target = join(folder, copy === 1 ? name : `${copy} ${name}`);
    const isTaken = await lstat(target).then(
      () => true,
      () => false,
    );
    if (!isTaken) return target;
  }
  throw new Error('too many files of one name');
}
