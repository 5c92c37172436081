import type { AgreementDoc, AgreementEntry, NewAgreement } from '#shared/model/agreement.ts';
import { agreementLimits } from '#shared/model/agreement.ts';
import { isRenewalWanted, toValidity } from '#shared/rules/agreement.ts';
import type { RegisterFault } from '../records/createRegister.ts';

/** The facts of an agreement as a form sends them. */
export type AgreementFacts = Omit<NewAgreement, 'key'>;
/** An item of the action plan as a form sends it. */
export type ItemFacts = Pick<
  Extract<AgreementEntry, { kind: 'item' }>,
  'text' | 'milestone' | 'agency' | 'party' | 'dueOn' | 'indicator' | 'programme'
>;

/** What facts and items name must be there. */
export interface KnownNames {
  readonly isAgency: (code: string) => boolean;
  readonly isIndicator: (id: string) => boolean;
  /** Day of now in the region's zone, `YYYY-MM-DD`. */
  readonly today: () => string;
}

const fault = (pointer: string, code: string, params: RegisterFault['params'] = {}): RegisterFault => ({
  pointer,
  code,
  params,
});

/** What is wrong with the facts; `predecessorOf` tells whom an agreement goes on from, undefined for one that is not there. */
export function checkFacts(
  id: string | null,
  facts: AgreementFacts,
  predecessorOf: (id: string) => string | null | undefined,
  { today }: KnownNames,
): RegisterFault[] {
  const { signedOn, validFrom, validUntil, predecessor } = facts;
  const faults: RegisterFault[] = [];
  if (signedOn !== null && signedOn > today()) faults.push(fault('/signedOn', 'day_ahead'));
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    faults.push(fault('/validUntil', 'day_before_start'));
  if (predecessor === null) return faults;
  if (predecessorOf(predecessor) === undefined)
    return [...faults, fault('/predecessor', 'agreement_unknown')];
  return isInCircle(id, predecessor, predecessorOf)
    ? [...faults, fault('/predecessor', 'agreement_circle')]
    : faults;
}

/** True where going back from one to the one before would come to itself. */
function isInCircle(
  id: string | null,
  first: string,
  predecessorOf: (id: string) => string | null | undefined,
): boolean {
  let at: string | null | undefined = first;
  for (let steps = 0; steps <= agreementLimits.agreements && at; steps += 1) {
    if (at === id) return true;
    at = predecessorOf(at);
  }
  return false;
}

/** What is wrong with an item. */
export function checkItem(item: ItemFacts, { isAgency, isIndicator }: KnownNames): RegisterFault[] {
  const faults: RegisterFault[] = [];
  if ((item.agency === null) === (item.party === null)) faults.push(fault('/agency', 'action_owner'));
  if (item.agency !== null && !isAgency(item.agency))
    faults.push(fault('/agency', 'unknown_agency', { given: item.agency }));
  if (item.indicator !== null && !isIndicator(item.indicator))
    faults.push(fault('/indicator', 'unknown_indicator', { given: item.indicator }));
  return faults;
}

/** What is wrong with an entry for an agreement as it stands; the facts of `change` are checked apart. */
export function checkEntry(doc: AgreementDoc, entry: AgreementEntry, known: KnownNames): RegisterFault[] {
  if (entry.kind === 'change') return [];
  if (entry.kind === 'not-renewed')
    return isRenewalWanted(toValidity(doc, false, known.today())) ? [] : [fault('/kind', 'agreement_holds')];
  if (entry.kind === 'file-remove')
    return listFiles(doc).some(({ id }) => id === entry.file) ? [] : [fault('/file', 'file_unknown')];
  if (entry.kind === 'item')
    return doc.items.length >= agreementLimits.items
      ? [fault('/kind', 'action_full', { max: agreementLimits.items })]
      : checkItem(entry, known);
  const item = doc.items.find(({ id }) => id === entry.item);
  if (!item) return [fault('/item', 'action_unknown')];
  const isOver = item.doneOn !== null || item.dropped !== null;
  if (entry.kind === 'item-open') return isOver ? [] : [fault('/item', 'action_open')];
  if (isOver) return [fault('/item', 'action_over')];
  if (entry.kind === 'item-change') return checkItem(entry, known);
  return entry.kind === 'item-done' && entry.doneOn > known.today() ? [fault('/doneOn', 'day_ahead')] : [];
}

/** Every file of an agreement: its own and those of its items. */
export function listFiles(doc: Pick<AgreementDoc, 'files' | 'items'>): AgreementDoc['files'] {
  return [...doc.files, ...doc.items.flatMap(({ files }) => files)];
}
