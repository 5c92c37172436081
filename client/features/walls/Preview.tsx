import { useEffect, useRef, useState } from 'react';
import type { WallView } from '#shared/model/wall.ts';
import styles from './Walls.module.css';

const width = 1920;
const settleMs = 400;

/** Address of a screen that shows this view and nothing else. */
function toAddress(view: WallView, language: string): string {
  const query = new URLSearchParams({ scene: view.scene, lang: language });
  if (view.pillar) query.set('pillar', view.pillar);
  if (view.indicator) query.set('indicator', view.indicator);
  if (view.area) query.set('area', view.area);
  if (view.panels) query.set('panels', view.panels.join(','));
  if (view.layout) query.set('layout', view.layout);
  return `/wall?${query.toString()}`;
}

interface PreviewProps {
  readonly view: WallView;
  readonly language: string;
  readonly title: string;
}

/** The real wall with this view, made small; it follows changes once they have settled. */
export function Preview({ view, language, title }: PreviewProps) {
  const box = useRef<HTMLDivElement>(null);
  const address = toAddress(view, language);
  const [shown, setShown] = useState(address);
  const [scale, setScale] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setShown(address), settleMs);
    return () => clearTimeout(timer);
  }, [address]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setScale(element.clientWidth / width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} className={styles['preview']}>
      {scale > 0 ? (
        <iframe
          key={shown}
          src={shown}
          title={title}
          tabIndex={-1}
          style={{ transform: `scale(${scale})` }}
        />
      ) : null}
    </div>
  );
}
