/** Signs with which spreadsheet programs start a formula, in both widths, and characters that some of them drop before looking. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const danger = /^[\s\u0000\u00a0\u200b\ufeff]*[=+\-@\u0000\t\r\n＝＋－＠]/;
const number = /^-?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?$/i;

/**
 * Makes a text harmless in an exported sheet: what would be taken for a formula gets an apostrophe in front, which says "text" and can be
 * taken off again. Numbers stay numbers, negative ones too. A text that starts with apostrophes before such a sign gets one more.
 */
export function defuseFormula(text: string): string {
  if (number.test(text)) return text;
  return danger.test(text.replace(/^'+/, '')) ? `'${text}` : text;
}
