import type { Localised } from '../model/text.ts';

/** What may be wrong with a drill or with a scenario from what was recorded. */
export const drillFaultTexts = {
  unknown_scenario: { id: 'skenario "{given}" tidak ada', en: 'there is no scenario "{given}"' },
  drill_running: {
    id: 'sudah ada latihan yang berjalan; akhiri dahulu',
    en: 'a drill is running already; end it first',
  },
  drill_nested: {
    id: 'ini server latihan; latihan dimulai dari konsol yang sebenarnya',
    en: 'this is the server of a drill; drills are started at the real console',
  },
  too_many_recordings: {
    id: 'sudah terlalu banyak rekaman; hapus yang tidak dipakai',
    en: 'there are too many recordings; remove what is not used',
  },
  nothing_recorded: {
    id: 'tidak ada pembacaan atau peristiwa dalam rentang ini',
    en: 'there are no readings or events in this span',
  },
  recorded_rules: {
    id: 'aturan alarm yang diubah di ruang ini tidak muat dalam satu latihan',
    en: 'the alarm rules that this room changed do not fit into one drill',
  },
  recorded_bounds: {
    id: 'dalam rentang ini ada peristiwa yang tidak dapat diputar sebagai latihan; pilih rentang lain',
    en: 'an event in this span cannot be played as a drill; choose another span',
  },
} as const satisfies Record<string, Localised>;
