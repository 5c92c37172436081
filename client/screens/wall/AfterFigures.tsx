import { type ReactNode, useEffect, useState } from 'react';
import { afterFirstPaint, hasFirstPaint } from '../../lib/firstPaint.ts';

interface AfterFiguresProps {
  readonly children: ReactNode;
}

/** Panels that stand a frame later than the first figures when the page opens; their place is kept. */
export function AfterFigures({ children }: AfterFiguresProps) {
  const [isPainted, setPainted] = useState(hasFirstPaint);
  useEffect(() => {
    if (isPainted) return;
    let isGone = false;
    void afterFirstPaint().then(() => {
      if (!isGone) setPainted(true);
    });
    return () => {
      isGone = true;
    };
  }, [isPainted]);
  return isPainted ? children : null;
}
