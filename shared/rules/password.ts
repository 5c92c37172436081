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
  const plain = password.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (new Set(password).size < 6) return 'repeated';
  if (/^(?:0?1234567890?|0987654321)+\d*$/.test(plain)) return 'common';
  const stripped = plain.replace(/\d+$/, '').replace(/^\d+/, '');
  if (common.some((word) => stripped === word || stripped === word.repeat(2))) return 'common';
  const parts = about
    .flatMap((text) => text.toLowerCase().split(/[^a-z0-9]+/))
    .filter(({ length }) => length > 3);
  const rest = parts.reduce((text, part) => text.replaceAll(part, ''), plain);
  // What is left without name and address must still be something of its own.
  return rest.length < 6 ? 'personal' : null;
}
