import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Codes of an authenticator that were used: each counts for one sign-in only (RFC 6238, 5.2; ASVS 5.0 6.5.1). */
export interface SpentCodes {
  /** False for a code that its person has used already. */
  spend(person: string, code: string): Promise<boolean>;
  /** It was not right: it may be tried again. */
  giveBack(person: string, code: string): Promise<void>;
}

/** A code is right for its own half minute and the one before and after. */
const rememberSeconds = 120;

/** Builds it; what it keeps ends when the code does. */
export function createSpentCodes(): SpentCodes {
  const spent = new RateLimiterMemory({ points: 1, duration: rememberSeconds });
  const toKey = (person: string, code: string): string => `${person}|${code}`;
  return {
    async spend(person, code) {
      try {
        await spent.consume(toKey(person, code));
        return true;
      } catch (error) {
        if (error instanceof RateLimiterRes) return false;
        throw error;
      }
    },
    async giveBack(person, code) {
      await spent.delete(toKey(person, code));
    },
  };
}
