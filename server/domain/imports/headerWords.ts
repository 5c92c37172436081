import type { AreaLevel } from '#shared/model/ids.ts';
import { stripUnit } from './matchIndicator.ts';
import { normalise } from './words.ts';

/** What a header says by a word that is no name of anything. */
export type HeaderWord =
  | { readonly kind: 'area'; readonly level: AreaLevel | null }
  | { readonly kind: 'period' | 'indicator' | 'unit' | 'note' | 'value' | 'numbering' | 'total' };

const patterns: readonly (readonly [pattern: RegExp, word: HeaderWord])[] = [
  [/^(?:no|nomor|nr|#|no\.? urut|number)\.?$/, { kind: 'numbering' }],
  [/^(?:keterangan|ket|catatan|alasan|penjelasan|notes?|remarks?|reason)\b/, { kind: 'note' }],
  [/^(?:satuan|units?)$/, { kind: 'unit' }],
  [
    /^(?:(?:nama|kode|id) )?(?:indikator|uraian|variabel|jenis data|nama data|elemen data|indicator)(?: data)?$/,
    { kind: 'indicator' },
  ],
  [
    /^(?:periode|tanggal|tgl|bulan|tahun|waktu|triwulan|semester|period|date|month|year|time)(?: (?:data|laporan|pengukuran|kejadian|pelaporan))?$/,
    { kind: 'period' },
  ],
  [/^(?:(?:nama|kode|id) )?(?:kecamatan|kec|district|kode kec)$/, { kind: 'area', level: 'kecamatan' }],
  [
    /^(?:(?:nama|kode|id) )?(?:desa|kelurahan|desa ?\/ ?kelurahan|village)$/,
    { kind: 'area', level: 'village' },
  ],
  [
    /^(?:(?:nama|kode|id) )?(?:wilayah|daerah|kabupaten|lokasi|area|region|kode bps|kode kemendagri|kecamatan ?\/ ?desa)(?: (?:bps|kemendagri|kecamatan))?$/,
    { kind: 'area', level: null },
  ],
  [/^(?:jumlah|total|rata-rata|grand total|sum|average)$/, { kind: 'total' }],
  [/^(?:nilai|realisasi|capaian|angka|hasil|data|values?)$/, { kind: 'value' }],
];

/** The word of a header, or null where it is none of ours. */
export function findHeaderWord(header: string): HeaderWord | null {
  const plain = normalise(stripUnit(header))
    .replace(/[.:*]+$/, '')
    .replace(/_/g, ' ')
    .trim();
  if (plain === '' || plain.length > 60) return null;
  return patterns.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

const total =
  /^(?:(?:grand |sub ?)?total|jumlah|jml|rata-rata|rerata|average|sum)(?: (?:total|keseluruhan|seluruh(?:nya)?|kabupaten|kab\.?|kecamatan)\b.*)?[.: ]*$/;

/** True for the first cell of a line of sums or averages; "Jumlah puskesmas" is a figure of its own. */
export function isTotal(text: string): boolean {
  return total.test(normalise(text));
}
