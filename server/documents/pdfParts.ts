import type { Content, TableCell } from 'pdfmake';

/** Colours as hexadecimal: the library prints any other notation black. */
export const inks = {
  text: '#14202b',
  quiet: '#52606d',
  rule: '#9aa7b3',
  head: '#e8edf2',
  alert: '#8a1c1c',
} as const;

/** Heading of a part. */
export function toHeading(text: string): Content {
  return { text, style: 'heading', headlineLevel: 1 };
}

/** A table with one row of heads that comes again on each page; rows are not torn apart. */
export function toTable(
  widths: (string | number)[],
  heads: readonly string[],
  rows: readonly (readonly TableCell[])[],
): Content {
  return {
    table: {
      widths,
      headerRows: 1,
      dontBreakRows: true,
      body: [
        heads.map((text): TableCell => ({ text, style: 'columnHead', fillColor: inks.head })),
        ...rows.map((row) => [...row]),
      ],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0,
      hLineColor: () => inks.rule,
      paddingTop: () => 3,
      paddingBottom: () => 3,
      paddingLeft: () => 4,
      paddingRight: () => 4,
    },
    style: 'table',
  };
}

/** Facts as two columns without lines; those that are null are left out. */
export function toFacts(facts: readonly (readonly [name: string, value: string | null])[]): Content {
  const known = facts.filter((fact): fact is readonly [string, string] => fact[1] !== null);
  return {
    table: {
      widths: [110, '*'],
      body: known.map(([name, value]) => [{ text: name, color: inks.quiet }, { text: value }]),
    },
    layout: 'noBorders',
    margin: [0, 2, 0, 6],
  };
}

/** A number, set so that digits stand below each other. */
export function toNumberCell(text: string): TableCell {
  return { text, alignment: 'right', noWrap: true };
}

/** Says that a part has nothing in it. */
export function toNothing(text: string): Content {
  return { text, italics: true, color: inks.quiet, margin: [0, 2, 0, 4] };
}
