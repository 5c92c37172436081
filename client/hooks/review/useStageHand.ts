import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { ReviewPoint } from '#shared/protocol/review.ts';
import { findHighlight } from '../../lib/review/highlight.ts';
import { isPresenting, useReviewStore } from '../../stores/reviewStore.ts';

/** The server hands on four places a second; more would be sent for nothing. Milliseconds. */
const pointMs = 200;

/** What the presenter's hand does over the picture: rings what is clicked, or points. Nothing for anyone else. */
export function useStageHand(
  stage: RefObject<HTMLElement | null>,
  point: (at: ReviewPoint['at']) => void,
): Partial<{
  onClickCapture: (event: MouseEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerLeave: () => void;
}> {
  const isLeading = useReviewStore(isPresenting);
  const tool = useReviewStore((state) => state.tool);
  const isPointing = isLeading && tool === 'pointer';
  const pointer = usePointer(stage, point, isPointing);
  if (!isLeading) return {};
  const ring = (event: MouseEvent): void => {
    if ((tool !== 'highlight' && !event.altKey) || !(event.target instanceof Element)) return;
    const found = findHighlight(event.target);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    const { highlight } = useReviewStore.getState();
    const isSame = highlight?.kind === found.kind && highlight.id === found.id;
    useReviewStore.setState({ highlight: isSame ? null : found });
  };
  return { onClickCapture: ring, ...(isPointing ? pointer : {}) };
}

function usePointer(
  stage: RefObject<HTMLElement | null>,
  point: (at: ReviewPoint['at']) => void,
  isPointing: boolean,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<ReviewPoint['at']>(null);
  useEffect(() => {
    if (!isPointing) return;
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      useReviewStore.setState({ pointer: null });
      point(null);
    };
  }, [isPointing, point]);
  const sendSoon = (): void => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      point(latest.current);
    }, pointMs);
  };
  return {
    onPointerMove(event: PointerEvent): void {
      const box = stage.current?.getBoundingClientRect();
      // Over the controls of time the hand works, it does not point.
      const isOnBar = event.target instanceof Element && event.target.closest('[data-time-bar]') !== null;
      if (!box || isOnBar) return;
      const share = (length: number, whole: number): number =>
        Math.round(Math.min(1, Math.max(0, length / whole)) * 1_000) / 1_000;
      latest.current = {
        x: share(event.clientX - box.left, box.width),
        y: share(event.clientY - box.top, box.height),
      };
      useReviewStore.setState({ pointer: latest.current });
      sendSoon();
    },
    onPointerLeave(): void {
      latest.current = null;
      useReviewStore.setState({ pointer: null });
      sendSoon();
    },
  };
}
