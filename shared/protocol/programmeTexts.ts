import type { Language } from '../model/text.ts';

/** Why a programme or its money is refused, by the code of the fault. */
export const programmeFaultTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  programme_sub_dimension: {
    id: 'subdimensi ini bukan bagian dari pilar tersebut',
    en: 'this sub-dimension is not one of that pillar',
  },
  programme_twice: { id: 'sudah disebut di atas', en: 'is named above already' },
  programme_years: { id: 'tahun akhir mendahului tahun awal', en: 'the last year is before the first' },
  programme_not_yet: {
    id: 'tanggal selesai tidak boleh di masa depan',
    en: 'the day on which it was done cannot be to come',
  },
  programme_month_not_yet: {
    id: 'bulan ini belum mulai; kosongkan, jangan diisi 0',
    en: 'this month has not begun; leave it empty, do not write 0',
  },
  programme_too_many: {
    id: 'sudah ada {max} program; daftar ini penuh',
    en: 'there are {max} programmes; the register is full',
  },
};
