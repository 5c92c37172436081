import '@fontsource-variable/inter/opsz.css';
import '@fontsource/source-serif-4/400-italic.css';

/** Asks for the faces of the wall; resolves when they are there or cannot be had. */
export async function loadFaces(): Promise<void> {
  await Promise.allSettled(
    ['400', '600'].map((weight) => document.fonts.load(`${weight} 16px "Inter Variable"`)),
  );
}
