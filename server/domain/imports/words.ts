/** Characters that are not seen, and marks that only order the line. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Text for comparison: lower case, no accents, compatibility forms folded, one space between words. */
export function normalise(text: string): string {
  return text
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(unseen, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters and digits alone: `PM 2,5` and `pm2.5` become the same. */
export function squash(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Words of letters and digits; a mark between digits is left out. */
export function toWords(text: string): string[] {
  return normalise(text)
    .replace(/(\d)[.,](?=\d)/g, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Text as it is quoted back in a fault. */
export function clip(text: string, most = 80): string {
  const clean = text.replace(/\s+/g, ' ').trim();
  return clean.length > most ? `${clean.slice(0, most)}…` : clean;
}

/** Steps between two texts, a swap of neighbours counted as one; `most + 1` where they are further apart than `most`. */
export function countEdits(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const line = [row];
    let smallest = row;
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      let steps = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && isSwap) steps = Math.min(steps, (before[column - 2] ?? 0) + 1);
      line.push(steps);
      smallest = Math.min(smallest, steps);
    }
    if (smallest > most) return most + 1;
    before = above;
    above = line;
  }
  return above[right.length] ?? most + 1;
}

/** Edits that a text may differ in and still be meant: none in short ones. */
export function toTolerance(text: string): number {
  if (text.length < 5) return 0;
  return text.length < 9 ? 1 : 2;
}
