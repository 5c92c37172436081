import { ImportFaultError } from '../importFaultError.ts';
import { maxCellCharacters, maxCells, maxTextCharacters } from '../limits.ts';
import { parseXml } from '../parseXml.ts';

/** Undoes `_x000D_`, with which writers keep characters that XML cannot hold. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
}

/** Reads `sharedStrings.xml`: one text for each `si`, rich text joined, phonetic hints left out. */
export async function readSharedStrings(chunks: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let characters = 0;
  let isText = false;
  let isPhonetic = false;
  await parseXml(chunks, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      else if (name === 't') isText = !isPhonetic;
    },
    text(piece) {
      // One character more than is kept, so that a cut shows.
      if (isText && text.length <= maxCellCharacters) text += piece.slice(0, maxCellCharacters + 1);
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'si') {
        strings.push(unescapeText(text));
        characters += text.length;
        if (strings.length > maxCells) throw new ImportFaultError('too_many_cells', { max: maxCells });
        if (characters > maxTextCharacters) throw new ImportFaultError('too_much_text');
      }
    },
  });
  return strings;
}
