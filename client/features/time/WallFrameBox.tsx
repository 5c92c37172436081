import { useTranslation } from 'react-i18next';
import { wallScenes } from '#shared/model/lists.ts';
import { SmallWall } from '../../components/desk/SmallWall.tsx';
import type { WallFrame } from '../../hooks/desk/useWallFrame.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './DeskTime.module.css';

/** A real wall in the page, as wide as there is room. */
export function WallFrameBox({ frame }: { readonly frame: WallFrame }) {
  const { t } = useTranslation('time');
  return (
    <div className="stack" data-tight>
      <SmallWall title={t('frame')} address={`/wall?lang=${deskLanguage()}`} frame={frame.ref} />
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
