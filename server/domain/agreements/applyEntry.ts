import type { ActionItem, AgreementDoc, AgreementEntry } from '#shared/model/agreement.ts';
import type { ChangeLine, KeptFile, RecordOrigin } from '#shared/model/official.ts';
import { toCanonical } from '#shared/rules/canonical.ts';
import type { AgreementFacts, ItemFacts } from './checkAgreement.ts';
import { listFiles } from './checkAgreement.ts';

/** An agreement after a change, with the line that the log keeps of it. */
export interface Applied {
  readonly doc: AgreementDoc;
  readonly line: Pick<ChangeLine, 'kind' | 'text'>;
}

/** A new agreement from its facts. */
export function toNewDoc(facts: AgreementFacts, origin: RecordOrigin): AgreementDoc {
  return { ...toFacts(facts), source: null, surety: null, origin, files: [], items: [], notRenewed: null };
}

/** Field by field: keys and versions of a body are no facts. */
function toFacts(facts: AgreementFacts): AgreementFacts {
  const { type, document, number, title, scope, parties } = facts;
  const { signedOn, signedPlace, validFrom, validUntil, predecessor, note } = facts;
  const days = { signedOn, signedPlace, validFrom, validUntil };
  return { type, document, number, title, scope, parties, ...days, predecessor, note };
}

function toItemFacts(item: ItemFacts): ItemFacts {
  const { text, milestone, agency, party, dueOn, indicator, programme } = item;
  return { text, milestone, agency, party, dueOn, indicator, programme };
}

/** What an entry makes of an agreement. It was checked; `n` is the number of its line, by which new items are called. */
export function applyEntry(
  doc: AgreementDoc,
  entry: AgreementEntry,
  { n, origin }: { readonly n: number; readonly origin: RecordOrigin },
): Applied {
  switch (entry.kind) {
    case 'change':
      return { doc: toChangedDoc(doc, entry, origin), line: { kind: 'change', text: entry.title } };
    case 'item': {
      const item: ActionItem = {
        id: `i${n}`,
        ...toItemFacts(entry),
        doneOn: null,
        doneNote: null,
        dropped: null,
        files: [],
        simulated: origin === 'simulated',
      };
      return { doc: { ...doc, items: [...doc.items, item] }, line: { kind: 'item', text: entry.text } };
    }
    case 'not-renewed':
      return { doc: { ...doc, notRenewed: entry.reason }, line: { kind: 'not-renewed', text: entry.reason } };
    case 'file-remove':
      return removeFile(doc, entry);
    default:
      return applyToItem(doc, entry);
  }
}

/** Another end is asked about anew. How sure a source is says nothing of facts that were typed over it; a note is none. */
function toChangedDoc(doc: AgreementDoc, facts: AgreementFacts, origin: RecordOrigin): AgreementDoc {
  const notRenewed = facts.validUntil === doc.validUntil ? doc.notRenewed : null;
  const isSame =
    toCanonical({ ...toFacts(facts), note: null }) === toCanonical({ ...toFacts(doc), note: null });
  return { ...doc, ...toFacts(facts), origin, notRenewed, surety: isSame ? doc.surety : null };
}

type ItemEntry = Exclude<AgreementEntry, { kind: 'change' | 'item' | 'not-renewed' | 'file-remove' }>;

function applyToItem(doc: AgreementDoc, entry: ItemEntry): Applied {
  const before = doc.items.find(({ id }) => id === entry.item);
  const items = doc.items.map((item) => (item.id === entry.item ? toChanged(item, entry) : item));
  const reason = 'reason' in entry ? `: ${entry.reason}` : '';
  const text = `${entry.kind === 'item-change' ? entry.text : (before?.text ?? '')}${reason}`.slice(0, 600);
  return { doc: { ...doc, items }, line: { kind: entry.kind, text } };
}

function toChanged(item: ActionItem, entry: ItemEntry): ActionItem {
  switch (entry.kind) {
    case 'item-change':
      return { ...item, ...toItemFacts(entry) };
    case 'item-done':
      return { ...item, doneOn: entry.doneOn, doneNote: entry.note };
    case 'item-drop':
      return { ...item, dropped: entry.reason };
    case 'item-open':
      return { ...item, doneOn: null, doneNote: null, dropped: null };
  }
}

function removeFile(
  doc: AgreementDoc,
  { file, reason }: Extract<AgreementEntry, { kind: 'file-remove' }>,
): Applied {
  const name = listFiles(doc).find(({ id }) => id === file)?.name ?? '';
  const without = (files: readonly KeptFile[]): KeptFile[] => files.filter(({ id }) => id !== file);
  const items = doc.items.map((item) => ({ ...item, files: without(item.files) }));
  const line = { kind: 'file-remove', text: `${name}: ${reason}`.slice(0, 600) };
  return { doc: { ...doc, files: without(doc.files), items }, line };
}

/** Puts a file beside the agreement, or beside one of its items. */
export function addFile(doc: AgreementDoc, item: string | null, file: KeptFile): Applied {
  const line = { kind: 'file', text: file.name };
  if (item === null) return { doc: { ...doc, files: [...doc.files, file] }, line };
  const items = doc.items.map((one) => (one.id === item ? { ...one, files: [...one.files, file] } : one));
  return { doc: { ...doc, items }, line };
}
