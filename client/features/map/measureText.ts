import type { MeasureEms } from './overlayNames.ts';

const probePx = 100;
/** Mean width of a letter of the label's family, for where there is no canvas to ask. */
const meanEms = 0.58;

/** Measures in the family and weight that the names are drawn in, each text once. */
export function createMeasure(font: string): MeasureEms {
  const pen = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  if (pen) pen.font = font.replace('{size}', `${probePx}px`);
  return (text) => {
    let ems = known.get(text);
    if (ems === undefined) {
      ems = pen ? pen.measureText(text).width / probePx : text.length * meanEms;
      if (known.size > 500) known.clear();
      known.set(text, ems);
    }
    return ems;
  };
}
