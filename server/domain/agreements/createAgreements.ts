import {
  type AgreementAnswer,
  type AgreementDoc,
  type AgreementEntry,
  type AgreementList,
  type AgreementSummary,
  agreementLimits,
  type NewAgreement,
  type PromiseList,
} from '#shared/model/agreement.ts';
import type { KeptFile, OfficialFigure } from '#shared/model/official.ts';
import type { SessionPromise } from '#shared/model/session.ts';
import {
  compareAgreements,
  compareItems,
  countItems,
  isSigned,
  toItemState,
} from '#shared/rules/agreement.ts';
import type { Actor } from '../people/actor.ts';
import { createMemo } from '../records/createMemo.ts';
import { type Kept, type Register, type RegisterOutcome, refuse } from '../records/createRegister.ts';
import { addFile, applyEntry, toNewDoc } from './applyEntry.ts';
import { checkEntry, checkFacts, type KnownNames, listFiles } from './checkAgreement.ts';

/** A file that was kept, before it stands beside anything. */
export type StoredFile = Pick<KeptFile, 'name' | 'type' | 'sizeBytes' | 'hash'>;

/** Needs of `createAgreements`. */
export interface AgreementParts extends KnownNames {
  readonly register: Register<AgreementDoc>;
  /** Day of an instant in the region's zone, `YYYY-MM-DD`. */
  readonly toDay: (at: number) => string;
  readonly now: () => number;
  readonly agencyLabel: (code: string) => string;
  /** The figure of an indicator as it stands now. */
  readonly figure: (indicator: string) => OfficialFigure;
  /** True on a server whose entries are no reality. */
  readonly isSimulated: boolean;
  /** Keeps a file's bytes; null for a kind that may not be kept. */
  readonly keepFile: (file: { name: string; bytes: Uint8Array }) => Promise<StoredFile | null>;
}

/** A file for an agreement, or for one of its items; `version` is left out: whoever adds a file overwrites nothing. */
export interface FileWanted {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly item: string | null;
}

/** What became of a change of an agreement. */
export type AgreementOutcome = RegisterOutcome<AgreementDoc>;

/** The register of agreements with their action plans. */
export interface Agreements {
  list(): Promise<AgreementList>;
  find(id: string): Promise<AgreementAnswer | null>;
  /** What one is called; null for none of this id. */
  titleOf(id: string): Promise<string | null>;
  /** What was promised, newest agreement first; without what was dropped. */
  promises(): Promise<PromiseList>;
  /** The same for a session: late first within each agreement. A draft has promised nothing yet. */
  listPromises(at: number): Promise<readonly SessionPromise[]>;
  make(wanted: NewAgreement, by: Actor): Promise<AgreementOutcome>;
  enter(id: string, entry: AgreementEntry, by: Actor): Promise<AgreementOutcome>;
  attach(id: string, wanted: FileWanted, by: Actor): Promise<AgreementOutcome>;
  findFile(id: string, file: string): Promise<KeptFile | null>;
}

type KeptAgreement = Kept<AgreementDoc>;

/** Builds the use case over a register. */
export function createAgreements(parts: AgreementParts): Agreements {
  const { register, now, today } = parts;
  const promisesOf = createMemo<readonly SessionPromise[]>();
  const sorted = async (): Promise<KeptAgreement[]> =>
    [...(await register.list())].sort((a, b) =>
      compareAgreements({ id: a.id, signedOn: a.doc.signedOn }, { id: b.id, signedOn: b.doc.signedOn }),
    );
  return {
    list: async () => {
      const all = await sorted();
      return { at: now(), today: today(), items: all.map((kept) => toSummary(kept, all, today())) };
    },
    find: async (id) => {
      const kept = await register.find(id);
      return kept && toAnswer(parts, kept, await sorted());
    },
    promises: async () => toPromiseList(parts, await sorted()),
    listPromises: async (at) => {
      const [day, all] = [parts.toDay(at), await sorted()];
      return promisesOf([day, ...all], () => toSessionPromises(parts, all, day));
    },
    titleOf: async (id) => (await register.find(id))?.doc.title ?? null,
    make: (wanted, by) => makeAgreement(parts, wanted, by),
    enter: (id, entry, by) => enterChange(parts, id, entry, by),
    attach: (id, wanted, by) => attachFile(parts, id, wanted, by),
    findFile: async (id, file) => {
      const kept = await register.find(id);
      return (kept && listFiles(kept.doc).find((one) => one.id === file)) ?? null;
    },
  };
}

const toNamed = ({ id, doc }: KeptAgreement): { id: string; title: string } => ({ id, title: doc.title });

/** What goes on from an agreement: a draft does not carry it on before it is signed. */
function listNext(id: string, all: readonly KeptAgreement[], today: string) {
  const next = all.filter(({ doc }) => doc.predecessor === id);
  return {
    successors: next.filter(({ doc }) => isSigned(doc, today)).map(toNamed),
    drafts: next.filter(({ doc }) => !isSigned(doc, today)).map(toNamed),
  };
}

function toSummary(kept: KeptAgreement, all: readonly KeptAgreement[], today: string): AgreementSummary {
  const { id, version, doc } = kept;
  const { items, files, ...facts } = doc;
  return {
    ...facts,
    id,
    version,
    files: files.length,
    counts: countItems(items, today),
    successors: listNext(id, all, today).successors,
  };
}

function toAnswer(
  { now, figure, today }: AgreementParts,
  { id, version, doc, log }: KeptAgreement,
  all: readonly KeptAgreement[],
): AgreementAnswer {
  const before = all.find((one) => one.id === doc.predecessor);
  const items = doc.items.toSorted((a, b) => compareItems(a, b, today()));
  return {
    at: now(),
    agreement: { ...doc, items, id, version },
    predecessor: before ? toNamed(before) : null,
    ...listNext(id, all, today()),
    figures: listFigures(doc.items, figure),
    log: log.toReversed(),
  };
}

function listFigures(
  items: readonly { readonly indicator: string | null }[],
  figure: AgreementParts['figure'],
): OfficialFigure[] {
  const ids = new Set(items.flatMap(({ indicator }) => indicator ?? []));
  return [...ids].map(figure);
}

function toPromiseList({ now, today, figure }: AgreementParts, all: readonly KeptAgreement[]): PromiseList {
  const items = listPromised(all, today());
  return {
    at: now(),
    today: today(),
    items: items.map(({ kept, item }) => {
      const { title, signedOn, signedPlace, validFrom, origin } = kept.doc;
      return { agreement: { id: kept.id, title, signedOn, signedPlace, validFrom, origin }, item };
    }),
    figures: listFigures(
      items.map(({ item }) => item),
      figure,
    ),
  };
}

function listPromised(all: readonly KeptAgreement[], today: string) {
  return all.flatMap((kept) =>
    kept.doc.items
      .filter(({ dropped }) => dropped === null)
      .toSorted((a, b) => compareItems(a, b, today))
      .map((item) => ({ kept, item })),
  );
}

function toSessionPromises(
  { agencyLabel }: AgreementParts,
  all: readonly KeptAgreement[],
  today: string,
): SessionPromise[] {
  const signed = all.filter(({ doc }) => isSigned(doc, today));
  return listPromised(signed, today).map(({ kept, item }) => ({
    kind: 'action',
    id: `${kept.id}|${item.id}`,
    text: item.text,
    owner: item.agency === null ? (item.party ?? '') : agencyLabel(item.agency),
    dueOn: item.dueOn,
    doneOn: item.doneOn,
    from: kept.doc.title,
    isLate: toItemState(item, today) === 'late',
  }));
}

async function createPredecessorOf({ register }: Pick<AgreementParts, 'register'>) {
  const known = new Map((await register.list()).map(({ id, doc }) => [id, doc.predecessor]));
  return (id: string): string | null | undefined => known.get(id);
}

const toOrigin = (isSimulated: boolean) => (isSimulated ? ('simulated' as const) : ('reported' as const));

function makeAgreement(parts: AgreementParts, wanted: NewAgreement, by: Actor): Promise<AgreementOutcome> {
  const { key, ...request } = wanted;
  return parts.register.make({ key, request, by }, async () => {
    const faults = checkFacts(null, request, await createPredecessorOf(parts), parts);
    if (faults.length > 0) return { faults };
    return {
      doc: toNewDoc(request, toOrigin(parts.isSimulated)),
      line: { kind: 'made', text: wanted.title },
    };
  });
}

function enterChange(
  parts: AgreementParts,
  id: string,
  entry: AgreementEntry,
  by: Actor,
): Promise<AgreementOutcome> {
  const { key, version, ...request } = entry;
  return parts.register.change(id, { key, version, request, by }, async ({ doc }, n) => {
    const faults =
      entry.kind === 'change'
        ? checkFacts(id, entry, await createPredecessorOf(parts), parts)
        : checkEntry(doc, entry, parts);
    if (faults.length > 0) return { faults };
    return applyEntry(doc, entry, { n, origin: toOrigin(parts.isSimulated) });
  });
}

/** Refused before its bytes are kept where there is no place for it. */
async function attachFile(
  parts: AgreementParts,
  id: string,
  { name, bytes, item }: FileWanted,
  by: Actor,
): Promise<AgreementOutcome> {
  const { register, keepFile, now } = parts;
  const kept = await register.find(id);
  if (!kept) return { kind: 'not-found' };
  const fault = findPlaceFault(kept.doc, item);
  if (fault) return fault;
  const stored = await keepFile({ name, bytes });
  if (!stored) return refuse('?name', 'file_kind');
  const request = { item, ...stored };
  // The same file once more is no second one, unless one was taken away since.
  const removals = kept.log.filter(({ kind }) => kind === 'file-remove').length;
  const key = `file-${stored.hash.slice(0, 32)}-${item ?? 'agreement'}-${removals}`;
  return register.change(id, { key, request, by }, ({ doc }, n) => {
    const full = findPlaceFault(doc, item);
    if (full) return { faults: full.faults };
    return addFile(doc, item, { id: `f${n}`, ...stored, by: by.label, at: now() });
  });
}

function findPlaceFault(doc: AgreementDoc, item: string | null): ReturnType<typeof refuse> | null {
  const { files, itemFiles } = agreementLimits;
  if (item === null) return doc.files.length >= files ? refuse('?name', 'files_full', { max: files }) : null;
  const found = doc.items.find(({ id }) => id === item);
  if (!found) return refuse('?item', 'action_unknown');
  return found.files.length >= itemFiles ? refuse('?name', 'files_full', { max: itemFiles }) : null;
}
