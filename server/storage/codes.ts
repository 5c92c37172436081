import { origins, qualities, verifications } from '#shared/model/lists.ts';
import type { Origin, Quality, Verification } from '#shared/model/reading.ts';
import type { SeriesClassifier } from '../domain/store.ts';

/** Small integers that stand for words in the tables. Their order is stored data: only ever append to these lists. */
export type SeriesClass = ReturnType<SeriesClassifier['classOf']>;
const classes: readonly SeriesClass[] = ['seconds', 'minutes', 'rare'];

/** What a row of the outbox tells of; roll-ups are made from those of readings alone. */
export const outboxKind = { reading: 0, event: 1, link: 2, verification: 3, alarm: 4 } as const;

function decode<T>(list: readonly T[], code: number): T {
  const word = list[code];
  if (word === undefined) throw new RangeError(`unknown code ${code} in the store`);
  return word;
}

export const toOriginCode = (word: Origin): number => origins.indexOf(word);
export const toOrigin = (code: number): Origin => decode(origins, code);
export const toQualityCode = (word: Quality): number => qualities.indexOf(word);
export const toQuality = (code: number): Quality => decode(qualities, code);
export const toVerificationCode = (word: Verification): number => verifications.indexOf(word);
export const toVerification = (code: number): Verification => decode(verifications, code);
export const toClassCode = (word: SeriesClass): number => classes.indexOf(word);

export const badQualityCode = toQualityCode('bad');
export const uncertainQualityCode = toQualityCode('uncertain');
export const provisionalCode = toVerificationCode('provisional');
export const rareClassCode = toClassCode('rare');
