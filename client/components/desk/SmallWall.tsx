import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './kit.module.css';

/** Width at which the wall is laid out, pixels (kit.module.css). */
const wallWidth = 1_920;

interface SmallWallProps {
  readonly title: string;
  readonly address: string;
  /** Left out where nothing is said to the wall. */
  readonly frame?: RefObject<HTMLIFrameElement | null>;
  /** True where it is only looked at. */
  readonly isPicture?: boolean;
}

/** A real wall in the page, laid out as on a wall and made as small as its place. */
export function SmallWall({ title, address, frame, isPicture = false }: SmallWallProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setScale(element.clientWidth / wallWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className={styles['wall']} data-picture={isPicture || undefined}>
      <iframe
        key={address}
        ref={frame}
        src={address}
        title={title}
        tabIndex={isPicture ? -1 : undefined}
        style={{ transform: `scale(${scale})` }}
      />
    </div>
  );
}
