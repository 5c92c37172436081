import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import { fetchCameras } from '../../connection/cameras.ts';
import { fetchIncidents } from '../../connection/desk/incidents.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './incidents.module.css';
import { toPlaceText, toPointText } from './incidentWords.ts';
import { PlaceDialog } from './PlaceDialog.tsx';
import { PlaceMap, type PlaceMark } from './PlaceMap.tsx';

/** Other open incidents and cameras that have a point. */
function usePlaceMarks(id: string): PlaceMark[] {
  const incidents = useQuery({
    queryKey: ['incidents', 'list', 'open', 200],
    queryFn: () => fetchIncidents('open', 200),
  });
  const cameras = useQuery({ queryKey: ['cameras'], queryFn: fetchCameras, staleTime: 300_000 });
  const others = (incidents.data?.items ?? []).flatMap(({ id: other, title, place }): PlaceMark[] =>
    other === id || place.point === null
      ? []
      : [{ id: `incident ${other}`, kind: 'other', title, point: place.point }],
  );
  const seen = (cameras.data ?? []).map(
    ({ id: camera, name, point }): PlaceMark => ({
      id: `camera ${camera}`,
      kind: 'camera',
      title: name[deskLanguage()],
      point,
    }),
  );
  return [...seen, ...others];
}

/** Where it is, on the map. */
export function IncidentPlace({
  incident,
  mayAct,
}: {
  readonly incident: Incident;
  readonly mayAct: boolean;
}) {
  const { t } = useTranslation('incident');
  const { areaName } = useNames();
  const [isEditing, setEditing] = useState(false);
  const marks = usePlaceMarks(incident.id);
  const { area, point } = incident.place;
  const place = toPlaceText(incident.place, areaName);
  return (
    <section className={styles['panel']} aria-labelledby="tempat">
      <h2 id="tempat">{t('place')}</h2>
      <p>{place}</p>
      <p className="quiet">{point ? t('placePoint', { point: toPointText(point) }) : t('placeNoPoint')}</p>
      <PlaceMap area={area} point={point} label={t('placeMap', { place })} marks={marks} />
      {mayAct && incident.state !== 'closed' ? (
        <div>
          <button type="button" onClick={() => setEditing(true)}>
            {t('placeEdit')}
          </button>
        </div>
      ) : null}
      {isEditing ? <PlaceDialog incident={incident} marks={marks} onClose={() => setEditing(false)} /> : null}
    </section>
  );
}
