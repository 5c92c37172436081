import type { Alarm } from '../model/alarm.ts';
import type { Language, Localised } from '../model/text.ts';

/** What is wrong with a wall that raises an alarm. */
const wallFaults = {
  dead: { id: 'tidak ada kabar', en: 'not heard from' },
  stuck: { id: 'tidak menggambar lagi', en: 'no longer paints' },
  astray: { id: 'menunjukkan angka lain', en: 'shows other figures' },
} as const satisfies Record<string, Localised>;

/** Code of a fault for which a wall raises an alarm. */
export type WallFault = keyof typeof wallFaults;

const split = ': ';

/** True for a state that is a fault. */
export function isWallFault(state: string): state is WallFault {
  return Object.hasOwn(wallFaults, state);
}

/** Text of a wall's alarm: its title, then the code of its fault. Each screen words it in its own language. */
export function buildWallText(title: string, fault: WallFault): string {
  return `${title}${split}${fault}`;
}

/** Text of a silence in the words of a language. */
export function toSilenceText(text: string, language: Language): string {
  const at = text.lastIndexOf(split);
  const code = text.slice(at + split.length);
  return at > 0 && isWallFault(code) ? text.slice(0, at + split.length) + wallFaults[code][language] : text;
}

/** Text of an alarm in the words of a language; words of a person or a public source stay as they are. */
export function toAlarmText({ kind, text }: Pick<Alarm, 'kind' | 'text'>, language: Language): string | null {
  return text !== null && kind === 'silence' ? toSilenceText(text, language) : text;
}
