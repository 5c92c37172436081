import type { ActionItem, AgreementDoc, NewAgreement } from '../../shared/model/agreement.ts';
import type { NewRecommendation, Recommendation } from '../../shared/model/assistance.ts';
import { agencyCodeSchema, indicatorIdSchema } from '../../shared/model/ids.ts';

/** An item of an action plan that is due at the end of June 2026. */
export function buildItem(more: Partial<ActionItem> = {}): ActionItem {
  return {
    id: 'i1',
    text: 'Menetapkan peraturan bupati',
    milestone: null,
    agency: agencyCodeSchema.parse('bappeda'),
    party: null,
    dueOn: '2026-06-30',
    indicator: null,
    programme: null,
    doneOn: null,
    doneNote: null,
    dropped: null,
    files: [],
    simulated: false,
    ...more,
  };
}

/** What a form sends for a new agreement. */
export function buildFacts(more: Partial<NewAgreement> = {}): Omit<NewAgreement, 'key'> {
  const { key: _, ...rest } = more;
  return {
    type: 'sinergi',
    document: 'nota-kesepakatan',
    number: '119/NK/2026',
    title: 'Nota Kesepakatan uji',
    scope: null,
    parties: [
      { institution: 'Pemerintah Kabupaten', signatory: 'Contoh', office: 'Bupati' },
      { institution: 'Kementerian', signatory: null, office: null },
    ],
    signedOn: '2026-01-10',
    signedPlace: null,
    validFrom: '2026-01-10',
    validUntil: '2029-01-09',
    predecessor: null,
    note: null,
    ...rest,
  };
}

/** An agreement as it is kept. */
export function buildAgreement(more: Partial<AgreementDoc> = {}): AgreementDoc {
  return {
    ...buildFacts(),
    source: null,
    surety: null,
    origin: 'reported',
    files: [],
    items: [],
    notRenewed: null,
    ...more,
  };
}

/** What a form sends for a new recommendation. */
export function buildRecommendationFacts(
  more: Partial<NewRecommendation> = {},
): Omit<NewRecommendation, 'key'> {
  const { key: _, ...rest } = more;
  return {
    occasion: null,
    from: 'Asesor',
    givenOn: '2026-03-01',
    text: 'Tetapkan peta rencana SPBE',
    pillar: 'governance',
    owner: agencyCodeSchema.parse('diskominfosantik'),
    dueOn: '2026-09-30',
    indicators: [indicatorIdSchema.parse('governance-spbe')],
    ...rest,
  };
}

/** A recommendation that nobody has answered yet. */
export function buildRecommendation(more: Partial<Recommendation> = {}): Recommendation {
  return {
    ...buildRecommendationFacts(),
    id: 'r1',
    version: 1,
    figures: [],
    response: null,
    decision: null,
    closed: null,
    dropped: null,
    origin: 'reported',
    ...more,
  };
}
