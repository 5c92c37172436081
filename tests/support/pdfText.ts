import { spawnSync } from 'node:child_process';

/** Text of a PDF as a reader copies it out: words of a line in their order, columns kept apart. */
export function readPdf(bytes: Uint8Array): string {
  const program = process.env['PDFTOTEXT'] ?? 'pdftotext';
  const result = spawnSync(program, ['-layout', '-', '-'], { input: bytes, maxBuffer: 33_554_432 });
  if (result.status !== 0) throw new Error(`pdftotext: ${result.stderr.toString() || result.error?.message}`);
  return result.stdout.toString('utf8');
}

interface Word {
  readonly x: number;
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
    [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g)].map(([, x, y, text]) => ({
      x: Number(x),
      y: Number(y),
      text: text ?? '',
    })),
  );
}
