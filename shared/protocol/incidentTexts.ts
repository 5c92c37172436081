import type { Language } from '../model/text.ts';

/** Why a change of an incident is refused, by the code of the fault. */
export const incidentFaultTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  unknown_alarm: { id: 'alarm ini tidak ada atau sudah selesai', en: 'this alarm is unknown or over' },
  unknown_event: {
    id: 'peristiwa ini tidak ada atau sudah lewat',
    en: 'this event is unknown or long over',
  },
  unknown_person: { id: 'orang ini tidak ada di ruang kendali', en: 'this person is not of the room' },
  incident_closed: {
    id: 'kejadian ini sudah ditutup; buka kembali dahulu',
    en: 'this incident is closed; reopen it first',
  },
  incident_open: { id: 'kejadian ini belum ditutup', en: 'this incident is not closed' },
  incident_same: { id: 'keadaannya sudah begitu', en: 'it is in that state already' },
  incident_log_full: {
    id: 'catatan kejadian ini penuh ({max} baris); tutup dan buka kejadian baru',
    en: 'the log of this incident is full ({max} lines); close it and open another',
  },
  incident_task: { id: 'tugas ini tidak ada atau sudah selesai', en: 'this task is unknown or done' },
  incident_person: {
    id: 'orang ini tidak ada atau sudah meninggalkan kejadian',
    en: 'this person is unknown or has left',
  },
  incident_alarm_here: { id: 'alarm ini sudah tercatat di sini', en: 'this alarm is linked here already' },
  incident_open_tasks: {
    id: 'masih ada {count} tugas terbuka; selesaikan, atau tulis alasan menutupnya',
    en: '{count} tasks are open; finish them, or give the reason for closing',
  },
  incident_too_many: {
    id: 'sudah ada {max} kejadian terbuka; tutup yang selesai dahulu',
    en: '{max} incidents are open already; close what is over first',
  },
  incident_there: {
    id: 'sudah ada kejadian terbuka untuk ini: {title}',
    en: 'there is an open incident for this already: {title}',
  },
};
