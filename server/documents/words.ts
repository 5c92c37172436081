import type { AlarmSeverity, AlarmState } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Status } from '#shared/model/indicator.ts';
import type { EvidencePack, MissingSection, PackFigure, PackTotal } from '#shared/model/pack.ts';
import type { Origin, Quality, Verification } from '#shared/model/reading.ts';
import type { DecidedFigure } from '#shared/model/session.ts';
import type { Freshness } from '#shared/rules/freshness.ts';

/** Words of printed documents, which are in Indonesian. */
export const freshnessWords: Readonly<Record<Freshness, string>> = {
  fresh: 'terbaru',
  due: 'menunggu angka baru',
  late: 'terlambat',
  none: 'belum ada',
};

export const verificationWords: Readonly<Record<Verification, string>> = {
  provisional: 'sementara, belum diperiksa',
  verified: 'terverifikasi',
  restated: 'ralat',
};

export const originWords: Readonly<Record<Origin, string>> = {
  measured: 'diukur sensor',
  reported: 'dilaporkan instansi',
  published: 'terbitan resmi',
  estimated: 'perkiraan model',
  derived: 'hitungan',
  simulated: 'SIMULASI',
};

export const statusWords: Readonly<Record<Status, string>> = {
  none: 'tidak dinilai',
  normal: 'normal',
  watch: 'waspada',
  bad: 'buruk',
};

export const qualityWords: Readonly<Record<Quality, string>> = {
  good: 'baik',
  uncertain: 'diragukan',
  bad: 'buruk, tidak dihitung',
};

export const severityWords: Readonly<Record<AlarmSeverity, string>> = {
  critical: 'kritis',
  major: 'besar',
  minor: 'kecil',
};

export const alarmStateWords: Readonly<Record<AlarmState, string>> = {
  normal: 'normal',
  unacknowledged: 'belum diakui',
  acknowledged: 'diakui',
  returned: 'sudah normal, belum diakui',
  shelved: 'disampingkan',
  suppressed: 'ditekan (dijelaskan alarm lain)',
  'out-of-service': 'di luar layanan',
};

export const linkStateWords: Readonly<Record<FeedState['state'], string>> = {
  up: 'hidup',
  degraded: 'tersendat',
  down: 'putus',
  off: 'dimatikan',
  waiting: 'belum dicoba',
};

const modeWords: Readonly<Record<EvidencePack['mode'], string | null>> = {
  live: null,
  demo: 'SIMULASI: bukan keadaan nyata',
  test: 'UJI: sumber data tiruan, bukan keadaan nyata',
  drill: 'LATIHAN: bukan keadaan nyata',
};

const sectionNames: Readonly<Record<string, string>> = {
  programmes: 'Program',
  budgets: 'Anggaran',
  promises: 'Janji kesepakatan',
};

/** What must stand beside everything of a pack that is no evidence of anything; null where there is nothing to warn of. */
export function toWarning({ mode, sections }: Pick<EvidencePack, 'mode' | 'sections'>): string | null {
  return modeWords[mode] ?? (sections.minutes?.simulated ? modeWords.demo : null);
}

/** Name of a section that another part gave; one without a name here goes by its own. What is by no pillar says so in a pack of one. */
export function toSectionName(name: string, { pillar }: Pick<EvidencePack, 'pillar'>): string {
  const known = sectionNames[name] ?? name;
  return name === 'promises' && pillar !== null ? `${known} (semua pilar)` : known;
}

export const missingWords: Readonly<Record<MissingSection['missing'], string>> = {
  unreadable: 'tidak terbaca',
  'too-large': 'terlalu besar',
};

/** Printed under every list of signatures: what they are not. */
export const signatureCaution =
  'Daftar ini mencatat siapa menyetujui dan kapan, dengan akun atau tautan yang dipakai. Catatan ini bukan tanda tangan elektronik tersertifikasi (BSrE).';

/** Printed beside the hash. */
export const sealExplanation =
  'Setiap angka di dokumen ini disalin dari paket bukti yang dibekukan. Segel di kaki halaman adalah SHA-256 paket itu; bila satu tanda saja berubah, segelnya tidak cocok lagi. Keaslian berkas dapat diperiksa di halaman "Periksa paket" pada Simpul.';

const numbers = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 20 });

/** A value with all of its digits: `1.234,5`; a dash for none. */
export function toNumberWords(value: number | null): string {
  return value === null ? '–' : numbers.format(value);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('id-ID', { ...options, timeZone: zone });
  formats.set(key, known);
  return known.format(at);
}

/** `Senin, 16 November 2026`. */
export function toDateWords(at: number, zone: string): string {
  return format(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** `16 November 2026`, of a day without a time. */
export function toDayWords(day: string): string {
  return format(Date.parse(`${day}T00:00:00Z`), 'UTC', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `Okt 2026`, of a month as a key. */
function toMonthWords(month: string): string {
  return format(Date.parse(`${month}-01T00:00:00Z`), 'UTC', { month: 'short', year: 'numeric' });
}

/** `Mar 2026–Okt 2026`, of months as keys; `Okt 2026` where both are the same. */
export function toMonthsWords(from: string, to: string): string {
  return from === to ? toMonthWords(to) : `${toMonthWords(from)}–${toMonthWords(to)}`;
}

/** `14.05`. */
export function toClockWords(at: number, zone: string): string {
  return format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).replace(':', '.');
}

/** `16 Nov 2026 14.05`. */
export function toMomentWords(at: number, zone: string): string {
  const day = format(at, zone, { day: 'numeric', month: 'short', year: 'numeric' });
  return `${day} ${toClockWords(at, zone)}`;
}

/** What a reader must know of a figure beside its value: age, whether anyone looked at it, where it comes from. */
export function toConditionWords(figure: PackFigure): string {
  const { quality, origin, verification, freshness } = figure;
  return [
    freshnessWords[freshness],
    verificationWords[verification],
    originWords[origin],
    quality === 'good' ? null : `mutu ${qualityWords[quality]}`,
  ]
    .filter((word) => word !== null)
    .join('; ');
}

/** The same of a figure as a decision kept it; nothing of what was not kept. */
export function toDecidedWords({
  origin,
  verification,
  quality,
}: Pick<DecidedFigure, 'origin' | 'verification' | 'quality'>): string[] {
  return [
    ...(verification === undefined ? [] : [verificationWords[verification]]),
    ...(origin === null ? [] : [originWords[origin]]),
    ...(quality === undefined || quality === 'good' ? [] : [`mutu ${qualityWords[quality]}`]),
  ];
}

/** How a figure of the whole region was made. */
export function toMadeWords({ made, count, areaName }: PackTotal): string {
  if (made === 'sum') return `jumlah ${count} wilayah`;
  if (made === 'mean') return `rata-rata ${count} wilayah`;
  return made === 'max' ? `tertinggi, ${areaName ?? ''}` : `hanya ${areaName ?? ''}`;
}
