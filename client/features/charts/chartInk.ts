/** Colours of a chart, from the page's tokens: so a cut screen dims its charts with everything else. */
export interface ChartInk {
  readonly line: string;
  readonly text: string;
  readonly rule: string;
  readonly accent: string;
  readonly watch: string;
  readonly bad: string;
  readonly base: string;
}

const tokens: Record<keyof ChartInk, string> = {
  line: '--text-1',
  text: '--text-2',
  rule: '--line',
  accent: '--accent',
  watch: '--watch',
  bad: '--bad',
  base: '--base',
};

/** Reads the tokens that hold at an element. */
export function readChartInk(element: Element): ChartInk {
  const style = getComputedStyle(element);
  const read = (name: keyof ChartInk): string => style.getPropertyValue(tokens[name]).trim() || '#888888';
  return {
    line: read('line'),
    text: read('text'),
    rule: read('rule'),
    accent: read('accent'),
    watch: read('watch'),
    bad: read('bad'),
    base: read('base'),
  };
}

/** The same colour, seen through. */
export function toTint(colour: string, share: number): string {
  const byte = Math.round(share * 255)
    .toString(16)
    .padStart(2, '0');
  return /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}${byte}` : colour;
}
