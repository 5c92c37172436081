import type { Content } from 'pdfmake';
import type { PackMinutes } from '#shared/model/pack.ts';
import { toFacts, toHeading, toNothing, toTable } from './pdfParts.ts';
import {
  signatureCaution,
  toClockWords,
  toDateWords,
  toDayWords,
  toDecidedWords,
  toMomentWords,
  toNumberWords,
} from './words.ts';

type Decision = PackMinutes['decisions'][number];

interface Place {
  readonly zone: string;
  readonly zoneLabel: string;
}

/** Minutes of a session, from when and where to what was decided. */
export function toMinutesPart(minutes: PackMinutes, place: Place): Content[] {
  return [
    ...toCircumstances(minutes, place),
    ...toAgenda(minutes),
    ...toAttendance(minutes, place),
    ...(minutes.summary ? [toHeading('Ringkasan'), { text: minutes.summary }] : []),
    ...toDecisions(minutes, place),
    ...toQuestions(minutes, place),
    ...toNotes(minutes, place),
  ];
}

type Begun = Pick<PackMinutes, 'openedAt' | 'startsAt'>;

const toBeginning = ({ openedAt, startsAt }: Begun): number => openedAt ?? startsAt;

/** The time, with its day where that is not the one on which the session began. */
function toTimeWords(at: number, minutes: Begun, zone: string): string {
  const isSameDay = toDateWords(at, zone) === toDateWords(toBeginning(minutes), zone);
  return isSameDay ? toClockWords(at, zone) : toMomentWords(at, zone);
}

function toCircumstances(minutes: PackMinutes, { zone, zoneLabel }: Place): Content[] {
  const from = toBeginning(minutes);
  const end = minutes.endedAt === null ? 'belum ditutup' : toTimeWords(minutes.endedAt, minutes, zone);
  return [
    toFacts([
      ['Hari, tanggal', toDateWords(from, zone)],
      ['Pukul', `${toClockWords(from, zone)} – ${end} ${zoneLabel}`],
      ['Tempat', minutes.place],
      ['Pembawa acara', minutes.ledBy],
      ['Hadir', `${minutes.attendance.length} orang`],
    ]),
  ];
}

function toAgenda({ agenda }: PackMinutes): Content[] {
  if (agenda.length === 0) return [];
  const rows = agenda.map(({ title, note, minutes }, index) => [
    String(index + 1),
    note ? { stack: [title, { text: note, style: 'small' }] } : title,
    `${minutes} menit`,
  ]);
  return [toHeading('Agenda'), toTable([18, '*', 60], ['No.', 'Pokok bahasan', 'Rencana'], rows)];
}

function toAttendance(minutes: PackMinutes, { zone }: Place): Content[] {
  const { attendance } = minutes;
  const rows = attendance.map(({ name, speaksFor, isGuest, joinedAt }, index) => [
    String(index + 1),
    name,
    [speaksFor, isGuest ? 'tamu' : null].filter(Boolean).join(', ') || '–',
    toTimeWords(joinedAt, minutes, zone),
  ]);
  return [
    toHeading('Daftar hadir'),
    rows.length > 0
      ? toTable([18, '*', 180, 60], ['No.', 'Nama', 'Mewakili', 'Masuk'], rows)
      : toNothing('Tidak ada yang tercatat hadir.'),
  ];
}

function toDecisions({ decisions }: PackMinutes, { zone }: Place): Content[] {
  const rows = decisions.map(({ text, owner, dueOn, by, at, withdrawn, figure }, index) => [
    String(index + 1),
    {
      stack: [
        { text, ...(withdrawn === null ? {} : { decoration: 'lineThrough' as const }) },
        ...(withdrawn === null ? [] : [{ text: `Dicabut: ${withdrawn}`, style: 'small' }]),
        ...(figure ? [{ text: toFigureWords(figure, zone), style: 'small' }] : []),
        { text: `Dicatat ${by}, ${toMomentWords(at, zone)}`, style: 'small' },
      ],
    },
    owner,
    toDayWords(dueOn),
  ]);
  return [
    toHeading('Keputusan'),
    rows.length > 0
      ? toTable([18, '*', 90, 80], ['No.', 'Keputusan', 'Penanggung jawab', 'Tenggat'], rows)
      : toNothing('Tidak ada keputusan.'),
  ];
}

/** The figure as it was in view: with its period or instant, and what it is worth. */
function toFigureWords(
  { name, areaName, value, unit, observedAt, period, ...known }: NonNullable<Decision['figure']>,
  zone: string,
): string {
  const at = observedAt === null ? [] : [period ?? `per ${toMomentWords(observedAt, zone)}`];
  const words = [`${name}, ${areaName} = ${toNumberWords(value)} ${unit}`, ...at, ...toDecidedWords(known)];
  return `Saat diputuskan: ${words.join(', ')}`;
}

function toQuestions({ questions }: PackMinutes, { zone }: Place): Content[] {
  if (questions.length === 0) return [];
  const rows = questions.map(({ text, askedOf, by, answer }, index) => [
    String(index + 1),
    { stack: [text, { text: `${by} kepada ${askedOf ?? 'semua'}`, style: 'small' }] },
    answer
      ? { stack: [answer.text, { text: `${answer.by}, ${toMomentWords(answer.at, zone)}`, style: 'small' }] }
      : { text: 'belum dijawab', italics: true },
  ]);
  return [toHeading('Pertanyaan'), toTable([18, '*', '*'], ['No.', 'Pertanyaan', 'Jawaban'], rows)];
}

function toNotes(minutes: PackMinutes, { zone }: Place): Content[] {
  const { notes, polls } = minutes;
  const lines = [
    ...polls.map(({ text, ready, of, at }) => ({ at, line: `${text}: ${ready} dari ${of} siap` })),
    ...notes.map(({ text, by, at }) => ({ at, line: `${text} (${by})` })),
  ].sort((a, b) => a.at - b.at);
  if (lines.length === 0) return [];
  const listed = lines.map(({ at, line }) => `${toTimeWords(at, minutes, zone)} ${line}`);
  return [toHeading('Catatan'), { ul: listed }];
}

/** Who signed, in order, with the words that this is no certified signature. */
export function toSignaturePart({ signatures }: PackMinutes, { zone }: Place): Content[] {
  if (signatures.length === 0) return [];
  const rows = signatures.map(({ place, party, name, office, signed }) => [
    String(place),
    { stack: [party, { text: `${name}, ${office}`, style: 'small' }] },
    signed
      ? {
          stack: [
            `${toMomentWords(signed.at, zone)} oleh ${signed.by}`,
            { text: `SHA-256 ${signed.hash.slice(0, 32)} ${signed.hash.slice(32)}`, style: 'seal' },
          ],
        }
      : { text: 'belum menandatangani', italics: true },
  ]);
  return [
    toHeading('Catatan penandatanganan'),
    toTable([18, '*', 230], ['No.', 'Pihak', 'Dicatat'], rows),
    { text: signatureCaution, style: 'small', margin: [0, 3, 0, 0] },
  ];
}
