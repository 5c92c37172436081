/** Closed list of what can be wrong with a new password. */
export type PasswordFault = 'short' | 'long' | 'common' | 'personal' | 'repeated';

/** Our own setting after OWASP's and ASVS 5.0's advice (6.2): length over composition, no forced change. */
export const minPasswordLength = 12;
/** Longer ones are refused, not cut: hashing them would cost the server. */
export const maxPasswordLength = 128;

/** Beginnings of the most guessed passwords, here and in the world; what only lengthens one of them is guessed as well. */
const common = [
  'password',
  'katasandi',
  'rahasia',
  'indonesia',
  'bismillah',
  'qwerty',
  'asdfgh',
  'admin',
  'sayang',
  'merdeka',
  'bekasi',
  'simpul',
  'kabupaten',
  'diskominfo',
  'selamat',
  'welcome',
  'letmein',
  'iloveyou',
  'pemerintah',
];

/** What is wrong with a new password; null for nothing. `about` are name and e-mail of its owner. */
export function findPasswordFault(password: string, about: readonly string[]): PasswordFault | null {
  if (password.length < minPasswordLength) return 'short';
  if (password.length > maxPasswordLength) return 'long';
  if (isRepeated(password)) return 'repeated';
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (/^(?:0?1234567890?|0987654321)+\d*$/.test(plain)) return 'common';
  if (onlyCommon.test(plain.replace(/\d+/g, ''))) return 'common';
  const rest = removeParts(plain, about);
  // What is left without name and address must still be something of its own.
  return rest.length < 6 && rest !== plain ? 'personal' : null;
}

const onlyCommon = new RegExp(`^(?:${common.join('|')})+$`);
const longestUnit = 6;

/** True for few different signs, and for a short text that is written again and again. */
function isRepeated(password: string): boolean {
  if (new Set(password).size < 6) return true;
  return Array.from({ length: longestUnit }, (_, index) => password.slice(0, index + 1)).some((unit) =>
    unit.repeat(Math.ceil(password.length / unit.length)).startsWith(password),
  );
}

/** The longest first: a short name within a long one would leave the rest of it. */
function removeParts(plain: string, about: readonly string[]): string {
  return about
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter(({ length }) => length > 3)
    .sort((a, b) => b.length - a.length)
    .reduce((text, part) => text.replaceAll(part, ''), plain);
}
