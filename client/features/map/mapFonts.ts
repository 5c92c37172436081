import waterUrl from '@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff2?url';
import labelUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { labelFamily, quietFamily, waterFamily } from './mapPalette.ts';

let loading: Promise<void> | null = null;

/**
 * Registers the map's families before the map is made: MapLibre draws glyphs from local fonts when a style has no `glyphs`, and
 * would keep the fallback it saw first. A font that fails leaves the fallback; the map is drawn all the same.
 */
export function loadMapFonts(): Promise<void> {
  loading ??= registerFonts();
  return loading;
}

async function registerFonts(): Promise<void> {
  const faces = [
    new FontFace(labelFamily, `url(${labelUrl})`, { weight: '100 900' }),
    new FontFace(quietFamily, `url(${labelUrl})`, { weight: '100 900' }),
    new FontFace(waterFamily, `url(${waterUrl})`, { style: 'italic' }),
  ];
  for (const face of faces) document.fonts.add(face);
  await Promise.allSettled(faces.map((face) => face.load()));
}
