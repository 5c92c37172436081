import { languages, pillarIds } from '#shared/model/lists.ts';
import type { Language } from '#shared/model/text.ts';
import type { Viewport } from '../support/browser.ts';
import type { Shot } from './takePicture.ts';

/** The walls, the desk and the pocket. */
export const sizes = {
  '1080': { width: 1920, height: 1080 },
  '4k': { width: 3840, height: 2160 },
  '5760': { width: 5760, height: 1080 },
  laptop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
} as const satisfies Record<string, Viewport>;

export type SizeName = keyof typeof sizes;

export const allSizes = Object.keys(sizes) as SizeName[];

/** Every scene by the name its pictures carry. */
export const scenes: Readonly<Record<string, string>> = {
  ikhtisar: 'scene=ikhtisar',
  ...Object.fromEntries(
    pillarIds.map((pillar) => [`pilar-${pillar}`, `scene=pilar&pillar=${pillar}`] as const),
  ),
  peta: 'scene=peta',
  alarm: 'scene=alarm',
  kamera: 'scene=kamera',
  program: 'scene=program',
};

interface ShotChoice {
  readonly situation: string;
  readonly scenes?: readonly string[];
  readonly sizes?: readonly SizeName[];
  readonly languages?: readonly Language[];
  /** Instant of the past that the wall shows, epoch milliseconds. */
  readonly moment?: number;
}

/** Pictures of a situation, `situation_scene_size_language`. Left out, a choice means all. */
export function listShots(choice: ShotChoice): Shot[] {
  const { situation, moment } = choice;
  const past = moment === undefined ? '' : `&waktu=${new Date(moment).toISOString()}`;
  return (choice.scenes ?? Object.keys(scenes)).flatMap((scene) =>
    (choice.sizes ?? allSizes).flatMap((size) =>
      (choice.languages ?? languages).map((language) => ({
        name: `${situation}_${scene}_${size}_${language}`,
        query: `${scenes[scene] ?? scene}&lang=${language}&rotate=off${past}`,
        viewport: sizes[size],
      })),
    ),
  );
}
