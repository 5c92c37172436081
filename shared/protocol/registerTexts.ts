import type { Language } from '../model/text.ts';

/** What can be wrong with a sheet of programmes or of their money, by the code of the fault. */
export const registerImportTexts = {
  register_no_name: {
    id: 'Belum ada kolom nama atau kode program. Pilih kolomnya.',
    en: 'No column names the programmes or their codes. Choose it.',
  },
  register_no_agency: {
    id: 'Perangkat daerahnya belum diketahui. Pilih kolomnya, atau satu perangkat daerah untuk seluruh lembar.',
    en: 'The agency is not known yet. Choose its column, or one agency for the whole sheet.',
  },
  register_no_pillar: {
    id: 'Pilarnya belum diketahui untuk program baru ini. Isi kolom pilar, atau pilih satu pilar untuk seluruh lembar.',
    en: 'The pillar of this new programme is not known. Fill in its column, or choose one pillar for the whole sheet.',
  },
  register_no_amount: {
    id: 'Belum ada kolom pagu, rencana kas, realisasi atau kemajuan. Pilih kolomnya.',
    en: 'No column holds a ceiling, cash plan, realisation or progress. Choose one.',
  },
  register_no_year: {
    id: 'Tahun anggarannya belum diketahui. Pilih kolomnya, atau satu tahun untuk seluruh lembar.',
    en: 'The budget year is not known yet. Choose its column, or one year for the whole sheet.',
  },
  register_no_fund: {
    id: 'Sumber dananya belum diketahui. Pilih kolomnya, atau satu sumber dana untuk seluruh lembar.',
    en: 'The source of money is not known yet. Choose its column, or one source for the whole sheet.',
  },
  register_no_month: {
    id: 'Kolom "sampai dengan" perlu bulannya. Pilih bulan laporan ini.',
    en: 'A column of sums so far needs its month. Choose the month of this report.',
  },
  register_no_day: {
    id: 'Tanggal penetapan pagu ({stage}) belum diisi.',
    en: 'The day on which the ceiling ({stage}) was decided is missing.',
  },
  register_no_scale: {
    id: 'Sebagian judul menyebut ribu, juta atau miliar, sebagian tidak atau lain. Pilih satuan uang untuk seluruh lembar.',
    en: 'Some headings name thousands, millions or more, others none or another. Choose the unit of money for the whole sheet.',
  },
  register_no_regulation: {
    id: 'Kode anggaran perlu peraturan dan tahunnya. Isi untuk seluruh lembar.',
    en: 'Budget codes need their regulation and its year. Enter them for the whole sheet.',
  },
  register_twice_role: {
    id: 'Dua kolom dipilih untuk isian yang sama ({role}).',
    en: 'Two columns are chosen for the same entry ({role}).',
  },
  unknown_programme: {
    id: 'Program "{given}" belum ada di daftar.{near| Mungkin maksudnya: {near}.} Tambahkan dahulu, atau betulkan namanya.',
    en: 'The programme "{given}" is not in the register.{near| It could be: {near}.} Add it first, or mend its name.',
  },
  programme_not_yours: {
    id: 'Program "{given}" milik perangkat daerah lain, jadi tidak dapat Anda ubah.',
    en: 'The programme "{given}" belongs to another agency, so you cannot change it.',
  },
  unknown_agency: {
    id: 'Perangkat daerah "{given}" tidak dikenal. Tulis singkatan atau nama resminya.',
    en: 'There is no agency "{given}". Write its abbreviation or official name.',
  },
  unknown_choice: {
    id: '"{given}" tidak dikenal di sini. Tulis salah satu dari: {choices}.',
    en: '"{given}" is not known here. Write one of: {choices}.',
  },
  amount_negative: {
    id: '{given} kurang dari nol. Periksa angkanya.',
    en: '{given} is below zero. Check the number.',
  },
  sum_sinks: {
    id: 'Jumlah sampai bulan ini ({given}) lebih kecil daripada bulan sebelumnya, atau melebihi bulan sesudahnya. Bila kolomnya per bulan, bukan kumulatif, pilih "bulan itu saja".',
    en: 'The sum up to this month ({given}) is below that of a month before, or above a month after. If columns hold single months, choose "that month alone".',
  },
  register_not_yet: {
    id: '{given} adalah hasil bulan yang belum mulai. Periksa tahun anggaran dan bulan laporannya, atau abaikan kolom ini.',
    en: '{given} is the result of a month that has not begun. Check the budget year and the month of the report, or leave this column out.',
  },
  register_over_sum: {
    id: 'Dengan {given} di bulan ini, jumlahnya melebihi yang sudah tercatat sampai bulan sesudahnya. Periksa angkanya, atau sertakan juga bulan sesudahnya itu.',
    en: 'With {given} in this month the sum is above what is recorded up to a month after. Check the number, or give that later month as well.',
  },
  register_text: {
    id: '"{given}" tidak dapat dipakai di kolom ini ({rule}).',
    en: '"{given}" cannot be used in this column ({rule}).',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;
