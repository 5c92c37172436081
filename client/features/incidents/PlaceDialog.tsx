import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaCode } from '#shared/model/ids.ts';
import type { Incident } from '#shared/model/incident.ts';
import type { Catalogue } from '#shared/model/region.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useEntry } from '../../hooks/desk/useIncident.ts';
import { findArea } from '../../lib/areaShapes.ts';
import { AreaSelect } from './AreaSelect.tsx';
import { toPointText } from './incidentWords.ts';
import { PlaceMap, type PlaceMark } from './PlaceMap.tsx';
import { useRegionMap } from './useRegionMap.ts';

interface PlaceDialogProps {
  readonly incident: Incident;
  readonly marks: readonly PlaceMark[];
  readonly onClose: () => void;
}

/** Sets the place: the area by name, the point by click or arrow keys. */
export function PlaceDialog(props: PlaceDialogProps) {
  const { catalogue } = useNames();
  return catalogue ? <PlaceForm {...props} catalogue={catalogue} /> : null;
}

function PlaceForm({ incident, marks, onClose, catalogue }: PlaceDialogProps & { catalogue: Catalogue }) {
  const { t } = useTranslation('incident');
  const { areaName, area: areaOf } = useNames();
  const { shapes } = useRegionMap(catalogue);
  const entry = useEntry(incident.id);
  const [area, setArea] = useState<string>(incident.place.area);
  const [point, setPoint] = useState<[number, number] | null>(incident.place.point);
  const [spot, setSpot] = useState(incident.place.text ?? '');
  const found = point && findArea(shapes, point);
  const isOutside = point !== null && areaOf(area)?.level === 'kecamatan' && found?.code !== area;
  const pick = (next: [number, number]): void => {
    setPoint(next);
    const under = findArea(shapes, next);
    if (under) setArea(under.code);
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const place = { area: area as AreaCode, point, text: spot.trim() || null };
    if (await entry.enter({ kind: 'place', place, version: incident.version })) onClose();
  };
  return (
    <Dialog title={t('placeEdit')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void send(event)}>
        <AreaSelect value={area} onChange={setArea} error={entry.at('/place/area')} />
        <Field label={t('field.spot')}>
          {(ids) => (
            <input {...ids} maxLength={200} value={spot} onChange={(event) => setSpot(event.target.value)} />
          )}
        </Field>
        <p className="quiet">{t('placeHint')}</p>
        <PlaceMap area={area} point={point} label={areaName(area)} marks={marks} onPick={pick} />
        <p role="status">{point ? t('placePoint', { point: toPointText(point) }) : t('placeNoPoint')}</p>
        {isOutside ? <Message tone="watch">{t('placeOutside', { area: areaName(area) })}</Message> : null}
        <div className="row">
          <button type="button" onClick={() => setPoint(toPair(areaOf(area)?.point ?? null))}>
            {t('placeCentre')}
          </button>
          <button type="button" disabled={point === null} onClick={() => setPoint(null)}>
            {t('placeClear')}
          </button>
        </div>
        <DialogActions
          submit={t('common:save')}
          isBusy={entry.isBusy}
          failure={entry.failure}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

function toPair(point: readonly [number, number] | null): [number, number] | null {
  return point && [point[0], point[1]];
}
