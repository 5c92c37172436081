import { type RefObject, useLayoutEffect } from 'react';
import { phoneQuery, useMediaQuery } from '../useMediaQuery.ts';

/** Size of the picture in units of the wall: that of one wall screen, whose head the frame of the session takes over. */
const stageUnits = { width: 1_920, height: 1_080 } as const;

/** Makes the wall's unit fit the room that is left for the picture; a phone keeps its own. The whole page has one unit. */
export function useStage(slot: RefObject<HTMLElement | null>): void {
  const isPhone = useMediaQuery(phoneQuery);
  useLayoutEffect(() => {
    const element = slot.current;
    const root = document.documentElement.style;
    if (!element || isPhone) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width < 16 || height < 16) return;
      const unit = Math.min(width / stageUnits.width, height / stageUnits.height);
      root.setProperty('--u', `${unit}px`);
      root.setProperty('--picture', `${unit * stageUnits.width}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.removeProperty('--u');
      root.removeProperty('--picture');
    };
  }, [slot, isPhone]);
}
