import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Incident, IncidentAnswer } from '#shared/model/incident.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { NearCameras } from '../../features/cameras/NearCameras.tsx';
import { CloseDialog, ReopenDialog } from '../../features/incidents/CloseDialog.tsx';
import { IncidentAlarms } from '../../features/incidents/IncidentAlarms.tsx';
import { IncidentFacts } from '../../features/incidents/IncidentFacts.tsx';
import { IncidentLog } from '../../features/incidents/IncidentLog.tsx';
import { IncidentPeople } from '../../features/incidents/IncidentPeople.tsx';
import { IncidentPlace } from '../../features/incidents/IncidentPlace.tsx';
import { IncidentTasks } from '../../features/incidents/IncidentTasks.tsx';
import { useMayOperate } from '../../hooks/desk/useDesk.ts';
import { useIncident } from '../../hooks/desk/useIncident.ts';
import { useKeys } from '../../hooks/desk/useKeys.ts';
import styles from './IncidentDetailPage.module.css';

/** `/console/kejadian/:id`: one incident, worked from here. */
export function IncidentDetailPage() {
  const { t } = useTranslation('incident');
  const { id = '' } = useParams();
  const query = useIncident(id);
  if (query.data === undefined)
    return (
      <Page title={t('title')}>
        <Answer query={query}>{() => null}</Answer>
      </Page>
    );
  return <Desk key={id} {...query.data} />;
}

function Desk({ incident, crew }: IncidentAnswer) {
  const { t } = useTranslation('incident');
  const mayAct = useMayOperate();
  const entry = useRef<HTMLInputElement>(null);
  const task = useRef<HTMLInputElement>(null);
  const [isEnding, setEnding] = useState(false);
  const isClosed = incident.state === 'closed';
  const end = mayAct ? () => setEnding(true) : undefined;
  useKeys({
    c: () => entry.current?.focus(),
    t: () => task.current?.focus(),
    x: end,
  });
  return (
    <Page
      title={incident.title}
      actions={
        <div className="row">
          <Link className="target" to="/console/kejadian">
            {t('all')}
          </Link>
          {end ? (
            <button type="button" aria-keyshortcuts="x" onClick={end}>
              {t(isClosed ? 'reopen' : 'close')} <kbd>X</kbd>
            </button>
          ) : null}
        </div>
      }
    >
      {incident.simulated ? <Message tone="watch">{t('simulatedNote')}</Message> : null}
      {mayAct ? null : <p className="quiet">{t('readOnly')}</p>}
      <div className={styles['desk']}>
        <IncidentLog incident={incident} mayAct={mayAct} input={entry} />
        <div className="stack">
          <IncidentFacts incident={incident} crew={crew} mayAct={mayAct} />
          <IncidentTasks incident={incident} mayAct={mayAct} input={task} />
          <IncidentPeople incident={incident} mayAct={mayAct} />
          <IncidentAlarms incident={incident} mayAct={mayAct} />
        </div>
        <div className="stack">
          <IncidentPlace incident={incident} mayAct={mayAct} />
          <NearCameras area={incident.place.area} point={incident.place.point} />
        </div>
      </div>
      {isEnding ? <EndDialog incident={incident} onClose={() => setEnding(false)} /> : null}
    </Page>
  );
}

function EndDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  // What the dialog is for must not change under it when the answer comes.
  const [isClosed] = useState(incident.state === 'closed');
  return isClosed ? (
    <ReopenDialog incident={incident} onClose={onClose} />
  ) : (
    <CloseDialog incident={incident} onClose={onClose} />
  );
}
