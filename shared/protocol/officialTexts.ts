import type { Language } from '../model/text.ts';

/** Why a change of an agreement, recommendation or evaluation is refused, by the code of the fault. */
export const officialFaultTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  register_full: {
    id: 'sudah ada {max}; tidak dapat ditambah lagi',
    en: 'there are {max} already; no more fit',
  },
  day_ahead: { id: 'hari ini belum tiba', en: 'this day has not come yet' },
  day_before_start: { id: 'lebih awal daripada mulainya', en: 'is before the beginning' },
  agreement_unknown: { id: 'kesepakatan ini tidak ada', en: 'there is no such agreement' },
  agreement_circle: {
    id: 'kesepakatan tidak dapat melanjutkan dirinya sendiri',
    en: 'an agreement cannot go on from itself',
  },
  action_owner: {
    id: 'pilih satu penanggung jawab: perangkat daerah atau salah satu pihak',
    en: 'choose one owner: an agency or one of the parties',
  },
  action_full: { id: 'rencana aksi penuh ({max} butir)', en: 'the action plan is full ({max} items)' },
  action_unknown: { id: 'butir ini tidak ada', en: 'there is no such item' },
  action_over: {
    id: 'butir ini sudah selesai atau dibatalkan; buka kembali dahulu',
    en: 'this item is done or dropped; reopen it first',
  },
  action_open: { id: 'butir ini masih terbuka', en: 'this item is still open' },
  file_unknown: { id: 'berkas ini tidak ada', en: 'there is no such file' },
  files_full: { id: 'paling banyak {max} berkas', en: 'at most {max} files' },
};
