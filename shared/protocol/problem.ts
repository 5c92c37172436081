import { z } from 'zod';
import type { ImportFault } from '../model/importFile.ts';
import type { Language } from '../model/text.ts';
import { drillFaultTexts } from './drillTexts.ts';
import { toImportSentence } from './importTexts.ts';
import { incidentFaultTexts } from './incidentTexts.ts';
import { sessionFaultTexts } from './sessionTexts.ts';
import { shiftProblems } from './shiftProblems.ts';

/** One fault of an input; `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export const problemFaultSchema = z.object({ pointer: z.string(), code: z.string(), message: z.string() });
export type ProblemFault = z.infer<typeof problemFaultSchema>;

/** Body of every error answer (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z.array(problemFaultSchema).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

type Texts = Readonly<Record<Language, readonly [title: string, detail: string]>>;

/** Closed list of problems with their status and texts; `type` is `urn:simpul:problem:NAME`. */
const problems = {
  ...shiftProblems,
  'not-json': {
    status: 400,
    id: ['Bukan JSON', 'Isi permintaan tidak dapat dibaca sebagai JSON.'],
    en: ['Not JSON', 'The body cannot be read as JSON.'],
  },
  'bad-request': {
    status: 400,
    id: ['Permintaan tidak sah', 'Permintaan ini tidak dapat dibaca.'],
    en: ['Bad request', 'This request cannot be read.'],
  },
  signature: {
    status: 401,
    id: [
      'Tanda tangan tidak sah',
      'Simpul-Signature tidak ada, tidak cocok, lebih tua dari 5 menit, atau sudah pernah dipakai.',
    ],
    en: [
      'Signature not valid',
      'Simpul-Signature is missing, does not match, is older than 5 minutes, or was used before.',
    ],
  },
  unauthorized: {
    status: 401,
    id: ['Token diperlukan', 'Tidak ada token, atau token tidak dikenal atau sudah dicabut.'],
    en: ['Token needed', 'There is no token, or it is unknown or revoked.'],
  },
  forbidden: {
    status: 403,
    id: ['Tidak diizinkan', 'Indikator ini bukan milik instansi Anda. Tidak ada yang disimpan.'],
    en: ['Not allowed', 'This indicator does not belong to your agency. Nothing was stored.'],
  },
  'sign-in': {
    status: 401,
    id: ['Masuk dahulu', 'Halaman ini hanya untuk yang sudah masuk. Masuk, lalu coba lagi.'],
    en: ['Sign in first', 'This is for people who are signed in. Sign in and try again.'],
  },
  credentials: {
    status: 401,
    id: ['Tidak cocok', 'Email atau kata sandi salah.'],
    en: ['No match', 'E-mail address or password is wrong.'],
  },
  code: {
    status: 401,
    id: ['Tidak cocok', 'Kode salah atau sudah lewat waktunya.'],
    en: ['No match', 'The code is wrong or over.'],
  },
  role: {
    status: 403,
    id: ['Tidak diizinkan', 'Peran Anda tidak boleh melakukan ini.'],
    en: ['Not allowed', 'Your role may not do this.'],
  },
  'other-agency': {
    status: 403,
    id: ['Tidak diizinkan', 'Ini milik instansi lain. Tidak ada yang disimpan.'],
    en: ['Not allowed', 'This belongs to another agency. Nothing was stored.'],
  },
  origin: {
    status: 403,
    id: ['Tidak diizinkan', 'Permintaan dari situs lain ditolak.'],
    en: ['Not allowed', 'A request from another site is refused.'],
  },
  'alarms-full': {
    status: 503,
    id: [
      'Tidak ada tempat',
      'Terlalu banyak alarm terbuka; alarm ini tidak dibuat. Tutup yang sudah selesai.',
    ],
    en: ['No place left', 'Too many alarms are open; this one was not raised. Clear those that are over.'],
  },
  conflict: {
    status: 409,
    id: ['Sudah berubah', 'Isinya sudah diubah orang lain. Muat ulang, lalu coba lagi.'],
    en: ['Changed meanwhile', 'Someone else changed it. Load it again and try once more.'],
  },
  scope: {
    status: 403,
    id: ['Tidak diizinkan', 'Token ini tidak memiliki hak readings:write.'],
    en: ['Not allowed', 'This token lacks the scope readings:write.'],
  },
  restricted: {
    status: 403,
    id: ['Tidak diizinkan', 'Alamat ini hanya dijawab untuk mesin ini sendiri.'],
    en: ['Not allowed', 'This address is answered to this machine only.'],
  },
  'not-found': {
    status: 404,
    id: ['Tidak ditemukan', 'Tidak ada apa pun di alamat ini.'],
    en: ['Not found', 'There is nothing at this address.'],
  },
  method: {
    status: 405,
    id: ['Metode tidak dilayani', 'Alamat ini tidak melayani metode tersebut.'],
    en: ['Method not served', 'This address does not serve that method.'],
  },
  'idempotency-conflict': {
    status: 409,
    id: ['Kunci sudah dipakai', 'Idempotency-Key ini sudah dipakai dengan isi lain.'],
    en: ['Key already used', 'This Idempotency-Key was used with another body.'],
  },
  timeout: {
    status: 408,
    id: ['Terlalu lambat', 'Permintaan tidak selesai dikirim dalam waktunya.'],
    en: ['Too slow', 'The request was not sent in time.'],
  },
  'too-large': {
    status: 413,
    id: ['Terlalu besar', 'Isi permintaan melebihi batas.'],
    en: ['Too large', 'The body exceeds the limit.'],
  },
  'media-type': {
    status: 415,
    id: ['Jenis isi tidak dilayani', 'Kirim sebagai application/json.'],
    en: ['Media type not served', 'Send it as application/json.'],
  },
  invalid: {
    status: 422,
    id: ['Ada isian yang salah', 'Semua kesalahan tercantum di errors. Tidak ada yang disimpan.'],
    en: ['Some input is wrong', 'Every fault is listed in errors. Nothing was stored.'],
  },
  rate: {
    status: 429,
    id: ['Terlalu sering', 'Coba lagi setelah waktu di Retry-After.'],
    en: ['Too many requests', 'Try again after the time in Retry-After.'],
  },
  'headers-too-large': {
    status: 431,
    id: ['Kepala permintaan terlalu besar', 'Alamat dan kepala permintaan melebihi batas.'],
    en: ['Request header too large', 'Address and headers of the request exceed the limit.'],
  },
  internal: {
    status: 500,
    id: ['Kesalahan server', 'Terjadi kesalahan di server. Rinciannya ada di log.'],
    en: ['Server error', 'Something went wrong in the server. Its log has the details.'],
  },
  unavailable: {
    status: 503,
    id: [
      'Belum dapat dilayani',
      'Penyimpanan sedang tidak dapat menerima. Tidak ada yang disimpan; coba lagi.',
    ],
    en: ['Not available now', 'Storage cannot take it now. Nothing was stored; try again.'],
  },
} as const satisfies Record<string, { status: number } & Texts>;
export type ProblemName = keyof typeof problems;

/** Builds the body of an error answer. */
export function buildProblem(
  name: ProblemName,
  language: Language,
  errors?: readonly ProblemFault[],
): Problem {
  const { status, [language]: texts } = problems[name];
  return {
    type: `urn:simpul:problem:${name}`,
    title: texts[0],
    status,
    detail: texts[1],
    ...(errors ? { errors: [...errors] } : {}),
  };
}

const faultTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  ...incidentFaultTexts,
  ...drillFaultTexts,
  ...sessionFaultTexts,
  required: { id: 'harus diisi', en: 'is required' },
  type: { id: 'jenisnya harus {expected}', en: 'must be of type {expected}' },
  unknown_key: { id: 'nama isian ini tidak dikenal', en: 'is not a known name' },
  too_many: { id: 'paling banyak {max}', en: 'at most {max}' },
  too_long: { id: 'paling panjang {max} huruf', en: 'at most {max} characters' },
  unknown_indicator: { id: 'indikator "{given}" tidak ada', en: 'there is no indicator "{given}"' },
  unknown_area: { id: 'wilayah "{given}" tidak ada', en: 'there is no area "{given}"' },
  unknown_pillar: { id: 'pilar "{given}" tidak ada', en: 'there is no pillar "{given}"' },
  level: {
    id: 'indikator ini tidak untuk tingkat {level}, hanya {levels}',
    en: 'this indicator is not given for a {level}, only for {levels}',
  },
  range: { id: 'harus antara {min} dan {max}', en: 'must be between {min} and {max}' },
  null_value: { id: 'boleh kosong hanya dengan quality "bad"', en: 'may be null only with quality "bad"' },
  instant: {
    id: 'harus waktu ISO 8601 dengan zona, mis. 2026-01-31T07:00:00+07:00',
    en: 'must be an ISO 8601 instant with a zone, e.g. 2026-01-31T07:00:00+07:00',
  },
  too_far_ahead: {
    id: 'lebih dari {minutes} menit di depan jam server',
    en: 'is more than {minutes} minutes ahead of the server',
  },
  choice: { id: 'harus salah satu dari: {choices}', en: 'must be one of: {choices}' },
  simulated: {
    id: 'data simulasi hanya diterima dalam mode demo dan latihan',
    en: 'simulated data is accepted in a demo and a drill only',
  },
  not_simulated: {
    id: 'server latihan hanya menerima origin "simulated"',
    en: 'the server of a drill takes the origin "simulated" only',
  },
  forbidden: {
    id: 'indikator "{given}" milik instansi lain',
    en: 'indicator "{given}" belongs to another agency',
  },
  reason_needed: {
    id: 'angka ini tidak biasa atau mengubah yang sudah ada; tulis alasannya',
    en: 'this figure is unusual or changes one that stands; give a reason',
  },
  period: {
    id: 'periode "{given}" tidak dikenal untuk indikator ini',
    en: 'period "{given}" is not one of this indicator',
  },
  evidence: { id: 'berkas bukti ini tidak ada', en: 'there is no such evidence file' },
  file_kind: {
    id: 'hanya PDF, PNG, JPG, XLSX, ODS, DOCX atau CSV yang isinya sesuai namanya',
    en: 'only PDF, PNG, JPG, XLSX, ODS, DOCX or CSV whose content fits its name',
  },
  unverified: {
    id: 'masih ada {count} angka yang belum diverifikasi sampai periode itu',
    en: '{count} figures up to that period are not verified yet',
  },
  holiday_form: {
    id: 'baris {line}: tulis 2026-01-01;Nama hari libur',
    en: 'line {line}: write 2026-01-01;Name of the holiday',
  },
  holiday_date: { id: 'baris {line}: tanggal ini tidak ada', en: 'line {line}: there is no such date' },
  holiday_twice: {
    id: 'baris {line}: tanggal ini sudah ada di atas',
    en: 'line {line}: this date stands above already',
  },
  hidden_sensor: {
    id: 'nilai sensor tidak dapat disembunyikan sampai diverifikasi',
    en: 'values of a sensor cannot be hidden until verified',
  },
  version_taken: {
    id: 'sudah ada versi yang berlaku mulai saat itu',
    en: 'a version begins at that instant already',
  },
  undo_changed: {
    id: '{ref} sudah dikoreksi atau diverifikasi setelah berkas ini',
    en: '{ref} was corrected or verified after this file',
  },
  at_most: { id: 'paling besar {max}', en: 'at most {max}' },
  at_least: { id: 'paling kecil {min}', en: 'at least {min}' },
  email: { id: 'harus alamat email, mis. nama@bekasikab.go.id', en: 'must be an e-mail address' },
  format: { id: 'bentuknya tidak sesuai', en: 'is not of the right form' },
  pairing_code: {
    id: 'tidak ada layar yang menunggu dengan kode ini; periksa hurufnya, kode berlaku 10 menit',
    en: 'no screen waits with this code; check its letters, a code holds for 10 minutes',
  },
  pairing_entered: {
    id: 'kode ini sudah dimasukkan; lihat daftar layar',
    en: 'this code was entered already; see the list of walls',
  },
  wall_taken: { id: 'nama ini sudah dipakai layar lain', en: 'another wall has this name' },
  wall_many: {
    id: 'sudah ada {max} layar; lepaskan satu dahulu',
    en: 'there are {max} walls; unpair one first',
  },
  taken: { id: 'alamat ini sudah punya akun', en: 'this address has an account already' },
  unknown_agency: { id: 'instansi "{given}" tidak ada', en: 'there is no agency "{given}"' },
  'agency-needed': { id: 'peran ini perlu instansi', en: 'this role needs an agency' },
  'agency-not-needed': { id: 'peran ini tidak memakai instansi', en: 'this role has no agency' },
  'last-admin': {
    id: 'ini admin terakhir; jadikan orang lain admin dahulu',
    en: 'this is the last administrator; make someone else one first',
  },
  password_short: { id: 'paling sedikit 12 huruf', en: 'at least 12 characters' },
  password_long: { id: 'paling banyak 128 huruf', en: 'at most 128 characters' },
  password_common: {
    id: 'terlalu mudah ditebak; pakai beberapa kata',
    en: 'too easy to guess; use several words',
  },
  password_personal: {
    id: 'jangan memakai nama atau email sendiri',
    en: 'do not use your own name or address',
  },
  password_repeated: { id: 'terlalu banyak huruf yang sama', en: 'too many of the same characters' },
  device_time: {
    id: 'harus waktu ISO 8601 dengan zona, atau detik atau milidetik sejak 1970 (setelah 2001)',
    en: 'must be an ISO 8601 instant with a zone, or seconds or milliseconds since 1970 (after 2001)',
  },
  no_field: {
    id: 'tidak ada isian yang dipetakan ke indikator',
    en: 'holds nothing that is mapped to an indicator',
  },
  retained: {
    id: 'pesan tersimpan di broker tanpa waktu pengukuran',
    en: 'was retained by the broker and names no instant',
  },
  unknown_device: {
    id: 'perangkat atau topik "{given}" belum punya wilayah',
    en: 'device or topic "{given}" has no area yet',
  },
  unmapped: {
    id: '"{given}" belum dipetakan di machines.json',
    en: '"{given}" is not mapped in machines.json',
  },
  not_json: { id: 'tidak dapat dibaca sebagai JSON', en: 'cannot be read as JSON' },
  too_large: { id: 'lebih dari {max} byte', en: 'is more than {max} bytes' },
  locked: {
    id: 'periode ini sudah dikunci walidata; minta dibuka bila angkanya perlu diperbaiki',
    en: 'this period is locked by the walidata; ask for it to be opened if the figure must change',
  },
  span: { id: 'paling lama {hours} jam setelah "from"', en: 'at most {hours} hours after "from"' },
  not_past: { id: 'harus saat yang sudah lewat', en: 'must be in the past' },
  not_kept: { id: 'keadaan baru disimpan sejak {since}', en: 'the situation is kept only since {since}' },
  unknown_alarm: { id: 'alarm ini sudah tidak ada', en: 'this alarm is no longer there' },
  alarm_state: {
    id: 'tidak berlaku untuk alarm dalam keadaan ini',
    en: 'does nothing to an alarm in this state',
  },
  not_manual: {
    id: 'hanya alarm yang dibuat orang yang dapat ditutup orang; yang lain menutup sendiri',
    en: 'only an alarm raised by hand can be cleared by hand; others clear by themselves',
  },
  rule_cycle: {
    id: 'aturan "{given}" juga ditahan oleh aturan ini; keduanya akan saling menyembunyikan',
    en: 'rule "{given}" is itself suppressed by this one; the two would hide each other',
  },
  unknown_person: { id: 'orang ini tidak dikenal', en: 'this person is not known' },
  unknown_rule: { id: 'aturan "{given}" tidak ada', en: 'there is no rule "{given}"' },
  rule_kind: { id: 'jenis aturan tidak dapat diganti', en: 'the kind of a rule cannot be changed' },
  too_late: {
    id: 'harus setelah sekarang dan paling lama {max} ke depan',
    en: 'must be ahead, by at most {max}',
  },
  repeated: { id: 'hanya boleh sekali', en: 'may be given only once' },
  idempotency_key: {
    id: 'harus 1 sampai 200 huruf ASCII tanpa spasi',
    en: 'must be 1 to 200 ASCII characters without spaces',
  },
  order: { id: '"to" harus setelah "from"', en: '"to" must be after "from"' },
};

/** Turns a fault of the domain into one that a person can read. */
export function toProblemFault(
  fault: { pointer: string; code: string; params: Readonly<Record<string, string | number>> },
  language: Language,
): ProblemFault {
  const { code, pointer, params } = fault;
  if (code.startsWith('import.')) {
    const { cell } = params;
    const told = {
      code: code.slice(7) as ImportFault['code'],
      params,
      ...(cell ? { cell: String(cell) } : {}),
    };
    return { pointer, code, message: toImportSentence(told, language) };
  }
  const text = faultTexts[code]?.[language] ?? code;
  const message = text.replace(/\{(\w+)\}/g, (_, key: string) => String(fault.params[key] ?? ''));
  return { pointer: fault.pointer, code: fault.code, message };
}

/** Language of an answer from `Accept-Language`; Indonesian unless English is preferred. */
export function toLanguage(acceptLanguage: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'id', weight: 0 };
  for (const part of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';');
    const language = tag.startsWith('en') ? 'en' : tag.startsWith('id') ? 'id' : null;
    const quality = params.map((param) => param.trim()).find((param) => param.startsWith('q='));
    const weight = quality ? Number(quality.slice(2)) : 1;
    if (language && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
