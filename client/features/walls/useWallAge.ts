import type { WallList } from '#shared/model/wall.ts';
import { useNow } from '../../hooks/useNow.ts';
import { toAgeWords, toDurationWords } from '../../lib/age.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** After this long without an answer nothing is known of walls any more. Milliseconds. */
const unknownMs = 15_000;

/** Ages of what a list tells, which grow while it stands. */
export interface ListAge {
  /** False when the server has not answered for too long: what the list says of now is no longer true. */
  readonly isKnown: boolean;
  /** Of an instant of the server: `3 detik lalu`. */
  ago(at: number): string;
  /** Since an instant of the server: `3 menit`. */
  length(at: number): string;
}

/** The list's own time plus what has passed on this machine since it came; its clock is never compared with the server's. */
export function useListAge({ at }: Pick<WallList, 'at'>, cameAt: number): ListAge {
  useNow();
  const passed = Math.max(0, Date.now() - cameAt);
  const now = at + passed;
  return {
    isKnown: passed < unknownMs,
    ago: (instant) => toAgeWords(now - instant, deskLanguage()),
    length: (instant) => toDurationWords(now - instant, deskLanguage()),
  };
}
