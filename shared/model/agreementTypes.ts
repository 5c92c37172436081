import type { Surety } from './official.ts';
import type { Localised } from './text.ts';

/** Kinds of cooperation of a region. */
export const agreementTypeIds = ['sinergi', 'ksdd', 'ksdpk', 'ksdpl', 'ksdll'] as const;

/** A kind of cooperation with the law that names it. */
export interface AgreementType {
  readonly id: (typeof agreementTypeIds)[number];
  readonly name: Localised;
  readonly law: string;
  readonly surety: Surety;
}

/** National law, the same for every region. Sinergi: a Nota Kesepakatan whose annex carries the action plan (art. 46). */
export const agreementTypes: readonly AgreementType[] = [
  {
    id: 'sinergi',
    name: { id: 'Sinergi dengan pemerintah pusat', en: 'Synergy with the central government' },
    law: 'PP 28/2018, pasal 46',
    surety: 'high',
  },
  {
    id: 'ksdd',
    name: { id: 'Kerja sama dengan daerah lain (KSDD)', en: 'Cooperation with another region (KSDD)' },
    law: 'PP 28/2018; Permendagri 22/2020',
    surety: 'high',
  },
  {
    id: 'ksdpk',
    name: { id: 'Kerja sama dengan pihak ketiga (KSDPK)', en: 'Cooperation with a third party (KSDPK)' },
    law: 'PP 28/2018; Permendagri 22/2020',
    surety: 'high',
  },
  {
    id: 'ksdpl',
    name: {
      id: 'Kerja sama dengan pemerintah daerah di luar negeri (KSDPL)',
      en: 'Cooperation with a regional government abroad (KSDPL)',
    },
    law: 'PP 28/2018',
    surety: 'high',
  },
  {
    id: 'ksdll',
    name: {
      id: 'Kerja sama dengan lembaga di luar negeri (KSDLL)',
      en: 'Cooperation with an institution abroad (KSDLL)',
    },
    law: 'PP 28/2018',
    surety: 'high',
  },
];
