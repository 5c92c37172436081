type Attributes = Readonly<Record<string, string>>;

/** What styles tell about cells: which parts of a date are shown, and which tables are not. */
export interface DateStyles {
  open(name: string, attributes: Attributes): void;
  /** Format in the letters of a number format (`d`, `m`, `y`, `h`); null where the style shows no date. */
  formatOf(cellStyle: string | undefined): string | null;
  isHidden(tableStyle: string | undefined): boolean;
}

const letters: Readonly<Record<string, string>> = {
  day: 'd',
  month: 'm',
  year: 'y',
  quarter: 'q',
  hours: 'h',
  minutes: 'm',
  seconds: 's',
};
const maxStyles = 20_000;

/** Follows the styles at the head of a document. */
export function createDateStyles(): DateStyles {
  const formats = new Map<string, string>();
  const dataStyles = new Map<string, string>();
  const hiddenTables = new Set<string>();
  let dateStyle: string | null = null;
  let style = '';
  return {
    open(name, attributes) {
      if (formats.size + dataStyles.size > maxStyles) return;
      if (/^(?:date|number|percentage|currency|time|boolean|text)-style$/.test(name)) {
        dateStyle = name === 'date-style' ? (attributes['style:name'] ?? '') : null;
        if (dateStyle !== null) formats.set(dateStyle, '');
      } else if (name === 'style') {
        dateStyle = null;
        style = attributes['style:name'] ?? '';
        const data = attributes['style:data-style-name'];
        if (data !== undefined) dataStyles.set(style, data);
      } else if (name === 'table-properties' && attributes['table:display'] === 'false') {
        hiddenTables.add(style);
      } else if (dateStyle !== null && letters[name] !== undefined) {
        formats.set(dateStyle, `${formats.get(dateStyle) ?? ''}${letters[name]}`);
      }
    },
    formatOf(cellStyle) {
      const data = cellStyle === undefined ? undefined : dataStyles.get(cellStyle);
      return (data === undefined ? undefined : formats.get(data)) || null;
    },
    isHidden: (tableStyle) => tableStyle !== undefined && hiddenTables.has(tableStyle),
  };
}
