import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallScenes } from '#shared/model/lists.ts';
import type { WallFrame } from '../../hooks/desk/useWallFrame.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './DeskTime.module.css';

/** Size at which the wall is drawn, pixels; the frame is made smaller, so that it is laid out as on a wall. */
const wide = 1_920;

/** A real wall in the page, as wide as there is room. */
export function WallFrameBox({ frame }: { readonly frame: WallFrame }) {
  const { t } = useTranslation('time');
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.5);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) setScale(element.clientWidth / wide);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="stack" data-tight>
      <div ref={box} className={styles['box']}>
        <iframe
          ref={frame.ref}
          className={styles['frame']}
          title={t('frame')}
          src={`/wall?lang=${deskLanguage()}`}
          style={{ transform: `scale(${scale})` }}
        />
      </div>
      <fieldset className={styles['row']}>
        <legend className="visually-hidden">{t('scene')}</legend>
        {wallScenes.map((scene) => (
          <button key={scene} type="button" onClick={() => frame.send({ do: 'view', view: { scene } })}>
            {t(`scenes.${scene}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
