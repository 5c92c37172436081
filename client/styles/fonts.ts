import '@fontsource-variable/inter/opsz.css';
import '@fontsource/source-serif-4/400-italic.css';

const wanted = ['400 16px "Inter Variable"', '600 16px "Inter Variable"'];

/** A face that failed stays failed until its sheet is read anew. */
function renewSheets(): void {
  if (![...document.fonts].some(({ status }) => status === 'error')) return;
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"][href*="fonts"]')) {
    sheet.replaceWith(sheet.cloneNode());
  }
}

/** Asks for the faces of the wall; throws when one did not come. */
export async function loadFaces(): Promise<void> {
  renewSheets();
  await Promise.all(wanted.map((face) => document.fonts.load(face)));
}
