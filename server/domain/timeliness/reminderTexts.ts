import type { Agency } from '#shared/model/agency.ts';
import type { Obligation } from '#shared/model/obligation.ts';

/** A mail in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Tells mail programs that the same mail came twice. */
  readonly id: string;
}

/** What a reminder is about. */
export interface ReminderAbout {
  readonly agency: Agency;
  readonly late: readonly Obligation[];
  readonly soon: readonly Obligation[];
}

/** Words that only the region knows. */
export interface ReminderWords {
  readonly indicatorName: (id: string) => string;
  readonly zone: string;
  /** Where the figures are filled in; null where the server does not know its address. */
  readonly inputUrl: string | null;
}

/** More lines than this are only counted. */
const maxLines = 40;

/** Subject and text of a reminder, in Indonesian: it goes to a clerk. */
export function toReminderText(
  { agency, late, soon }: ReminderAbout,
  words: ReminderWords,
): Pick<Mail, 'subject' | 'text'> {
  const day = new Intl.DateTimeFormat('id-ID', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: words.zone,
  });
  const toLine = ({ indicator, label, dueAt, lateDays }: Obligation): string =>
    `- ${words.indicatorName(indicator)}, ${label.id}: tenggat ${day.format(new Date(dueAt))}` +
    (lateDays > 0 ? ` (terlambat ${lateDays} hari kerja)` : '');
  const lines = [
    `Yth. petugas data ${agency.name},`,
    '',
    ...toPart('Terlambat', late.map(toLine)),
    ...toPart('Segera jatuh tempo', soon.map(toLine)),
    ...(words.inputUrl === null ? [] : [`Isi di: ${words.inputUrl}`, '']),
    'Surel ini dikirim oleh Simpul, Command Center. Jangan dibalas.',
  ];
  return {
    subject: `[Simpul] ${agency.abbreviation}: ${late.length} isian terlambat, ${soon.length} segera jatuh tempo`,
    text: lines.join('\n'),
  };
}

function toPart(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - maxLines;
  return [`${title}:`, ...lines.slice(0, maxLines), ...(rest > 0 ? [`- dan ${rest} lagi`] : []), ''];
}
