import type { Claim, Pairing } from '#shared/model/wall.ts';
import { isText, objectOf } from '../lib/shape.ts';

/** Why a screen got no code: the server does not answer, or too many screens wait. */
export class PairingError extends Error {
  readonly trouble: 'offline' | 'busy';

  constructor(trouble: 'offline' | 'busy') {
    super(trouble);
    this.name = 'PairingError';
    this.trouble = trouble;
  }
}

const isPairing = objectOf<Pairing>({ code: isText, secret: isText, expiresAt: isText });
const isPaired = objectOf<Extract<Claim, { state: 'paired' }>>({
  state: (value) => value === 'paired',
  name: isText,
});
const isWaiting = objectOf<{ state: 'waiting' }>({ state: (value) => value === 'waiting' });
const timeoutMs = 10_000;

/** Asks for a code. Throws `PairingError`. */
export async function openPairing(): Promise<Pairing> {
  const answer = await send('/api/v1/walls/pairings', {});
  if (isPairing(answer)) return answer;
  throw new PairingError('offline');
}

/** Asks whether the code was entered: the wall's name, null while it was not, undefined once the code is over. Throws `PairingError`. */
export async function claimPairing({ code, secret }: Pairing): Promise<string | null | undefined> {
  const answer = await send('/api/v1/walls/pairings/claim', { code, secret });
  if (isPaired(answer)) return answer.name;
  return isWaiting(answer) ? null : undefined;
}

async function send(path: string, body: object): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => null);
  if (response?.status === 429) throw new PairingError('busy');
  if (!response?.ok) throw new PairingError('offline');
  return response.json();
}
