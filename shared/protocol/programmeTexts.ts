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
  programme_too_many: {
    id: 'sudah ada {max} program; daftar ini penuh',
    en: 'there are {max} programmes; the register is full',
  },
};
