import type { AppendBatch, NewReading } from '../../domain/readings/readingStore.ts';
import type { AppendOutcome, MovedPresent } from '../appendOutcome.ts';
import {
  toOrigin,
  toOriginCode,
  toQuality,
  toQualityCode,
  toVerification,
  toVerificationCode,
} from '../codes.ts';

/**
 * How a batch crosses the thread: columns of plain values. Cloning a hundred objects of ten named fields there and a hundred back
 * costs more than writing them.
 */
export interface PackedBatch extends Omit<AppendBatch, 'readings'> {
  readonly indicators: readonly NewReading['indicator'][];
  readonly areas: readonly NewReading['area'][];
  readonly values: readonly (number | null)[];
  readonly observedAts: readonly number[];
  /** Origin, quality, verification and correction of each reading, in this order. */
  readonly marks: readonly number[];
  readonly restatedForMs: readonly number[];
  /** Index of the reading, period, note and ref; only those that have one. */
  readonly texts: readonly PackedText[];
  /** Index of the reading and the version it expects; only those that expect one. */
  readonly expected: readonly (readonly [index: number, version: number])[];
}

type PackedText = readonly [
  index: number,
  period: string | undefined,
  note: string | undefined,
  ref: string | undefined,
];

const marksEach = 4;

export function packBatch({ readings, ...rest }: AppendBatch): PackedBatch {
  const marks: number[] = [];
  const texts: PackedText[] = [];
  const expected: [number, number][] = [];
  for (const [index, reading] of readings.entries()) {
    const { origin, quality, verification, correction, period, note, ref, expectVersion } = reading;
    marks.push(
      toOriginCode(origin),
      toQualityCode(quality),
      toVerificationCode(verification),
      correction ? 1 : 0,
    );
    if (period !== undefined || note !== undefined || ref !== undefined)
      texts.push([index, period, note, ref]);
    if (expectVersion !== undefined) expected.push([index, expectVersion]);
  }
  return {
    ...rest,
    indicators: readings.map(({ indicator }) => indicator),
    areas: readings.map(({ area }) => area),
    values: readings.map(({ value }) => value),
    observedAts: readings.map(({ observedAt }) => observedAt),
    restatedForMs: readings.map((reading) => reading.restatedForMs),
    marks,
    texts,
    expected,
  };
}

/** A hole in a column can only be a fault of this file. */
function at<T>(column: readonly T[], index: number): T {
  const value = column[index];
  if (value === undefined) throw new RangeError(`a packed batch has no place ${index}`);
  return value;
}

export function unpackBatch(packed: PackedBatch): AppendBatch {
  const { indicators, areas, values, observedAts, restatedForMs, marks, texts, expected, ...rest } = packed;
  const expectedOf = new Map(expected);
  const textOf = new Map(texts.map(([index, period, note, ref]) => [index, { period, note, ref }]));
  const readings = indicators.map((indicator, index): NewReading => {
    const mark = index * marksEach;
    const text = textOf.get(index);
    const expectVersion = expectedOf.get(index);
    return {
      indicator,
      area: at(areas, index),
      value: at(values, index),
      observedAt: at(observedAts, index),
      origin: toOrigin(at(marks, mark)),
      quality: toQuality(at(marks, mark + 1)),
      verification: toVerification(at(marks, mark + 2)) as NewReading['verification'],
      correction: at(marks, mark + 3) === 1,
      restatedForMs: at(restatedForMs, index),
      ...(text?.period === undefined ? {} : { period: text.period }),
      ...(text?.note === undefined ? {} : { note: text.note }),
      ...(text?.ref === undefined ? {} : { ref: text.ref }),
      ...(expectVersion === undefined ? {} : { expectVersion }),
    };
  });
  return { ...rest, readings };
}

/** An outcome on its way back. */
export interface PackedOutcome extends Omit<AppendOutcome, 'moved'> {
  /** Index, series number, `seq` and verification of each present that moved, in this order. */
  readonly moves: readonly number[];
  /** What was replaced, by the place among the moves; most moves replace nothing. */
  readonly was: readonly (readonly [place: number, value: number | null, until: number])[];
}

const movesEach = 4;

export function packOutcome({ moved, ...rest }: AppendOutcome): PackedOutcome {
  const moves: number[] = [];
  const replaced: [number, number | null, number][] = [];
  for (const [place, { index, seriesNumber, seq, verification, was }] of moved.entries()) {
    moves.push(index, seriesNumber, seq, toVerificationCode(verification));
    if (was) replaced.push([place, was.value, was.until]);
  }
  return { ...rest, moves, was: replaced };
}

export function unpackOutcome({ moves, was, ...rest }: PackedOutcome): AppendOutcome {
  const replaced = new Map(was.map(([place, value, until]) => [place, { value, until }]));
  const moved: MovedPresent[] = [];
  for (let start = 0; start < moves.length; start += movesEach) {
    moved.push({
      index: at(moves, start),
      seriesNumber: at(moves, start + 1),
      seq: at(moves, start + 2),
      verification: toVerification(at(moves, start + 3)),
      was: replaced.get(start / movesEach) ?? null,
    });
  }
  return { ...rest, moved };
}
