import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fetchCameras } from '../../connection/cameras.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { formatNumber } from '../../lib/format.ts';
import { selectNearCameras } from '../../lib/nearCameras.ts';
import { CameraView } from './CameraView.tsx';
import styles from './cameras.module.css';

const playedAtOnce = 4;
/** How often a list that could not be read is asked for again. Milliseconds. */
const retryMs = 15_000;

interface NearCamerasProps {
  readonly area: string;
  readonly point: readonly [number, number] | null;
}

/** Cameras within 5 km of an incident or in its kecamatan, the nearest four of them. */
export function NearCameras({ area, point }: NearCamerasProps) {
  const { t } = useTranslation('incident');
  const { t: camera } = useTranslation('camera');
  const { zone } = useZone();
  const names = useNames();
  const query = useQuery({
    queryKey: ['cameras'],
    queryFn: fetchCameras,
    staleTime: 300_000,
    refetchInterval: ({ state }) => (state.status === 'error' ? retryMs : false),
  });
  const language = deskLanguage();
  const all = query.data;
  // While it is asked again an unread list is nothing but pending.
  const isUnread = query.isError || (all === undefined && query.errorUpdateCount > 0);
  const near = selectNearCameras(all ?? [], { area, point });
  const shown = near.slice(0, playedAtOnce);
  return (
    <section className="stack" data-tight>
      <h2>{t('cameras')}</h2>
      {isUnread ? <p className="quiet">{camera('unreadable')}</p> : null}
      {all?.length === 0 ? <p className="quiet">{t('camerasNoPack')}</p> : null}
      {all && all.length > 0 && near.length === 0 ? <p className="quiet">{t('camerasNone')}</p> : null}
      <div className={styles.row}>
        {shown.map(({ camera: one, km }) => (
          <CameraView
            key={one.id}
            camera={one}
            note={km === null ? undefined : camera('distance', { km: formatNumber(km, 1, language) })}
            language={language}
            zone={zone}
            areaName={names.areaName}
          />
        ))}
      </div>
      {near.length > shown.length ? (
        <p className="quiet">{t('camerasMore', { shown: shown.length, count: near.length })}</p>
      ) : null}
    </section>
  );
}
