import writeXlsx, { type CellObject, type Row, type Sheet } from 'write-excel-file/node';
import type { EvidencePack, PackFigure, PackMinutes } from '#shared/model/pack.ts';
import { defuseFormula } from '#shared/rules/defuseFormula.ts';
import { isSimulatedScore } from '#shared/rules/packScore.ts';
import { toOtherSheets } from './otherSheets.ts';
import {
  alarmStateWords,
  freshnessWords,
  linkStateWords,
  originWords,
  qualityWords,
  severityWords,
  statusWords,
  toMadeWords,
  toMomentWords,
  toWarning,
  verificationWords,
} from './words.ts';

/** One sheet before it is written: plain fields, a row of heads first where `heads` are given. */
export interface PlainSheet {
  readonly name: string;
  readonly heads?: readonly string[];
  readonly rows: readonly (readonly PlainField[])[];
  readonly widths?: readonly number[];
}
export type PlainField = string | number | boolean | null;

/** The annex: every figure as a number, with all that is known of it; texts cannot start a formula. */
export async function renderSheet(pack: EvidencePack): Promise<Uint8Array> {
  const written = toSheets(pack)
    .filter(({ rows }) => rows.length > 0)
    .map(toSheet);
  return new Uint8Array(await writeXlsx(written).toBuffer());
}

/** What stands in the annex, sheet by sheet. */
export function toSheets(pack: EvidencePack): readonly PlainSheet[] {
  const { minutes } = pack.sections;
  return [
    toSummary(pack),
    toFigures(pack),
    toTotals(pack),
    toScores(pack),
    ...(minutes ? [toDecisions(minutes, pack), toAttendance(minutes, pack)] : []),
    toAlarms(pack),
    toLinks(pack),
    ...toOtherSheets(pack),
  ];
}

function toSheet({ name, heads, rows, widths }: PlainSheet): Sheet<Buffer> {
  const head = heads?.map((value): CellObject => ({ value, type: String, fontWeight: 'bold' }));
  return {
    sheet: name,
    data: [...(head ? [head] : []), ...rows.map((row): Row => row.map(toCell))],
    ...(head ? { stickyRowsCount: 1 } : {}),
    ...(widths ? { columns: widths.map((width) => ({ width })) } : {}),
  };
}

function toCell(field: PlainField): CellObject | null {
  if (field === null || field === '') return null;
  if (typeof field === 'number') return Number.isFinite(field) ? { value: field, type: Number } : null;
  if (typeof field === 'boolean') return { value: field, type: Boolean };
  // Excel takes no more of a text than this.
  return { value: defuseFormula(field).slice(0, 32_000), type: String };
}

function toSummary(pack: EvidencePack): PlainSheet {
  const { region, frozenAt, by, title, id, manifest, sections } = pack;
  const warning = toWarning(pack);
  return {
    name: 'Ringkasan',
    rows: [
      [title],
      ...(warning ? [[warning]] : []),
      ['Wilayah', region.name],
      ['Dibekukan', `${toMomentWords(frozenAt, region.zone)} ${region.zoneLabel}`],
      ['Oleh', by.name],
      ['Nomor paket', id],
      ['Segel (SHA-256)', manifest.hash],
      ['Angka', sections.figures.length],
      ['Belum pernah ada angka', sections.absent.map(({ name }) => name.id).join('; ')],
      [],
      ['Bagian', 'SHA-256 bagian'],
      ...Object.entries(manifest.sections).sort(([a], [b]) => a.localeCompare(b)),
    ],
    widths: [28, 70],
  };
}

const figureHeads = [
  'indikator',
  'nama',
  'pilar',
  'kode_wilayah',
  'wilayah',
  'nilai',
  'satuan',
  'periode',
  'berlaku_utc',
  'dicatat_utc',
  'sumber',
  'asal',
  'mutu',
  'pemeriksaan',
  'diperiksa_oleh',
  'kesegaran',
  'status',
  'target',
  'tahun_target',
  'semula',
  'instansi',
  'versi_definisi',
  'sha256_definisi',
  'catatan',
];

function toFigures({ sections }: EvidencePack): PlainSheet {
  return {
    name: 'Angka',
    heads: figureHeads,
    rows: sections.figures.map(toFigureRow),
    widths: [28, 40, 14, 14, 22, 16, 16, 14, 22, 22, 30],
  };
}

function toFigureRow(figure: PackFigure): PlainField[] {
  return [
    figure.indicator,
    figure.name.id,
    figure.pillar,
    figure.area,
    figure.areaName,
    figure.value,
    figure.unit,
    figure.period,
    toIso(figure.observedAt),
    toIso(figure.recordedAt),
    figure.source.label,
    originWords[figure.origin],
    qualityWords[figure.quality],
    verificationWords[figure.verification],
    figure.verifiedBy.map(({ name, at }) => `${name} (${toIso(at)})`).join('; '),
    freshnessWords[figure.freshness],
    statusWords[figure.status],
    figure.target?.value ?? null,
    figure.target?.year ?? null,
    figure.was?.value ?? null,
    figure.agency,
    figure.definition.version,
    figure.definition.hash,
    figure.note,
  ];
}

function toTotals({ sections }: EvidencePack): PlainSheet {
  return {
    name: 'Hitungan',
    heads: [
      'indikator',
      'nama',
      'cara',
      'wilayah',
      'banyak_wilayah',
      'nilai',
      'satuan',
      'berlaku_utc',
      'asal',
      'kesegaran',
    ],
    rows: sections.totals.map((total) => [
      total.indicator,
      total.name.id,
      toMadeWords(total),
      total.areaName,
      total.count,
      total.value,
      total.unit,
      toIso(total.observedAt),
      originWords[total.origin],
      freshnessWords[total.freshness],
    ]),
  };
}

function toScores({ sections }: EvidencePack): PlainSheet {
  return {
    name: 'Skor',
    heads: ['pilar', 'nama', 'skor', 'terhitung', 'indikator', 'terkini', 'bertarget', 'simulasi'],
    rows: sections.scores.map((score) => [
      score.pillar,
      score.name.id,
      score.value,
      score.counted,
      score.total,
      score.current,
      score.withTarget,
      isSimulatedScore(score, sections),
    ]),
  };
}

function toDecisions({ decisions }: PackMinutes, pack: EvidencePack): PlainSheet {
  const warning = toWarning(pack);
  return {
    name: 'Keputusan',
    heads: [
      'keputusan',
      'penanggung_jawab',
      'tenggat',
      'dicatat_utc',
      'oleh',
      'dicabut',
      'angka',
      'nilai',
      'satuan',
      'berlaku_utc',
      'asal',
      'periode',
      'mutu',
      'pemeriksaan',
      'peringatan',
    ],
    rows: decisions.map(({ text, owner, dueOn, at, by, withdrawn, figure }) => [
      text,
      owner,
      dueOn,
      toIso(at),
      by,
      withdrawn,
      figure ? `${figure.name}, ${figure.areaName}` : null,
      figure?.value ?? null,
      figure?.unit ?? null,
      figure && figure.observedAt !== null ? toIso(figure.observedAt) : null,
      figure?.origin ? originWords[figure.origin] : null,
      figure?.period ?? null,
      figure?.quality ? qualityWords[figure.quality] : null,
      figure?.verification ? verificationWords[figure.verification] : null,
      warning,
    ]),
    widths: [60, 20, 14, 22, 24],
  };
}

function toAttendance({ attendance }: PackMinutes, pack: EvidencePack): PlainSheet {
  const warning = toWarning(pack);
  const { zone } = pack.region;
  return {
    name: 'Daftar hadir',
    heads: ['nama', 'mewakili', 'tamu', 'masuk', 'terakhir', 'peringatan'],
    rows: attendance.map(({ name, speaksFor, isGuest, joinedAt, lastAt }) => [
      name,
      speaksFor,
      isGuest,
      toMomentWords(joinedAt, zone),
      toMomentWords(lastAt, zone),
      warning,
    ]),
    widths: [30, 30, 8, 20, 20],
  };
}

function toAlarms({ sections }: EvidencePack): PlainSheet {
  return {
    name: 'Alarm',
    heads: ['alarm', 'tingkat', 'keadaan', 'wilayah', 'nilai', 'batas', 'mulai_utc', 'simulasi'],
    rows: sections.alarms.map(({ name, severity, state, area, value, limit, raisedAt, simulated }) => [
      name.id,
      severityWords[severity],
      alarmStateWords[state],
      area,
      value,
      limit,
      toIso(raisedAt),
      simulated,
    ]),
  };
}

function toLinks({ sections }: EvidencePack): PlainSheet {
  return {
    name: 'Tautan data',
    heads: ['tautan', 'penyedia', 'keadaan', 'sejak_utc', 'terakhir_masuk_utc'],
    rows: sections.links.map(({ name, provider, state, since, lastInAt }) => [
      name,
      provider,
      linkStateWords[state],
      toIso(since),
      lastInAt === null ? null : toIso(lastInAt),
    ]),
  };
}

function toIso(at: number): string {
  return new Date(at).toISOString();
}
