let isPainted = false;
let settle: () => void = () => undefined;
const painted = new Promise<void>((resolve) => {
  settle = () => {
    isPainted = true;
    resolve();
  };
});

/** Resolves when the first figures have been painted: what may follow them waits for it. */
export function afterFirstPaint(): Promise<void> {
  return painted;
}

/** Whether the first figures have been painted. */
export function hasFirstPaint(): boolean {
  return isPainted;
}

/** Called when the first figures are in the document. A hidden page paints nothing and does not wait long. */
export function noteFirstFigures(): void {
  const slow = setTimeout(settle, 250);
  requestAnimationFrame(() =>
    setTimeout(() => {
      clearTimeout(slow);
      settle();
    }, 0),
  );
}
