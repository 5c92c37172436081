import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { StoreUnavailableError } from '../domain/storeErrors.ts';

/** OWASP's advice for scrypt (Password Storage Cheat Sheet): N = 2^17, r = 8, p = 1; about 128 MiB and a quarter second each. */
const cost = { N: 131_072, r: 8, p: 1, maxmem: 192 * 1_048_576 };
const keyBytes = 32;
const saltBytes = 16;
/** So few at once that guessing cannot take memory and threads from the wall. */
const maxAtOnce = 2;
const maxWaiting = 50;

/** Hashes and checks passwords, a few at a time. */
export interface PasswordHash {
  hash(password: string): Promise<string>;
  verify(input: { hash: string; password: string }): Promise<boolean>;
}

/** Builds it; throws `StoreUnavailableError` (overloaded) when too many wait. */
export function createPasswordHash(): PasswordHash {
  const enter = createTurnstile();
  const derive = (password: string, salt: Buffer): Promise<Buffer> =>
    enter(
      () =>
        new Promise((resolve, reject) => {
          scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
            error ? reject(error) : resolve(key),
          );
        }),
    );
  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      const key = await derive(password, salt);
      return `scrypt$17$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`;
    },
    async verify({ hash, password }) {
      const [name, n, r, p, salt = '', key = ''] = hash.split('$');
      const isOurs = name === 'scrypt' && n === '17' && r === '8' && p === '1';
      const wanted = Buffer.from(key, 'base64url');
      const given = await derive(password, Buffer.from(salt, 'base64url'));
      return isOurs && wanted.length === given.length && timingSafeEqual(wanted, given);
    },
  };
}

function createTurnstile() {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= maxAtOnce) {
      if (waiting.length >= maxWaiting) throw new StoreUnavailableError('overloaded');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
