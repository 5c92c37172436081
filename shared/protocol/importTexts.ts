import type {
  CandidateMark,
  ImportFault,
  ImportFaultCode,
  PreviewKind,
  ProposalReason,
} from '../model/importFile.ts';
import type { Language } from '../model/text.ts';
import { type PeriodUnit, parsePeriodKey, toPeriodLabel } from '../rules/period.ts';
import { registerImportTexts } from './registerTexts.ts';

type Pair = Readonly<Record<Language, string>>;

/** One sentence for each code; `{name}` takes a parameter. The cell, where there is one, is put in front. */
const faultTexts: Readonly<Record<ImportFaultCode, Pair>> = {
  file_empty: { id: 'Berkas ini kosong.', en: 'This file is empty.' },
  file_too_large: {
    id: 'Berkas ini lebih besar dari {max} MB. Pisahkan menjadi beberapa berkas.',
    en: 'This file is larger than {max} MB. Split it into several files.',
  },
  file_unknown: {
    id: 'Berkas ini bukan lembar kerja ({kind}). Kirim sebagai .xlsx, .ods atau .csv.',
    en: 'This file is not a spreadsheet ({kind}). Send it as .xlsx, .ods or .csv.',
  },
  file_old_excel: {
    id: 'Ini berkas Excel lama (.xls). Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx.',
    en: 'This is an old Excel file (.xls). Open it in Excel or LibreOffice and save it as .xlsx.',
  },
  file_encrypted: {
    id: 'Berkas ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu kirim lagi.',
    en: 'This file is locked with a password. Save it without one and send it again.',
  },
  file_damaged: {
    id: 'Berkas ini rusak dan tidak dapat dibaca. Buka dan simpan ulang, lalu kirim lagi.',
    en: 'This file is damaged and cannot be read. Open it, save it anew and send it again.',
  },
  file_macros: {
    id: 'Berkas ini berisi makro (program). Simpan sebagai .xlsx tanpa makro, lalu kirim lagi.',
    en: 'This file holds macros (programs). Save it as .xlsx without macros and send it again.',
  },
  zip_too_many_entries: {
    id: 'Berkas ini berisi lebih dari {max} bagian; lembar kerja biasa tidak sebanyak itu. Salin datanya ke berkas baru.',
    en: 'This file has more than {max} parts; no ordinary spreadsheet has. Copy its data into a new file.',
  },
  zip_too_big: {
    id: 'Isi berkas ini setelah dibuka lebih dari {max} MB. Kirim bagian yang diperlukan saja.',
    en: 'Unpacked, this file is larger than {max} MB. Send only the part that is needed.',
  },
  zip_ratio: {
    id: 'Isi berkas ini mengembang lebih dari {max} kali saat dibuka, jadi tidak dibuka. Salin datanya ke berkas baru.',
    en: 'This file grows more than {max} times when unpacked, so it was not. Copy its data into a new file.',
  },
  zip_lied_size: {
    id: 'Berkas ini menyebut ukuran isi yang tidak benar, jadi tidak dibaca. Salin datanya ke berkas baru.',
    en: 'This file states a false size of its content, so it was not read. Copy its data into a new file.',
  },
  zip_unsafe_name: {
    id: 'Berkas ini memuat nama bagian yang berbahaya, jadi tidak dibaca. Salin datanya ke berkas baru.',
    en: 'This file has parts with dangerous names, so it was not read. Copy its data into a new file.',
  },
  zip_overlap: {
    id: 'Bagian-bagian berkas ini saling menumpuk, jadi tidak dibaca. Salin datanya ke berkas baru.',
    en: 'The parts of this file overlap, so it was not read. Copy its data into a new file.',
  },
  xml_doctype: {
    id: 'Berkas ini berisi perintah tersembunyi (DOCTYPE), jadi tidak dibaca. Salin datanya ke berkas baru.',
    en: 'This file holds hidden instructions (DOCTYPE), so it was not read. Copy its data into a new file.',
  },
  csv_control: {
    id: 'Baris {line} berisi karakter yang tidak dapat dibaca. Simpan ulang sebagai CSV UTF-8.',
    en: 'Line {line} holds characters that cannot be read. Save it again as CSV UTF-8.',
  },
  csv_quotes: {
    id: 'Tanda kutip (") dibuka tetapi tidak ditutup, sehingga kolom-kolomnya tidak jelas.',
    en: 'A quotation mark (") is opened but not closed, so the columns are unclear.',
  },
  too_many_sheets: {
    id: 'Berkas ini berisi lebih dari {max} lembar. Kirim lembar yang diperlukan saja.',
    en: 'This file has more than {max} sheets. Send only those that are needed.',
  },
  too_many_rows: {
    id: 'Lembar ini berisi lebih dari {max} baris. Kirim periode yang diperlukan saja.',
    en: 'This sheet has more than {max} rows. Send only the period that is needed.',
  },
  too_many_columns: {
    id: 'Lembar ini berisi lebih dari {max} kolom. Hapus kolom yang tidak diperlukan.',
    en: 'This sheet has more than {max} columns. Remove those that are not needed.',
  },
  too_many_cells: {
    id: 'Berkas ini berisi lebih dari {max} sel. Kirim bagian yang diperlukan saja.',
    en: 'This file has more than {max} cells. Send only the part that is needed.',
  },
  too_much_text: {
    id: 'Berkas ini berisi terlalu banyak tulisan. Kirim tabel angkanya saja.',
    en: 'This file holds too much text. Send only its table of figures.',
  },
  too_slow: {
    id: 'Membaca berkas ini memakan lebih dari {seconds} detik, jadi dihentikan. Kirim bagian yang diperlukan saja.',
    en: 'Reading this file took more than {seconds} seconds, so it was stopped. Send only the part that is needed.',
  },
  too_heavy: {
    id: 'Berkas ini terlalu berat untuk dibaca. Salin tabelnya ke berkas baru.',
    en: 'This file is too heavy to be read. Copy its table into a new file.',
  },
  reader_busy: {
    id: 'Server sedang membaca banyak berkas. Coba lagi sebentar lagi.',
    en: 'The server is reading many files. Try again in a moment.',
  },
  reader_failed: {
    id: 'Berkas ini tidak dapat dibaca sekarang. Coba lagi; bila terulang, beri tahu admin.',
    en: 'This file cannot be read now. Try again; if it happens again, tell the admin.',
  },
  no_data: { id: 'Tidak ada angka yang ditemukan.', en: 'No figures were found.' },
  external_links_ignored: {
    id: 'Berkas ini mengambil nilai dari berkas lain. Tautannya tidak dibuka; nilai yang tersimpan dipakai.',
    en: 'This file takes values from other files. The links were not followed; the values kept are used.',
  },
  objects_ignored: {
    id: 'Gambar atau dokumen yang disisipkan dalam berkas ini tidak dibaca.',
    en: 'Documents embedded in this file were not read.',
  },
  hidden_sheets: {
    id: 'Ada lembar yang disembunyikan: {names}.',
    en: 'Some sheets are hidden: {names}.',
  },
  sheet_missing: {
    id: 'Lembar "{given}" tidak ada dalam berkas ini.',
    en: 'There is no sheet "{given}" in this file.',
  },
  layout_no_header: {
    id: 'Baris judul kolom tidak ditemukan. Beri judul pada setiap kolom, mis. Kecamatan, Periode, Nilai.',
    en: 'No line of column headers was found. Give each column one, e.g. Kecamatan, Periode, Nilai.',
  },
  layout_no_value: {
    id: 'Belum ada kolom yang berisi angka. Pilih kolom mana yang nilainya akan dikirim.',
    en: 'No column holds figures yet. Choose which one is to be sent.',
  },
  layout_no_area: {
    id: 'Wilayahnya belum diketahui. Pilih kolom wilayah, atau satu wilayah untuk seluruh lembar.',
    en: 'The area is not known yet. Choose its column, or one area for the whole sheet.',
  },
  layout_no_period: {
    id: 'Periodenya belum diketahui. Pilih kolom periode, atau satu periode untuk seluruh lembar.',
    en: 'The period is not known yet. Choose its column, or one period for the whole sheet.',
  },
  layout_no_indicator: {
    id: 'Indikatornya belum diketahui. Pilih indikator untuk setiap kolom angka.',
    en: 'The indicator is not known yet. Choose one for each column of figures.',
  },
  layout_moved: {
    id: 'Susunan lembar ini tidak cocok lagi dengan kolom yang dipilih. Periksa lagi pilihan kolomnya.',
    en: 'This sheet no longer fits the columns that were chosen. Check them again.',
  },
  unknown_area: {
    id: 'Wilayah "{given}" tidak dikenal.{near| Mungkin maksudnya: {near}.} Tulis nama kecamatan lengkap atau kodenya.',
    en: 'There is no area "{given}".{near| It could be: {near}.} Write the full name of the kecamatan or its code.',
  },
  unsure_area: {
    id: 'Apakah "{given}" maksudnya {proposed}? Setujui, atau betulkan tulisannya.',
    en: 'Does "{given}" mean {proposed}? Agree, or correct the spelling.',
  },
  area_conflict: {
    id: 'Baris ini menyebut dua wilayah yang berbeda: {other} dan {given}.',
    en: 'This row names two different areas: {other} and {given}.',
  },
  wrong_level: {
    id: 'Indikator ini bukan untuk {given} ({level}), hanya untuk tingkat {levels}.',
    en: 'This indicator is not given for {given} ({level}), only for {levels}.',
  },
  unknown_indicator: {
    id: 'Indikator "{given}" tidak dikenal.{near| Mungkin maksudnya: {near}.} Tulis nama indikator seperti di daftar.',
    en: 'There is no indicator "{given}".{near| It could be: {near}.} Write its name as in the list.',
  },
  unsure_indicator: {
    id: 'Apakah "{given}" maksudnya "{proposed}"? Setujui, atau betulkan tulisannya.',
    en: 'Does "{given}" mean "{proposedEn}"? Agree, or correct the spelling.',
  },
  not_yours: {
    id: 'Indikator "{given}" milik instansi lain, jadi tidak dapat Anda kirim.',
    en: 'The indicator "{givenEn}" belongs to another agency, so you cannot send it.',
  },
  period_unreadable: {
    id: '"{given}" tidak terbaca sebagai tanggal atau periode. Tulis mis. 31/01/2026, Januari 2026 atau Triwulan I 2026.',
    en: '"{given}" is not a date or period. Write e.g. 31/01/2026, Januari 2026 or Triwulan I 2026.',
  },
  period_missing: { id: 'Periode baris ini belum diisi.', en: 'The period of this row is missing.' },
  period_without_year: {
    id: 'Bulannya tertulis tanpa tahun{given| ("{given}")}. Tulis tahunnya, mis. Januari 2026, atau pilih satu tahun untuk seluruh lembar.',
    en: 'The month is written without its year{given| ("{given}")}. Write it, e.g. Januari 2026, or choose one year for the whole sheet.',
  },
  period_too_coarse: {
    id: 'Indikator ini dilaporkan per {unit}, sedangkan "{given}" terlalu panjang. Tulis periode yang lebih tepat.',
    en: 'This indicator is reported by {unit}, and "{given}" is too long. Write a more exact period.',
  },
  period_not_over: {
    id: 'Periode {given} belum selesai, jadi nilainya belum dapat dikirim.',
    en: 'The period {given} is not over yet, so its value cannot be sent.',
  },
  date_order: {
    id: '"{given}" tidak jelas: mana hari, mana bulan? Tulis hari dulu, lalu bulan dan tahun, mis. 31/01/2026.',
    en: '"{given}" is unclear: which is the day, which the month? Write day, month and year, e.g. 31/01/2026.',
  },
  future: { id: 'Periode {given} masih di masa depan.', en: 'The period {given} is still to come.' },
  number_unreadable: {
    id: '"{given}" tidak terbaca sebagai angka. Tulis angkanya saja, mis. 1234,5.',
    en: '"{given}" is not a number. Write only the number, e.g. 1234,5.',
  },
  number_ambiguous: {
    id: '"{given}" dapat berarti {thousands} atau {decimal}. Tulis tanpa titik ribuan, atau pilih tanda desimal kolom ini.',
    en: '"{given}" can mean {thousands} or {decimal}. Write it without a mark for thousands, or choose the decimal mark of this column.',
  },
  nil_or_zero: {
    id: '"{given}" dapat berarti nol atau tidak ada data. Tulis 0 bila nol, kosongkan bila tidak ada data.',
    en: '"{given}" can mean zero or no data. Write 0 for zero, leave it empty for no data.',
  },
  percent_fraction: {
    id: '{given} tampaknya pecahan; dalam persen menjadi {proposed} %. Pilih "kalikan 100" atau "sudah dalam persen".',
    en: '{given} looks like a fraction; as a percentage it is {proposed} %. Choose "times 100" or "already in percent".',
  },
  unit_mismatch: {
    id: 'Satuannya tertulis "{given}", sedangkan indikator ini dalam "{expected}".{factor| Setujui mengalikan dengan {factor}, atau betulkan satuannya.}',
    en: 'The unit says "{given}", but this indicator is in "{expected}".{factor| Agree to multiply by {factor}, or correct the unit.}',
  },
  range: {
    id: 'Nilai {given} di luar batas {min} sampai {max}. Periksa angka atau satuannya.',
    en: 'The value {given} is outside {min} to {max}. Check the number or its unit.',
  },
  duplicate: {
    id: 'Indikator, wilayah dan periode yang sama sudah ada di sel {other}. Hapus salah satunya.',
    en: 'The same indicator, area and period already stand in cell {other}. Remove one of them.',
  },
  formula_without_value: {
    id: 'Sel ini berisi rumus tanpa hasil. Buka berkasnya di Excel, simpan, lalu kirim lagi, atau tulis angkanya.',
    en: 'This cell holds a formula without its result. Open the file in Excel, save it and send it again, or write the number.',
  },
  formula_text: {
    id: 'Sel ini berisi rumus ("{given}"), bukan angka. Tulis angkanya.',
    en: 'This cell holds a formula ("{given}"), not a number. Write the number.',
  },
  error_cell: {
    id: 'Sel ini menampilkan kesalahan ({given}). Betulkan rumusnya atau tulis angkanya.',
    en: 'This cell shows an error ({given}). Correct its formula or write the number.',
  },
  merged_cell: {
    id: 'Sel ini digabung dengan sel lain, jadi tidak jelas angkanya milik baris yang mana. Pisahkan selnya.',
    en: 'This cell is merged with others, so it is unclear which row its number belongs to. Split it.',
  },
  boolean_cell: {
    id: 'Sel ini berisi BENAR/SALAH, bukan angka.',
    en: 'This cell holds TRUE/FALSE, not a number.',
  },
  date_as_value: {
    id: 'Sel ini berisi tanggal ({given}), bukan angka. Ubah format selnya menjadi angka lalu periksa isinya.',
    en: 'This cell holds a date ({given}), not a number. Change its format to number and check it.',
  },
  text_too_long: {
    id: 'Tulisan di sel ini terlalu panjang. Persingkat.',
    en: 'The text of this cell is too long. Shorten it.',
  },
  too_many_values: {
    id: 'Lembar ini berisi lebih dari {max} angka. Kirim periode yang diperlukan saja.',
    en: 'This sheet has more than {max} figures. Send only the period that is needed.',
  },
  ...registerImportTexts,
};

const unitWords: Readonly<Record<PeriodUnit, Pair>> = {
  year: { id: 'tahun', en: 'year' },
  semester: { id: 'semester', en: 'half-year' },
  quarter: { id: 'triwulan', en: 'quarter' },
  month: { id: 'bulan', en: 'month' },
  day: { id: 'hari', en: 'day' },
  minute: { id: 'jam', en: 'hour' },
};
const levelWords: Readonly<Record<string, Pair>> = {
  regency: { id: 'kabupaten', en: 'regency' },
  kecamatan: { id: 'kecamatan', en: 'kecamatan' },
  village: { id: 'desa/kelurahan', en: 'village' },
};

/** Most words of a number: a clerk compares digits, so none are rounded away. */
function toNumberText(value: number, language: Language): string {
  const text = String(value);
  return language === 'id' ? text.replace('.', ',') : text;
}

function toWord(key: string, value: string | number, language: Language): string {
  if (typeof value === 'number') return toNumberText(value, language);
  if (key === 'unit') return unitWords[value as PeriodUnit]?.[language] ?? value;
  if (key === 'level' || key === 'levels') {
    return value
      .split(', ')
      .map((level) => levelWords[level]?.[language] ?? level)
      .join(', ');
  }
  return key === 'given' && parsePeriodKey(value) ? toPeriodLabel(value, language) : value;
}

/** The sentence of a fault, its cell in front: `Sel C14: "1.234" dapat berarti …`. */
export function toImportSentence(fault: ImportFault, language: Language): string {
  const { code, cell, params } = fault;
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => {
      const value = params[key];
      return value === undefined ? '' : toWord(key, value, language);
    });
  // `{name|…}` is only said where the parameter is there.
  const text = faultTexts[code][language].replace(
    /\{(\w+)\|((?:[^{}]|\{\w+\})*)\}/g,
    (_, key: string, part: string) => (params[key] === undefined || params[key] === '' ? '' : part),
  );
  const place = cell === undefined ? '' : language === 'id' ? `Sel ${cell}: ` : `Cell ${cell}: `;
  return place + fill(text);
}

/** What a mark of a candidate says. */
export const markTexts: Readonly<Record<CandidateMark, Pair>> = {
  formula: { id: 'hasil rumus', en: 'result of a formula' },
  hidden: { id: 'dari baris tersembunyi', en: 'from a hidden row' },
  merged: { id: 'judul barisnya sel gabungan', en: 'its row heading is a merged cell' },
  finer_period: { id: 'periode lebih pendek dari biasanya', en: 'period shorter than usual' },
  date_in_period: { id: 'tanggal dibaca sebagai periodenya', en: 'date read as the period it lies in' },
  serial_date: { id: 'tanggal tersimpan sebagai angka', en: 'date was kept as a number' },
  percent_format: { id: 'sel berformat persen', en: 'cell in percent format' },
  scaled: { id: 'sudah dikalikan ke satuan indikator', en: "multiplied into the indicator's unit" },
};

/** Why a column was proposed as what it is. */
export const reasonTexts: Readonly<Record<ProposalReason, Pair>> = {
  header_word: { id: 'dari judul kolom', en: 'by its header' },
  header_name: { id: 'judul kolom menyebut indikatornya', en: 'its header names the indicator' },
  header_near: { id: 'judul kolom mirip; mohon diperiksa', en: 'its header is similar; please check' },
  header_period: { id: 'judul kolom menyebut periode', en: 'its header names a period' },
  header_area: { id: 'judul kolom menyebut wilayah', en: 'its header names an area' },
  cells_areas: { id: 'isinya wilayah', en: 'its cells are areas' },
  cells_periods: { id: 'isinya periode', en: 'its cells are periods' },
  cells_indicators: { id: 'isinya indikator', en: 'its cells are indicators' },
  cells_numbers: { id: 'isinya angka; mohon diperiksa', en: 'its cells are numbers; please check' },
  numbering: { id: 'nomor urut', en: 'line numbers' },
  empty: { id: 'kosong', en: 'empty' },
  unknown: { id: 'tidak dikenali, tidak dibaca', en: 'not recognised, not read' },
  chosen: { id: 'seperti berkas sebelumnya', en: 'as in the file before' },
};

/** What a row of the preview is. */
export const previewTexts: Readonly<Record<PreviewKind, Pair>> = {
  new: { id: 'baru', en: 'new' },
  same: { id: 'sama, tidak berubah', en: 'same, nothing changes' },
  changed: { id: 'mengganti nilai lama', en: 'replaces the old value' },
  late: { id: 'masuk riwayat; nilai terkini tetap', en: 'goes to history; the present stays' },
  odd: { id: 'tidak lazim, perlu alasan', en: 'unusual, needs a reason' },
};
