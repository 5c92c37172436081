import { spawnSync } from 'node:child_process';

/** A number as it is printed, `1.234,5`; null for a dash. */
export function readNumber(text: string): number | null {
  return text === '–' ? null : Number(text.replaceAll('.', '').replace(',', '.'));
}

/** The numbers of the figure tables in order. */
export function readFigureColumn(bytes: Uint8Array): (number | null)[] {
  return readColumn(bytes, 'Satuan');
}

/** Numbers of a column of tables in order, page by page: those that end where the column before this head ends; each page repeats its heads. What stands below the words `until` on a page is no part of them. */
export function readColumn(bytes: Uint8Array, next: string, until?: string): (number | null)[] {
  return readPdfWords(bytes).flatMap((words) => {
    const head = findWords(words, next);
    if (!head) return [];
    const bottom = (until && findWords(words, until)?.y) || Number.POSITIVE_INFINITY;
    // Numbers are set flush right, two margins of a cell before the next column.
    const edge = head.x - 8;
    return words
      .filter(({ y, end, text }) => y > head.y && y < bottom && Math.abs(end - edge) < 1.5 && isNumber(text))
      .sort((a, b) => a.y - b.y)
      .map(({ text }) => readNumber(text));
  });
}

/** The first of these words where they stand one after another. */
function findWords(words: readonly Word[], phrase: string): Word | undefined {
  const wanted = phrase.split(' ');
  return words.find((_, at) => wanted.every((text, after) => words[at + after]?.text === text));
}

function isNumber(text: string): boolean {
  return /^(?:–|-?[\d.]+(?:,\d+)?)$/.test(text);
}

/** Text of a PDF as a reader copies it out: words of a line in their order, columns kept apart. */
export function readPdf(bytes: Uint8Array): string {
  const program = process.env['PDFTOTEXT'] ?? 'pdftotext';
  const result = spawnSync(program, ['-layout', '-', '-'], { input: bytes, maxBuffer: 33_554_432 });
  if (result.status !== 0) throw new Error(`pdftotext: ${result.stderr.toString() || result.error?.message}`);
  return result.stdout.toString('utf8');
}

interface Word {
  readonly x: number;
  /** Right end. */
  readonly end: number;
  readonly y: number;
  readonly text: string;
}

/** Words with their place, page by page; points from the top left. */
export function readPdfWords(bytes: Uint8Array): Word[][] {
  const program = process.env['PDFTOTEXT'] ?? 'pdftotext';
  const result = spawnSync(program, ['-bbox', '-', '-'], { input: bytes, maxBuffer: 33_554_432 });
  if (result.status !== 0) throw new Error(`pdftotext: ${result.stderr.toString() || result.error?.message}`);
  const pages = result.stdout.toString('utf8').split('<page ').slice(1);
  return pages.map((page) =>
    [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)</g)].map(
      ([, x, y, end, text]) => ({
        x: Number(x),
        end: Number(end),
        y: Number(y),
        text: text ?? '',
      }),
    ),
  );
}
