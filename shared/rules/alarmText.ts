import type { Alarm } from '../model/alarm.ts';
import type { FeedState } from '../model/feedState.ts';
import type { Language, Localised } from '../model/text.ts';

/** What is wrong with a wall that raises an alarm. */
const wallFaults = {
  dead: { id: 'tidak ada kabar', en: 'not heard from' },
  stuck: { id: 'tidak menggambar lagi', en: 'no longer paints' },
  astray: { id: 'menunjukkan angka lain', en: 'shows other figures' },
} as const satisfies Record<string, Localised>;

/** Code of a fault for which a wall raises an alarm. */
export type WallFault = keyof typeof wallFaults;

/** Code of what a link failed with last. */
export type LinkFault = NonNullable<FeedState['lastError']>['code'];

/** What a link that is down failed with. */
const linkFaults: Readonly<Record<LinkFault, Localised>> = {
  unreachable: { id: 'tidak terjangkau', en: 'cannot be reached' },
  timeout: { id: 'tidak menjawab', en: 'does not answer' },
  http: { id: 'menolak permintaan', en: 'refuses what is asked' },
  'too-large': { id: 'jawaban terlalu besar', en: 'answers too much' },
  invalid: { id: 'jawaban tidak terbaca', en: 'answers what cannot be read' },
  partial: { id: 'jawaban tidak lengkap', en: 'answers only in part' },
  'storage-full': { id: 'disk penuh, data baru ditolak', en: 'disk full, new data is refused' },
  'storage-locked': { id: 'terkunci, data baru ditolak', en: 'locked, new data is refused' },
  'storage-failed': { id: 'penyimpanan tidak menjawab', en: 'storage does not answer' },
  'disk-low': { id: 'hampir penuh', en: 'nearly full' },
  'loop-slow': { id: 'server tertahan', en: 'the server stands still' },
  'clock-step': { id: 'bergeser', en: 'was moved' },
  'backup-old': { id: 'terlambat', en: 'is late' },
  'alarms-silent': { id: 'diam', en: 'is silent' },
  'alarms-full': { id: 'daftar alarm penuh', en: 'the list of alarms is full' },
};

const faults: Readonly<Record<string, Localised>> = { ...wallFaults, ...linkFaults };
const split = ': ';

/** True for a state that is a fault. */
export function isWallFault(state: string): state is WallFault {
  return Object.hasOwn(wallFaults, state);
}

/** Text of an alarm of a wall or link: its name, then the code of its fault. Each screen words it in its own language. */
export function buildSilenceText(name: string, fault: WallFault | LinkFault): string {
  return `${name}${split}${fault}`;
}

/** What a text of silence is made of; a fault that no screen has words for is part of the name. */
function readSilence(text: string): { readonly name: string; readonly fault: Localised | null } {
  const at = text.lastIndexOf(split);
  const code = text.slice(at + split.length);
  return at > 0 && Object.hasOwn(faults, code)
    ? { name: text.slice(0, at), fault: faults[code] ?? null }
    : { name: text, fault: null };
}

/** The wall or link that a text of silence is about. */
export function toSilenceName(text: string): string {
  return readSilence(text).name;
}

/** Text of a silence in the words of a language. */
export function toSilenceText(text: string, language: Language): string {
  const { name, fault } = readSilence(text);
  return fault ? name + split + fault[language] : text;
}

/** Text of an alarm in the words of a language; words of a person or a public source stay as they are. */
export function toAlarmText({ kind, text }: Pick<Alarm, 'kind' | 'text'>, language: Language): string | null {
  return text !== null && kind === 'silence' ? toSilenceText(text, language) : text;
}
