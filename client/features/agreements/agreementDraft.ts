import {
  type ActionItem,
  type Agreement,
  type AgreementParty,
  type NewAgreement,
  newAgreementSchema,
} from '#shared/model/agreement.ts';

/** One party as it stands in the form. */
export interface PartyDraft {
  readonly id: number;
  readonly institution: string;
  readonly signatory: string;
  readonly office: string;
}

/** Facts of an agreement as they stand in the form; an empty text is nothing. */
export interface FactsDraft {
  readonly type: Agreement['type'];
  readonly document: Agreement['document'];
  readonly title: string;
  readonly number: string;
  readonly scope: string;
  readonly signedOn: string;
  readonly signedPlace: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly predecessor: string;
  readonly note: string;
  readonly parties: readonly PartyDraft[];
}

/** Facts as the server takes them. */
export type Facts = Omit<NewAgreement, 'key'>;

const emptyParty = { institution: '', signatory: '', office: '' };

/** Two parties to begin with. */
export const newFacts: FactsDraft = {
  type: 'sinergi',
  document: 'nota-kesepakatan',
  title: '',
  number: '',
  scope: '',
  signedOn: '',
  signedPlace: '',
  validFrom: '',
  validUntil: '',
  predecessor: '',
  note: '',
  parties: [
    { id: 1, ...emptyParty },
    { id: 2, ...emptyParty },
  ],
};

/** The form of an agreement as it is. */
export function toFactsDraft(agreement: Agreement): FactsDraft {
  const { type, document, title, parties } = agreement;
  return {
    type,
    document,
    title,
    number: agreement.number ?? '',
    scope: agreement.scope ?? '',
    signedOn: agreement.signedOn ?? '',
    signedPlace: agreement.signedPlace ?? '',
    validFrom: agreement.validFrom ?? '',
    validUntil: agreement.validUntil ?? '',
    predecessor: agreement.predecessor ?? '',
    note: agreement.note ?? '',
    parties: parties.map(({ institution, signatory, office }, index) => ({
      id: index + 1,
      institution,
      signatory: signatory ?? '',
      office: office ?? '',
    })),
  };
}

/** A further party below the others. */
export function addParty(draft: FactsDraft): FactsDraft {
  const id = Math.max(0, ...draft.parties.map((one) => one.id)) + 1;
  return { ...draft, parties: [...draft.parties, { id, ...emptyParty }] };
}

const orNull = (text: string): string | null => text.trim() || null;

/** What the form says, as the server takes it. */
export function toFacts(draft: FactsDraft): Facts {
  return {
    type: draft.type,
    document: draft.document,
    title: draft.title.trim(),
    number: orNull(draft.number),
    scope: orNull(draft.scope),
    signedOn: orNull(draft.signedOn),
    signedPlace: orNull(draft.signedPlace),
    validFrom: orNull(draft.validFrom),
    validUntil: orNull(draft.validUntil),
    predecessor: orNull(draft.predecessor),
    note: orNull(draft.note),
    parties: draft.parties.map(
      ({ institution, signatory, office }): AgreementParty => ({
        institution: institution.trim(),
        signatory: orNull(signatory),
        office: orNull(office),
      }),
    ),
  };
}

/** Fields of an item as they stand in the form. */
export interface ItemDraft {
  readonly text: string;
  readonly milestone: string;
  readonly kind: 'agency' | 'party';
  readonly agency: string;
  readonly party: string;
  readonly dueOn: string;
  readonly indicator: string;
  readonly programme: string;
}

/** The form of an item; empty for a new one. */
export function toItemDraft(item: ActionItem | null): ItemDraft {
  return {
    text: item?.text ?? '',
    milestone: item?.milestone ?? '',
    kind: item !== null && item.agency === null ? 'party' : 'agency',
    agency: item?.agency ?? '',
    party: item?.party ?? '',
    dueOn: item?.dueOn ?? '',
    indicator: item?.indicator ?? '',
    programme: item?.programme ?? '',
  };
}

/** The schema's own bounds, so that the form knows them. */
export const titleBounds = { min: 3, max: newAgreementSchema.shape.title.maxLength ?? 240 };

/** What the form of an item says, as the server takes it. */
export function toItemFields(draft: ItemDraft) {
  const isAgency = draft.kind === 'agency';
  return {
    text: draft.text.trim(),
    milestone: orNull(draft.milestone),
    agency: isAgency ? ((draft.agency || null) as ActionItem['agency']) : null,
    party: isAgency ? null : orNull(draft.party),
    dueOn: draft.dueOn,
    indicator: (draft.indicator || null) as ActionItem['indicator'],
    programme: orNull(draft.programme),
  };
}
