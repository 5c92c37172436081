import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Box } from './labelPlacement.ts';

const none: readonly Box[] = [];

/** Where head and scale of the legend stand, in pixels of the map's panel; the same object until one of them moves. `what` names what the legend tells of. */
export function useLegendBoxes(
  legend: RefObject<HTMLElement | null>,
  panel: RefObject<HTMLElement | null>,
  what: string | null,
): readonly Box[] {
  const [boxes, setBoxes] = useState(none);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another indicator brings other elements
  useLayoutEffect(() => {
    const stage = panel.current;
    if (!legend.current || !stage) return setBoxes(none);
    const parts = [...legend.current.children];
    const measure = (): void => {
      const next = parts.map((part) => toBox(part, stage));
      setBoxes((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const part of [stage, ...parts]) observer.observe(part);
    return () => observer.disconnect();
  }, [legend, panel, what]);
  return boxes;
}

function toBox(part: Element, stage: Element): Box {
  const { left, top } = stage.getBoundingClientRect();
  const { x, y, width, height } = part.getBoundingClientRect();
  return { x: x - left, y: y - top, width, height };
}
