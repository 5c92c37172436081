import waterUrl from '@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff2?url';

/** Family of the names of waters, as cartographers set them: an italic with serifs. */
export const waterFamily = 'Simpul Water';

let isAsked = false;

/** Registers the family once for the page; until it is there, and where it fails, the system's serif stands in. */
export function loadWaterFont(): void {
  if (isAsked) return;
  isAsked = true;
  const face = new FontFace(waterFamily, `url(${waterUrl})`, { style: 'italic' });
  document.fonts.add(face);
  face.load().catch((error: unknown) => console.warn('font of the waters not loaded', error));
}
