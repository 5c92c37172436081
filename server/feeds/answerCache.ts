/** What an answer said about itself, so that the next question can be "has it changed?". */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** The last good answer of an address with its validators. */
export interface CachedAnswer extends Validators {
  readonly text: string;
}

/** Remembers answers that carry a validator, by address; the one unused for longest goes first. */
export interface AnswerCache {
  get(address: string): CachedAnswer | undefined;
  put(address: string, answer: CachedAnswer): void;
}

const maxValidatorLength = 256;

/** Builds the cache. `maxCharacters` bounds all texts together; one text may take at most a quarter of it. */
export function createAnswerCache(maxEntries = 64, maxCharacters = 4_000_000): AnswerCache {
  const answers = new Map<string, CachedAnswer>();
  let characters = 0;

  function drop(address: string): void {
    characters -= answers.get(address)?.text.length ?? 0;
    answers.delete(address);
  }

  return {
    get(address) {
      const answer = answers.get(address);
      if (!answer) return undefined;
      answers.delete(address);
      answers.set(address, answer);
      return answer;
    },
    put(address, answer) {
      drop(address);
      const isKnown = answer.etag !== null || answer.lastModified !== null;
      if (!isKnown || answer.text.length > maxCharacters / 4) return;
      answers.set(address, answer);
      characters += answer.text.length;
      for (const oldest of answers.keys()) {
        if (answers.size <= maxEntries && characters <= maxCharacters) break;
        drop(oldest);
      }
    },
  };
}

/** A header that is a plain, short text; anything else counts as none. */
export function toValidator(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && header.length > 0 && header.length <= maxValidatorLength
    ? header
    : null;
}

/** Header fields that ask for the answer only when it changed. */
export function toConditions(answer: CachedAnswer | undefined): Record<string, string> {
  return {
    ...(answer?.etag ? { 'if-none-match': answer.etag } : {}),
    ...(answer?.lastModified ? { 'if-modified-since': answer.lastModified } : {}),
  };
}
