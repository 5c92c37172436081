import { useQuery } from '@tanstack/react-query';
import { ImagePlus, ScreenShare } from 'lucide-react';
import { type ChangeEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchPicturedWalls, fetchWallPicture } from '../../connection/desk/shifts.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTime } from '../../lib/clock.ts';
import { canGrabScreen, grabScreen } from '../../lib/desk/grabScreen.ts';
import styles from './Shift.module.css';
import type { ChosenPicture } from './usePicture.ts';

/** Ways to a picture: a file, this screen, a wall. */
export function PictureTools({ picture }: { readonly picture: ChosenPicture }) {
  const { t } = useTranslation('shift');
  const id = useId();
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file) picture.take(file);
  };
  const grab = (): void => {
    grabScreen()
      .then(picture.take)
      .catch(() => picture.tell(t('picture.refused')));
  };
  return (
    <div className="row">
      <label className={`button ${styles['pick']}`} htmlFor={id}>
        <ImagePlus size={18} aria-hidden="true" />
        {t('picture.add')}
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={choose}
        />
      </label>
      {canGrabScreen() ? (
        <button type="button" onClick={grab}>
          <ScreenShare size={18} aria-hidden="true" />
          {t('picture.screen')}
        </button>
      ) : null}
      <WallPictures picture={picture} />
    </div>
  );
}

function WallPictures({ picture }: { readonly picture: ChosenPicture }) {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  const { data } = useQuery({ queryKey: ['walls', 'pictured'], queryFn: fetchPicturedWalls });
  if (!data || data.length === 0) return null;
  const take = async (name: string): Promise<void> => {
    const blob = name === '' ? undefined : await fetchWallPicture(name);
    if (blob) picture.take(blob);
    else if (blob === null) picture.tell(t('picture.gone'));
  };
  return (
    <select
      className={styles['walls']}
      aria-label={t('picture.wall')}
      value=""
      onChange={(event) => void take(event.target.value)}
    >
      <option value="">{t('picture.wall')} …</option>
      {data.map(({ name, title, pictureAt }) => (
        <option key={name} value={name}>
          {t('picture.wallOption', { title, time: formatTime(pictureAt ?? 0, zone) })}
        </option>
      ))}
    </select>
  );
}
