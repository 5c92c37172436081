import type { MonthSeries, RegisterColumn, RegisterForm } from '#shared/model/registerImport.ts';
import { findPeriod, parsePeriod } from '../imports/parsePeriod.ts';
import { normalise } from '../imports/words.ts';

/** What a header seems to be. */
type Proposal = Pick<RegisterColumn, 'role' | 'confidence' | 'reason'>;

type Pattern = readonly [pattern: RegExp, role: string];

/** Read from the top: the first that fits wins. */
const patterns: Readonly<Record<RegisterForm, readonly Pattern[]>> = {
  programme: [
    [/^(?:kode|kd)\b|\bkode (?:program|kegiatan|sub)/, 'code'],
    [/(?:inggris|english)/, 'nameEn'],
    [/\bsub ?-?dimensi\b|\bsub-?dimension\b/, 'subDimension'],
    [/\bpilar\b|\bpillar\b|\bdimensi\b/, 'pillar'],
    [/\bquick ?wins?\b|\bprogram unggulan cepat\b/, 'quickWin'],
    [/\bstatus\b|\btahap(?:an)?\b/, 'status'],
    [/\b(?:perangkat daerah|opd|skpd|instansi|dinas|unit kerja|penanggung ?jawab|agency)\b/, 'agency'],
    [/\b(?:tahun|year)\b.*\b(?:akhir|selesai|sampai|last|to)\b/, 'yearTo'],
    [/\b(?:tahun|year)\b/, 'yearFrom'],
    [/\b(?:lokasi|kecamatan|wilayah|tempat|places?|areas?)\b/, 'areas'],
    [/\b(?:sumber data|sumber|dokumen|dasar|source)\b/, 'source'],
    [/\b(?:keterangan|catatan|note|notes)\b/, 'note'],
    [/\b(?:nama|uraian|program|kegiatan|programme|name)\b/, 'name'],
  ],
  budget: [
    [/^(?:kode|kd)\b|\bkode (?:rekening|program|kegiatan|sub)/, 'code'],
    [/\b(?:sumber|source)\b/, 'fund'],
    [/\b(?:perangkat daerah|opd|skpd|instansi|dinas|unit kerja|agency)\b/, 'agency'],
    [/^(?:tahun(?: anggaran)?|ta|year)$/, 'year'],
    [/\b(?:fisik|progres|progress|kemajuan)\b/, 'progress-to'],
    [/\b(?:realisasi|realised|realization|serapan)\b/, 'realised-to'],
    [/\b(?:rencana|target)\b.*\b(?:kas|keuangan)\b|\banggaran kas\b|\bcash plan\b/, 'plan-to'],
    [/\bpergeseran\b/, 'ceiling-shift'],
    [/\bperubahan\b|\bamended\b/, 'ceiling-amended'],
    [/\b(?:pagu|anggaran|plafon|murni|ceiling|budget)\b/, 'ceiling-original'],
    [/\b(?:uraian|nama|program|kegiatan|nomenklatur|programme|name)\b/, 'name'],
  ],
};

const seriesWords: readonly (readonly [RegExp, MonthSeries])[] = [
  [/\b(?:fisik|progres|progress|kemajuan)\b/, 'progress'],
  [/\b(?:realisasi|realised|serapan)\b/, 'realised'],
  [/\b(?:rencana|anggaran kas|target|cash plan|kas)\b/, 'plan'],
];

/** A month that a header names, `05`; null for none. */
function findMonth(parts: readonly string[]): string | null {
  for (const part of [...parts].reverse()) {
    const reading = parsePeriod(part).kind === 'none' ? findPeriod(part) : parsePeriod(part);
    const key =
      reading.kind === 'part' ? reading.rest : reading.kind === 'period' ? reading.key.slice(5) : '';
    if (/^\d{2}$/.test(key)) return key;
  }
  return null;
}

function findSeries(text: string): MonthSeries | null {
  return seriesWords.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** A share of something else: told again by the figures themselves. */
const isShare = (text: string): boolean => /%|\bpersen\b|\bpercent\b/.test(text);

/** Proposes what a column is, by the texts of its header; `titles` stand above the table and may name what its months are. */
export function proposeRole(
  parts: readonly string[],
  { form, titles }: { readonly form: RegisterForm; readonly titles: readonly string[] },
): Proposal {
  const text = normalise(parts.join(' ')).replace(/_/g, ' ');
  if (text === '') return { role: null, confidence: 0.9, reason: 'empty' };
  if (/^(?:no|nomor|nr|#|no\.? urut)\.?$/.test(text))
    return { role: null, confidence: 0.95, reason: 'numbering' };
  const month = form === 'budget' ? findMonth(parts) : null;
  if (month !== null) {
    const own = findSeries(text);
    const series = own ?? findSeries(normalise(titles.join(' ')));
    return {
      role: `${series ?? 'realised'}-${month}`,
      confidence: own ? 0.95 : series ? 0.8 : 0.5,
      reason: 'header_period',
    };
  }
  const role = patterns[form].find(([pattern]) => pattern.test(text))?.[1] ?? null;
  if (role === null) return { role: null, confidence: 0.6, reason: 'unknown' };
  if (isShare(text) && role !== 'progress-to') return { role: null, confidence: 0.8, reason: 'unknown' };
  return { role, confidence: 0.9, reason: 'header_word' };
}

/** True where header or titles say that months are sums so far. */
export function saysCumulative(texts: readonly string[]): boolean {
  return texts.some((text) =>
    /\bkumulatif\b|\bcumulative\b|\bs\.?\/?d\.?\b|\bsampai dengan\b/.test(normalise(text)),
  );
}
