import type { Origin, Quality, Verification } from '#shared/model/reading.ts';

/** What is known of a figure beside its value; null or absent where nobody kept it. */
export interface Qualified {
  readonly origin?: Origin | null;
  readonly verification?: Verification | null | undefined;
  readonly quality?: Quality | null | undefined;
}

/** What a reader must be told beside a figure, as the tiles of the wall tell it; SIMULASI stands apart. */
export type FigureQualifier = 'estimated' | 'provisional' | 'restated' | 'uncertain';

/** Lists them in the order of the tiles. */
export function listQualifiers({ origin, verification, quality }: Qualified): FigureQualifier[] {
  return [
    ...(origin === 'estimated' ? (['estimated'] as const) : []),
    ...(verification === 'provisional' || verification === 'restated' ? [verification] : []),
    ...(quality === 'uncertain' ? (['uncertain'] as const) : []),
  ];
}
