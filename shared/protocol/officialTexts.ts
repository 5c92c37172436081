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
  agreement_holds: {
    id: 'kesepakatan ini belum mendekati akhir masa berlakunya',
    en: 'this agreement is not near its end yet',
  },
  action_open: { id: 'butir ini masih terbuka', en: 'this item is still open' },
  file_unknown: { id: 'berkas ini tidak ada', en: 'there is no such file' },
  files_full: { id: 'paling banyak {max} berkas', en: 'at most {max} files' },
  occasion_unknown: { id: 'pertemuan ini tidak ada', en: 'there is no such meeting' },
  indicator_twice: { id: 'indikator ini sudah dipilih', en: 'this indicator is chosen already' },
  followup_open: { id: 'tindak lanjut ini masih terbuka', en: 'this follow-up is still open' },
  followup_over: {
    id: 'tindak lanjut ini sudah ditutup atau dibatalkan; buka kembali dahulu',
    en: 'this follow-up is closed or dropped; reopen it first',
  },
  weights_sum: { id: 'jumlah bobot harus 100 persen', en: 'weights must add up to 100 percent' },
  scheme_unknown: { id: 'susunan bobot ini tidak ada', en: 'there is no such set of weights' },
  scheme_other: {
    id: 'bobot ini lain daripada susunan yang dipilih',
    en: 'these weights are not those of the chosen set',
  },
  survey_removed: { id: 'hasil survei ini sudah dihapus', en: 'this result was removed' },
};
