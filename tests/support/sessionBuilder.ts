import { type Attendee, firstView, type Session, sessionSchema } from '../../shared/model/session.ts';

const at = Date.parse('2026-11-16T02:00:00Z');
const sari = { id: 'user:sari', name: 'Sari Wulandari' };
const guest = { id: 'guest:kemen', name: 'Dimas Prakoso' };

const agenda = [
  {
    id: 'a1',
    title: 'Kemajuan pilar lingkungan',
    note: 'Mutu udara dan sampah',
    minutes: 30,
    view: firstView,
  },
  { id: 'a2', title: 'Rencana triwulan depan', note: null, minutes: 20, view: firstView },
];

const parties = [
  {
    id: 'p1',
    place: 1,
    party: 'Pemerintah Kabupaten Bekasi',
    name: 'Sari Wulandari',
    office: 'Sekretaris Daerah',
    link: null,
    person: 'user:sari',
    signed: { at: at + 5_400_000, by: sari, hash: 'c'.repeat(64) },
  },
  {
    id: 'p2',
    place: 2,
    party: 'Kementerian',
    name: 'Dimas Prakoso',
    office: 'Direktur',
    link: 'kemen',
    person: null,
    signed: null,
  },
];

const questions = [
  {
    id: 'q1',
    text: 'Kapan stasiun udara kedua menyala?',
    agency: 'dlh',
    link: null,
    indicator: null,
    at: at + 900_000,
    by: guest,
    answer: { text: 'Awal Desember.', at: at + 960_000, by: { id: 'user:dlh', name: 'Rudi DLH' } },
  },
  {
    id: 'q2',
    text: 'Apakah anggarannya sudah ada?',
    agency: null,
    link: 'kemen',
    indicator: null,
    at: at + 1_000_000,
    by: sari,
    answer: null,
  },
];

const decisions = [
  {
    id: 'd1',
    text: '=Lengkapi data mutu udara di semua kecamatan',
    owner: 'dlh',
    dueOn: '2026-12-31',
    figure: {
      indicator: 'governance-spbe',
      area: '32.16',
      value: 4.48,
      observedAt: Date.parse('2025-12-31T16:59:59Z'),
      origin: 'published',
    },
    item: 'a1',
    at: at + 3_000_000,
    by: sari,
    withdrawn: null,
    done: null,
  },
  {
    id: 'd2',
    text: 'Pindahkan rapat berikut ke Januari',
    owner: 'bappeda',
    dueOn: '2027-01-15',
    figure: null,
    item: 'a2',
    at: at + 3_600_000,
    by: sari,
    withdrawn: 'Tetap Desember',
    done: null,
  },
];

/** A session that was held and ended: agenda, questions, decisions one of which was withdrawn, a party that signed and one that did not. */
export function buildSession(patch: Partial<Session> = {}): Session {
  return sessionSchema.parse({
    id: 'AAAAAAAAAAAAAAAAAAAAAA',
    version: 9,
    title: 'Rapat evaluasi kota cerdas bersama Kementerian',
    purpose: 'review',
    startsAt: at,
    place: 'Ruang Command Center, Cikarang Pusat',
    watermark: true,
    agenda,
    parties,
    agreement: null,
    simulated: false,
    state: 'ended',
    openedAt: at + 120_000,
    endedAt: at + 5_700_000,
    summary: 'Kemajuan dinilai cukup; data udara harus lengkap sebelum akhir tahun.',
    pack: null,
    presenter: sari,
    item: 'a2',
    links: [
      {
        id: 'kemen',
        label: 'Kementerian',
        speaksFor: 'Komdigi',
        expiresAt: at + 86_400_000,
        revokedAt: null,
      },
    ],
    questions,
    decisions,
    poll: null,
    walls: [],
    polls: [{ text: 'Siap lanjut?', ready: 2, of: 3, at: at + 600_000 }],
    notes: [{ text: 'Rapat dibuka dengan doa', at: at + 130_000, by: sari }],
    ...patch,
  });
}

/** Who was there. */
export const attendance: readonly Attendee[] = [
  {
    id: 'user:sari',
    name: 'Sari Wulandari',
    speaksFor: null,
    isGuest: false,
    joinedAt: at,
    lastAt: at + 5_700_000,
    isHere: false,
  },
  {
    id: 'guest:kemen',
    name: 'Dimas Prakoso',
    speaksFor: 'Komdigi',
    isGuest: true,
    joinedAt: at + 180_000,
    lastAt: at + 5_700_000,
    isHere: false,
  },
];
