import type { Language } from '../model/text.ts';

/** What sources print as a period, in plain short words; the first that fits counts. English has the same periods. */
const words: readonly (readonly [RegExp, Readonly<Record<Language, string>>])[] = [
  [/ sampai (?:sekitar )?/g, { id: ' s.d. ', en: ' to ' }],
  [/^dipakai s\.d\. /, { id: 'dipakai s.d. ', en: 'used until ' }],
  [/^dipakai to /, { id: 'dipakai s.d. ', en: 'used until ' }],
  [/^dipakai (?!s\.d\.)/, { id: 'dipakai ', en: 'used ' }],
  [/^(?:Perkiraan p|P)ertengahan(?: tahun)? /, { id: 'tengah ', en: 'mid ' }],
  [/^Sensus (\d+) \(.*\)$/, { id: 'Sensus $1', en: 'Census $1' }],
  [/^Semester (I+) /, { id: 'Semester $1 ', en: 'Half-year $1 ' }],
  [/ \(tahun tidak pasti\)$/, { id: ' tak pasti', en: ' unsure' }],
];

const months: readonly (readonly [string, string, string])[] = [
  ['Januari', 'Jan', 'Jan'],
  ['Februari', 'Feb', 'Feb'],
  ['Maret', 'Mar', 'Mar'],
  ['April', 'Apr', 'Apr'],
  ['Mei', 'Mei', 'May'],
  ['Juni', 'Jun', 'Jun'],
  ['Juli', 'Jul', 'Jul'],
  ['Agustus', 'Agu', 'Aug'],
  ['September', 'Sep', 'Sep'],
  ['Oktober', 'Okt', 'Oct'],
  ['November', 'Nov', 'Nov'],
  ['Desember', 'Des', 'Dec'],
];

/** A period as its source prints it (`2025 (tahun tidak pasti)`, `2024-12-31`), shortened and in the language of the screen; what is not known stays as it is printed. */
export function toPrintedPeriod(period: string, language: Language): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(period);
  const ofDay = day && months[Number(day[2]) - 1];
  if (day && ofDay) return `${Number(day[3])} ${ofDay[language === 'id' ? 1 : 2]} ${day[1]}`;
  const named = words.reduce((text, [pattern, word]) => text.replace(pattern, word[language]), period);
  return months.reduce((text, [month, id, en]) => text.replaceAll(month, language === 'id' ? id : en), named);
}
