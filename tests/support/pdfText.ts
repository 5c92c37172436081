import { spawnSync } from 'node:child_process';

/** A number as it is printed, `1.234,5`; null for a dash. */
export function readNumber(text: string): number | null {
  return text === '–' ? null : Number(text.replaceAll('.', '').replace(',', '.'));
}

/** The numbers of the figure tables in order, page by page: those that end where most numbers end. */
export function readFigureColumn(bytes: Uint8Array): (number | null)[] {
  const pages = readPdfWords(bytes).map((words) =>
    words.filter(({ text }) => /^(?:–|-?[\d.]+(?:,\d+)?)$/.test(text)),
  );
  const ends = new Map<number, number>();
  for (const { end } of pages.flat()) ends.set(Math.round(end), (ends.get(Math.round(end)) ?? 0) + 1);
  const column = [...ends].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  return pages.flatMap((words) =>
    words
      .filter(({ end }) => Math.abs(end - column) < 1.5)
      .sort((a, b) => a.y - b.y)
      .map(({ text }) => readNumber(text)),
  );
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
