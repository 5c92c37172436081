import type { Content, TableCell } from 'pdfmake';
import type { Alarm } from '#shared/model/alarm.ts';
import type { EvidencePack, PackFigure, PackScore } from '#shared/model/pack.ts';
import { toAlarmText } from '#shared/rules/alarmText.ts';
import { isSimulatedScore } from '#shared/rules/packScore.ts';
import { toHeading, toNothing, toNumberCell, toTable } from './pdfParts.ts';
import {
  freshnessWords,
  originWords,
  severityWords,
  toConditionWords,
  toMadeWords,
  toMomentWords,
  toNumberWords,
} from './words.ts';

/** Figures of the whole region, pillar by pillar, each with unit, period, source and condition; those of single areas are in the annex. */
export function toFigurePart({ sections, region }: EvidencePack): Content[] {
  const own = sections.figures.filter(({ level }) => level === 'regency');
  const others = sections.figures.length - own.length;
  return [
    toHeading('Angka'),
    ...sections.scores.flatMap((score): Content[] => {
      const figures = own.filter(({ pillar }) => pillar === score.pillar);
      const totals = sections.totals.filter(({ pillar }) => pillar === score.pillar);
      return [
        { text: score.name.id, style: 'subheading', headlineLevel: 2 },
        {
          text: toScoreWords(score, isSimulatedScore(score, sections)),
          style: 'small',
          margin: [0, 0, 0, 3],
        },
        figures.length + totals.length > 0
          ? toTable(
              ['*', 78, 54, 54, 86, 82],
              ['Indikator', 'Nilai', 'Satuan', 'Periode', 'Sumber', 'Keadaan'],
              [
                ...figures.map((figure) => toFigureRow(figure, region.zone)),
                ...totals.map((total): TableCell[] => [
                  { stack: [total.name.id, { text: toMadeWords(total), style: 'small' }] },
                  toNumberCell(toNumberWords(total.value)),
                  total.unit,
                  toMomentWords(total.observedAt, region.zone),
                  'hitungan dari wilayah',
                  `${freshnessWords[total.freshness]}; ${originWords[total.origin]}`,
                ]),
              ],
            )
          : toNothing('Belum ada angka.'),
      ];
    }),
    ...(sections.absent.length > 0
      ? [
          {
            text: `Belum pernah ada angka: ${sections.absent.map(({ name }) => name.id).join('; ')}.`,
            style: 'small',
            margin: [0, 6, 0, 0] as [number, number, number, number],
          },
        ]
      : []),
    ...(others > 0
      ? [
          {
            text: `${others} angka per wilayah ada di lampiran .xlsx dan di berkas JSON paket.`,
            style: 'small',
          },
        ]
      : []),
  ];
}

function toFigureRow(figure: PackFigure, zone: string): TableCell[] {
  const target = figure.target && `target ${figure.target.year}: ${toNumberWords(figure.target.value)}`;
  const was = figure.was && `semula ${toNumberWords(figure.was.value)}`;
  const looks = figure.verifiedBy.filter(({ final }) => final).map(({ name }) => `diperiksa ${name}`);
  const small = [target, was, ...looks].filter((line) => line !== null);
  return [
    small.length > 0
      ? { stack: [figure.name.id, ...small.map((text) => ({ text, style: 'small' }))] }
      : figure.name.id,
    toNumberCell(toNumberWords(figure.value)),
    figure.unit,
    figure.period ?? toMomentWords(figure.observedAt, zone),
    figure.source.label,
    toConditionWords(figure),
  ];
}

function toScoreWords(
  { value, counted, total, current, withTarget }: PackScore,
  isSimulated: boolean,
): string {
  const known = `${counted} dari ${total} indikator terhitung (${current} terkini, ${withTarget} bertarget)`;
  return value === null
    ? `Skor pilar belum dapat dihitung: ${known}.`
    : `${isSimulated ? 'SIMULASI · ' : ''}Skor pilar ${toNumberWords(Math.round(value * 100) / 100)} (1 = sesuai target): ${known}.`;
}

/** What was in alarm, and which ways in were not up. */
export function toStatePart({ sections, region, pillar }: EvidencePack): Content[] {
  return [
    toHeading('Keadaan saat dibekukan'),
    sections.alarms.length > 0
      ? toTable(
          ['*', 80, 100],
          ['Alarm terbuka', 'Tingkat', 'Sejak'],
          sections.alarms.map((alarm) => [
            toAlarmWords(alarm),
            severityWords[alarm.severity],
            toMomentWords(alarm.raisedAt, region.zone),
          ]),
        )
      : toNothing(`Tidak ada alarm terbuka${pillar === null ? '' : ' pada indikator pilar ini'}.`),
    toLinkLine(sections.links),
  ];
}

/** Storage and other parts of Simpul itself are links too, but bring no data. */
function toLinkLine(links: EvidencePack['sections']['links']): Content {
  const data = links.filter(({ kind }) => kind !== 'system');
  const bad = data.filter(({ state }) => state === 'down' || state === 'degraded');
  const up = data.filter(({ state }) => state === 'up').length;
  if (bad.length > 0) return { text: `Tautan data bermasalah: ${bad.map(({ name }) => name).join('; ')}.` };
  return toNothing(up > 0 ? `${up} tautan data berjalan.` : 'Tidak ada tautan data yang aktif.');
}

function toAlarmWords(alarm: Alarm): string {
  const text = toAlarmText(alarm, 'id');
  const name = text ? `${alarm.name.id}: ${text}` : alarm.name.id;
  return alarm.simulated ? `SIMULASI ${name}` : name;
}
