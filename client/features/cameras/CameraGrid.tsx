import { type CSSProperties, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/model/camera.ts';
import { fetchCameras } from '../../connection/cameras.ts';
import { CameraView, type CameraWords } from './CameraView.tsx';
import styles from './cameras.module.css';

const retryMs = 10_000;
const shownAtOnce = 9;

/** Columns and rows for so many pictures; on three screens side by side more fit beside each other. */
export function toGrid(count: number, isWide: boolean): { columns: number; rows: number } {
  const columns = isWide
    ? Math.min(count, count > 5 ? Math.ceil(count / 2) : 5)
    : Math.ceil(Math.sqrt(count));
  return { columns, rows: Math.ceil(count / columns) };
}

/** The public cameras; null while the list is on its way, `isLost` while it cannot be read. */
function usePublicCameras(): { readonly cameras: readonly Camera[] | null; readonly isLost: boolean } {
  const [cameras, setCameras] = useState<readonly Camera[] | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    let isStopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const found = await fetchCameras().catch(() => null);
      if (isStopped) return;
      setLost(found === null);
      // Someone of the room may be signed in on this screen: the wall stays with what is public.
      if (found) setCameras(found.filter((camera) => camera.public));
      else timer = setTimeout(() => void read(), retryMs);
    };
    void read();
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, []);
  return { cameras, isLost };
}

interface CameraGridProps extends CameraWords {
  readonly isWide: boolean;
}

/** Up to nine public cameras, as large as the wall allows; says which file would fill it when there is none. */
export function CameraGrid({ isWide, ...words }: CameraGridProps) {
  const { t } = useTranslation('camera');
  const { cameras, isLost } = usePublicCameras();
  if (cameras === null)
    return (
      <p className={styles.empty} role="status">
        {t(isLost ? 'unreadable' : 'loading')}
      </p>
    );
  if (cameras.length === 0)
    return (
      <p className={styles.empty} role="status">
        {t('empty')}
        <small>{t('emptyHint')}</small>
      </p>
    );
  const shown = cameras.slice(0, shownAtOnce);
  const { columns, rows } = toGrid(shown.length, isWide);
  const size = { '--columns': columns, '--rows': rows } as CSSProperties;
  return (
    <>
      <div className={styles.grid} style={size}>
        {shown.map((camera) => (
          <CameraView key={camera.id} camera={camera} {...words} />
        ))}
      </div>
      {cameras.length > shownAtOnce && (
        <p className={styles.more}>{t('more', { count: cameras.length - shownAtOnce })}</p>
      )}
    </>
  );
}
