import { codeAlphabet } from '#shared/model/wall.ts';

/** A screen that shows a code and waits, or whose code was entered. Kept in memory: a restart of the server makes it ask anew. */
interface Waiting {
  readonly code: string;
  readonly secretHash: string;
  readonly from: string;
  readonly expiresAt: number;
  /** When the screen last asked. */
  askedAt: number;
  /** Someone has just entered the code. */
  isReserved: boolean;
  paired: { readonly name: string; readonly credential: string } | null;
}

/** `entered`: someone else was first. */
type Reservation = 'reserved' | 'entered' | 'unknown';

/** What a waiting screen is told. */
export type ClaimOutcome =
  | { readonly state: 'waiting' | 'gone' }
  | { readonly state: 'paired'; readonly name: string; readonly credential: string };

/** Needs of `createPairings`. */
export interface PairingParts {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A whole number from 0 below `limit`, by chance that cannot be foreseen. */
  readonly randomBelow: (limit: number) => number;
  /** 256 random bits, base64url. */
  readonly randomSecret: () => string;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
}

/** Screens that want to become walls. */
export interface Pairings {
  /** A code for a screen of a sender, which is an address or the network of one subscriber; null while too many wait. */
  open(from: string): { readonly code: string; readonly secret: string; readonly expiresAt: number } | null;
  /** Keeps a code for whoever entered it first, until it is settled or released. */
  reserve(code: string): Reservation;
  /** Lets a reserved code be entered again. */
  release(code: string): void;
  /** Gives a screen its name and credential, to be taken by itself alone; false where its code is over meanwhile. */
  settle(code: string, paired: { name: string; credential: string }): boolean;
  /** What became of a code; only for whoever opened it. */
  claim(code: string, secret: string): ClaimOutcome;
  /** How many wait for their code to be entered, and still ask whether it was. */
  count(): number;
}

const lifeMs = 600_000;
/** A screen asks every 2 s; one that missed an answer asks again within 15 s. Milliseconds. */
const goneMs = 20_000;
const maxWaiting = 50;
/** With those whose code was entered, which are kept until they are over. */
const maxKept = 200;
/** One sender, which may be a whole room, holds at most this many. */
const maxOfSender = 10;
const codeLength = 6;

/** Builds it, empty. */
export function createPairings({ now, randomBelow, randomSecret, hash }: PairingParts): Pairings {
  const waiting = new Map<string, Waiting>();
  const sweep = (): void => {
    for (const { code, expiresAt } of waiting.values()) if (expiresAt <= now()) waiting.delete(code);
  };
  const find = (code: string): Waiting | undefined => {
    sweep();
    return waiting.get(code);
  };
  return {
    open(from) {
      sweep();
      const open = [...waiting.values()].filter(({ paired }) => !paired);
      const own = open.filter((one) => one.from === from);
      if (own.length >= maxOfSender) waiting.delete(own[0]?.code ?? '');
      else if (open.length >= maxWaiting || waiting.size >= maxKept) {
        const spare = findSpare(open, own.length);
        if (!spare) return null;
        waiting.delete(spare.code);
      }
      const askedAt = now();
      const [code, secret, expiresAt] = [makeCode(randomBelow, waiting), randomSecret(), askedAt + lifeMs];
      const shown = { code, secretHash: hash(secret), from, expiresAt, askedAt };
      waiting.set(code, { ...shown, isReserved: false, paired: null });
      return { code, secret, expiresAt };
    },
    reserve(code) {
      const found = find(code);
      if (!found) return 'unknown';
      if (found.isReserved || found.paired) return 'entered';
      found.isReserved = true;
      return 'reserved';
    },
    release(code) {
      const found = find(code);
      if (found) found.isReserved = false;
    },
    settle(code, paired) {
      const found = find(code);
      if (found) found.paired = paired;
      return found !== undefined;
    },
    claim(code, secret) {
      const found = find(code);
      if (!found || found.secretHash !== hash(secret)) return { state: 'gone' };
      found.askedAt = now();
      if (!found.paired) return { state: 'waiting' };
      // Kept until it is over: an answer may be lost on its way.
      return { state: 'paired', ...found.paired };
    },
    count() {
      sweep();
      return [...waiting.values()].filter(({ paired, askedAt }) => !paired && askedAt > now() - goneMs)
        .length;
    },
  };
}

/** The oldest code of whoever holds most, where that is more than the one who asks will hold: nobody keeps all others out. */
function findSpare(open: readonly Waiting[], own: number): Waiting | undefined {
  const counts = new Map<string, number>();
  for (const { from } of open) counts.set(from, (counts.get(from) ?? 0) + 1);
  const most = Math.max(own + 2, ...counts.values());
  return open.find(({ from, isReserved }) => !isReserved && counts.get(from) === most);
}

/** One that no screen shows. */
function makeCode(
  randomBelow: PairingParts['randomBelow'],
  waiting: Pick<ReadonlyMap<string, Waiting>, 'has'>,
): string {
  for (;;) {
    const letters = Array.from({ length: codeLength }, () => codeAlphabet[randomBelow(codeAlphabet.length)]);
    if (!waiting.has(letters.join(''))) return letters.join('');
  }
}
