import type { Language } from '../model/text.ts';

/** Why a change of a session is refused, by the code of the fault. */
export const sessionFaultTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  session_ended: { id: 'sesi ini sudah berakhir', en: 'this session has ended' },
  session_is_open: { id: 'sesi ini sudah dibuka', en: 'this session is open already' },
  session_not_open: { id: 'sesi ini belum dibuka', en: 'this session is not open yet' },
  session_log_full: {
    id: 'catatan sesi ini penuh ({max} baris); akhiri dan buka sesi baru',
    en: 'the log of this session is full ({max} lines); end it and open another',
  },
  session_many: { id: 'sudah ada {max} sesi', en: 'there are {max} sessions already' },
  session_twice: { id: 'tanda ini sudah dipakai di atas', en: 'this id stands above already' },
  session_no_pack: {
    id: 'paket bukti tidak dapat dibekukan sekarang, jadi sesi belum berakhir',
    en: 'the evidence pack cannot be frozen now, so the session has not ended',
  },
  session_party_place: {
    id: 'urutan penanda tangan harus 1, 2, 3 … tanpa celah',
    en: 'the order of parties must be 1, 2, 3 … without a gap',
  },
  session_party_both: {
    id: 'pilih tautan atau akun, bukan keduanya',
    en: 'choose a link or an account, not both',
  },
  session_signed: {
    id: 'sudah ada yang menandatangani; judul, pihak dan kesepakatan tidak dapat diubah lagi',
    en: 'somebody has signed; title, parties and agreement can no longer change',
  },
  session_link: { id: 'tautan ini tidak ada atau sudah tidak berlaku', en: 'this link is unknown or over' },
  session_link_life: {
    id: 'harus setelah sekarang dan paling lama 31 hari ke depan',
    en: 'must be ahead, by at most 31 days',
  },
  session_absent: {
    id: 'orang ini tidak sedang hadir dengan akun',
    en: 'this person is not here with an account',
  },
  session_item: { id: 'butir ini tidak ada dalam agenda', en: 'this item is not on the agenda' },
  session_ask_one: {
    id: 'pilih satu yang ditanya: instansi atau tautan',
    en: 'ask exactly one: an agency or a link',
  },
  session_poll_open: { id: 'masih ada jajak kesiapan terbuka', en: 'a poll is open already' },
  session_poll_none: { id: 'tidak ada jajak kesiapan terbuka', en: 'no poll is open' },
  session_decision: {
    id: 'keputusan ini tidak ada, sudah dicabut atau sudah selesai',
    en: 'this decision is unknown, withdrawn or done',
  },
  session_wall: { id: 'tidak ada layar dengan nama ini', en: 'there is no wall of this name' },
  session_wall_same: { id: 'layar ini sudah begitu', en: 'this wall is so already' },
  session_question: { id: 'pertanyaan ini tidak ada', en: 'there is no such question' },
  session_answered: {
    id: 'pertanyaan ini sudah dijawab dan tidak dapat diubah',
    en: 'this question is answered and stays so',
  },
  session_party: { id: 'pihak ini tidak ada', en: 'there is no such party' },
  session_party_signed: { id: 'pihak ini sudah menandatangani', en: 'this party has signed already' },
  session_sign_order: {
    id: 'giliran {party} lebih dahulu',
    en: 'it is the turn of {party} first',
  },
  session_sign_text: {
    id: 'isi yang ditandatangani sudah berubah; periksa lagi, lalu tanda tangani',
    en: 'what is to be signed was changed meanwhile; look again, then sign',
  },
  session_sign_name: {
    id: 'tulis nama persis seperti tercantum: {name}',
    en: 'write the name exactly as it stands: {name}',
  },
};
