import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { KeyFileError, readKeyFile } from '../observability/keyFile.ts';

/** As for `AUTH_SECRET`: with an empty one better-auth would sign with a key that everybody knows. */
const minLength = 32;

/** Key that signs session cookies: the given one, or one of this data folder. Throws `KeyFileError` where that holds none. */
export function readAuthSecret(given: string | undefined, dataDir: string): string {
  if (given !== undefined) return given;
  const file = join(dataDir, 'auth.secret');
  const secret = readKeyFile(file, () => randomBytes(48).toString('base64url'));
  if (secret.length < minLength) throw new KeyFileError(file);
  return secret;
}
