import type { PillarId } from '#shared/model/ids.ts';
import {
  type EvidencePack,
  missingSectionSchema,
  type NewPack,
  type PackCheck,
  type PackFileKind,
  type PackHead,
  type PackList,
  type PackSections,
  type PackSummary,
  packFormat,
  packSchema,
} from '#shared/model/pack.ts';
import { toCanonical } from '#shared/rules/canonical.ts';
import { toNote } from '../audit/toNote.ts';
import type { FileService } from '../files/createFileService.ts';
import { type Actor, toActorText } from '../people/actor.ts';
import { createTurns } from '../people/createTurns.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import { IdempotencyConflictError, RecordConflictError } from '../storeErrors.ts';
import type { VerificationStore } from '../verification/verificationStore.ts';
import { buildSections } from './buildSections.ts';
import { checkHash } from './checkPack.ts';
import type { PackScene, PackSource } from './packScene.ts';
import { readLooks } from './readLooks.ts';
import { type Hash, sealPack, toPackText } from './sealPack.ts';
import { type MinutesInput, toMinutes } from './toMinutes.ts';

/** Needs of `createPacks`. */
export interface PackParts {
  readonly store: Pick<RecordStore, 'getRecord' | 'listRecords' | 'changeRecords'> &
    Pick<VerificationStore, 'readVersions'>;
  readonly files: Pick<FileService, 'keepBytes' | 'readBytes'>;
  /** What is shown now; read without a wait. */
  readonly scene: () => PackScene;
  /** Names of people as they are now. */
  readonly names: () => Promise<(actor: string) => string>;
  /** What other parts add. */
  readonly sections: readonly PackSource[];
  /** Writes the files for people; throws where it cannot. */
  readonly print: (pack: EvidencePack) => Promise<{ readonly pdf: Uint8Array; readonly xlsx: Uint8Array }>;
  /** `checkContent` where it holds nobody up. */
  readonly checkContent: (bytes: Uint8Array, packs: readonly PackSummary[]) => Promise<PackCheck | null>;
  readonly hash: Hash;
  readonly onChange: () => void;
}

/** What is to be frozen. The same `key` by the same person gives the pack that there is, and so do the same minutes by anyone. */
export interface FreezeWish {
  readonly key: string;
  readonly title: string;
  readonly by: Actor;
  readonly pillar?: PillarId | null;
  readonly session?: MinutesInput;
}

/** Evidence packs: frozen once, never changed. */
export interface Packs {
  freeze(wish: FreezeWish): Promise<PackSummary>;
  list(): Promise<Omit<PackList, 'at'>>;
  find(id: string): Promise<{ readonly summary: PackSummary; readonly pack: EvidencePack } | null>;
  /** One of its files in pieces, with what it weighs. */
  file(
    id: string,
    kind: PackFileKind,
  ): Promise<{ readonly summary: PackSummary; readonly pieces: AsyncIterable<Uint8Array> } | null>;
  /** Whether something is ours and as it was frozen. */
  check(given: Uint8Array | string): Promise<PackCheck>;
}

/** Most bytes of a section that another part adds, as text. */
const maxSectionLength = 4_194_304;
const mostListed = 200;

/** Builds the use case. */
export function createPacks(parts: PackParts): Packs {
  const { store, files } = parts;
  const inTurn = createTurns();
  // Packs only ever come to be, and only here: whoever asks whether a seal is one of them costs no read.
  let known: readonly PackSummary[] | null = null;
  const list = async (): Promise<readonly PackSummary[]> => {
    if (known) return known;
    const records = (await store.listRecords('pack')) as readonly StoredRecord<PackSummary>[];
    known = records.map(({ body }) => body).sort((a, b) => b.frozenAt - a.frozenAt);
    return known;
  };
  const findSummary = async (id: string): Promise<PackSummary | null> =>
    ((await store.getRecord('pack', id))?.body as PackSummary | undefined) ?? null;
  return {
    freeze: (wish) =>
      inTurn(async () => {
        const summary = await freeze(wish, parts);
        known = null;
        parts.onChange();
        return summary;
      }),
    async list() {
      const all = await list();
      return { total: all.length, items: all.slice(0, mostListed) };
    },
    async find(id) {
      const summary = await findSummary(id);
      const text = summary && (await readText(files, summary.files.json.hash));
      return text ? { summary, pack: packSchema.parse(JSON.parse(text)) } : null;
    },
    async file(id, kind) {
      const summary = await findSummary(id);
      const pieces = summary && (await files.readBytes(summary.files[kind].hash));
      return pieces ? { summary, pieces } : null;
    },
    async check(given) {
      const packs = await list();
      const known = checkHash(typeof given === 'string' ? given : parts.hash(given), packs);
      if (typeof given === 'string' || known.verdict === 'same' || packs.length === 0) return known;
      return (await parts.checkContent(given, packs)) ?? known;
    },
  };
}

async function freeze(wish: FreezeWish, parts: PackParts): Promise<PackSummary> {
  const { store, files, hash } = parts;
  const { by, title, pillar = null } = wish;
  const id = toId(wish, hash);
  const known = (await store.getRecord('pack', id)) as StoredRecord<PackSummary> | null;
  if (known) {
    const isSame = known.body.title === title && known.body.pillar === pillar;
    if (!isSame && !wish.session) throw new IdempotencyConflictError();
    return known.body;
  }
  const pack = await buildPack({ ...wish, pillar, id }, parts);
  const { pdf, xlsx } = await parts.print(pack);
  const keep = async (bytes: Uint8Array) => ({
    hash: await files.keepBytes(bytes),
    sizeBytes: bytes.length,
  });
  const summary: PackSummary = {
    id,
    title,
    frozenAt: pack.frozenAt,
    by: pack.by,
    mode: pack.mode,
    pillar,
    session: pack.session,
    hash: pack.manifest.hash,
    figures: pack.sections.figures.length,
    simulated: pack.sections.figures.filter(({ origin }) => origin === 'simulated').length,
    files: {
      json: await keep(new TextEncoder().encode(toPackText(pack))),
      pdf: await keep(pdf),
      xlsx: await keep(xlsx),
    },
  };
  // The hashes stand in the chain of the audit too: who changes record and files cannot change that.
  const after = { title, hash: summary.hash, files: summary.files };
  const note = toNote(by, { at: pack.frozenAt, action: 'pack.freeze', subject: id, after });
  await store.changeRecords([{ kind: 'pack', id, body: summary, expect: 0 }], note).catch((error) => {
    if (error instanceof RecordConflictError) throw new IdempotencyConflictError();
    throw error;
  });
  return summary;
}

/** 128 bits of who wished it with which key, or of all that the minutes are made of: whatever is otherwise with the next try is in another pack. */
function toId({ by, key, session }: Pick<FreezeWish, 'by' | 'key' | 'session'>, hash: Hash): string {
  const wished = session ? `session\n${toCanonical(session)}` : `${toActorText(by)}\n${key}`;
  const hex = hash(wished).slice(0, 32);
  const bytes = Array.from({ length: 16 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

async function buildPack(
  wish: FreezeWish & { readonly id: string; readonly pillar: PillarId | null },
  { scene: look, store, names, sections: sources, hash }: PackParts,
): Promise<EvidencePack> {
  const { id, title, by, pillar, session } = wish;
  // Before anything is waited for: all of it is of one instant.
  const scene = look();
  const { catalogue } = scene;
  const needsLook = new Set<string>(
    catalogue.indicators
      .filter((one) => one.verificationNeeded && (pillar === null || one.pillar === pillar))
      .map((one) => one.id),
  );
  const looksOf = await readLooks(
    scene.records.filter(({ indicator }) => needsLook.has(indicator)),
    store,
    await names(),
  );
  const sections: PackSections = {
    ...buildSections(scene, pillar, { hash, looksOf }),
    minutes: session ? toMinutes(session, scene) : null,
  };
  for (const { name, read } of sources) sections[name] = await readSection(read, pillar);
  const { code, name, zone, zoneLabel } = catalogue.region;
  const head: PackHead = {
    format: packFormat,
    id,
    title,
    frozenAt: scene.at,
    by: { id: toActorText(by), name: by.label },
    region: { code, name, zone, zoneLabel },
    mode: scene.mode,
    pillar,
    session: session?.session.id ?? null,
    stream: { epoch: scene.epoch, seq: scene.seq },
    catalogue: scene.catalogueVersion,
  };
  return sealPack(head, sections, hash);
}

/** A part that cannot be read keeps nobody from the rest: the pack says that it is missing. */
async function readSection(read: PackSource['read'], pillar: PillarId | null): Promise<unknown> {
  try {
    const text = toCanonical((await read(pillar)) ?? null);
    return text.length > maxSectionLength
      ? missingSectionSchema.parse({ missing: 'too-large' })
      : (JSON.parse(text) as unknown);
  } catch {
    return missingSectionSchema.parse({ missing: 'unreadable' });
  }
}

async function readText(files: Pick<FileService, 'readBytes'>, hash: string): Promise<string | null> {
  const pieces = await files.readBytes(hash);
  if (!pieces) return null;
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

/** What a person freezes. */
export function toFreezeWish({ key, title, pillar }: NewPack, by: Actor): FreezeWish {
  return { key, title, pillar, by };
}
