import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { maxWallScenes, type WallScene } from '#shared/model/wall.ts';
import { newKey } from '../../lib/desk/newKey.ts';
import { useViewName } from './useViewName.ts';
import styles from './Walls.module.css';

interface SceneListProps {
  readonly scenes: readonly WallScene[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onChange: (scenes: WallScene[]) => void;
}

/** Scenes with one of them a place further. */
function moved(scenes: readonly WallScene[], from: number, by: 1 | -1): WallScene[] {
  const next = [...scenes];
  const [scene] = next.splice(from, 1);
  if (scene) next.splice(from + by, 0, scene);
  return next;
}

/** The order of scenes, changed by buttons alone. */
export function SceneList({ scenes, chosen, onChoose, onChange }: SceneListProps) {
  const { t } = useTranslation('wall');
  const nameOf = useViewName();
  const add = (): void => {
    const scene: WallScene = { id: newKey().slice(0, 8), scene: 'peta', dwellSeconds: 60 };
    onChange([...scenes, scene]);
    onChoose(scene.id);
  };
  return (
    <div className="stack" data-tight>
      <h2>{t('edit.scenes')}</h2>
      <ol className={styles['scenes']}>
        {scenes.map((scene, index) => {
          const place = index + 1;
          return (
            <li key={scene.id} data-chosen={scene.id === chosen ? '' : undefined}>
              <button
                type="button"
                data-kind="quiet"
                className={styles['scene']}
                aria-pressed={scene.id === chosen}
                onClick={() => onChoose(scene.id)}
              >
                <span>
                  {place}. {nameOf(scene)}
                </span>
                <small>{t('edit.seconds', { count: scene.dwellSeconds })}</small>
              </button>
              <button
                type="button"
                aria-label={t('edit.up', { place })}
                disabled={index === 0}
                onClick={() => onChange(moved(scenes, index, -1))}
              >
                <ArrowUp size={18} aria-hidden="true" />
              </button>
              <button
                type="button"
                aria-label={t('edit.down', { place })}
                disabled={index === scenes.length - 1}
                onClick={() => onChange(moved(scenes, index, 1))}
              >
                <ArrowDown size={18} aria-hidden="true" />
              </button>
              <button
                type="button"
                aria-label={t('edit.remove', { place })}
                disabled={scenes.length === 1}
                onClick={() => onChange(scenes.filter(({ id }) => id !== scene.id))}
              >
                <Trash2 size={18} aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ol>
      <div>
        <button type="button" disabled={scenes.length >= maxWallScenes} onClick={add}>
          {t('edit.add')}
        </button>
      </div>
    </div>
  );
}
