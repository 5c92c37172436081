import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PastDuty, PastIncident, RoomSituation } from '#shared/model/situation.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { fetchRoomAt } from '../../connection/desk/past.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { formatTimeExact } from '../../lib/clock.ts';
import { compareAlarms } from '../../lib/desk/alarmOrder.ts';
import { toWhere } from '../../lib/desk/alarmWhere.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './DeskTime.module.css';

type Alarm = RoomSituation['alarms'][number];

const tones: Readonly<Record<Alarm['state'], Tone>> = {
  normal: 'good',
  unacknowledged: 'bad',
  returned: 'watch',
  acknowledged: 'info',
  shelved: 'plain',
  suppressed: 'plain',
  'out-of-service': 'plain',
};

/** The room at an instant: alarms with who acknowledged them, crew, incidents. Null for the present. */
export function RoomThen({ at }: { readonly at: number | null }) {
  const { t } = useTranslation('time');
  const { zone, zoneLabel } = useZone();
  const query = useQuery({
    queryKey: ['room', at],
    queryFn: () => fetchRoomAt(at ?? 0),
    enabled: at !== null,
    // While time is played the last answer stays, under its own instant.
    placeholderData: (before) => before,
    gcTime: 10_000,
  });
  if (at === null) {
    return (
      <section className="card">
        <p className="quiet">{t('room.choose')}</p>
      </section>
    );
  }
  return (
    <Answer query={query}>
      {(room) => (
        <section className="card stack">
          <h2>{t('room.title', { time: `${formatTimeExact(room.at, zone)} ${zoneLabel}` })}</h2>
          <h3>{t('room.alarms', { count: room.alarms.length })}</h3>
          {room.alarms.length === 0 ? <p className="quiet">{t('room.noAlarms')}</p> : null}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to be reached by key */}
          <ul className={styles['alarms']} tabIndex={0}>
            {[...room.alarms].sort(compareAlarms).map((alarm) => (
              <AlarmThen key={alarm.id} alarm={alarm} />
            ))}
          </ul>
          <h3>{t('room.duty')}</h3>
          <Duty duty={room.duty} />
          <h3>{t('room.incidents')}</h3>
          <Incidents incidents={room.incidents} />
        </section>
      )}
    </Answer>
  );
}

function AlarmThen({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useTranslation('time');
  const { zone } = useZone();
  const names = useNames();
  const time = (at: number): string => formatTimeExact(at, zone);
  return (
    <li className={styles['alarm']}>
      <p>
        <b>{alarm.name[deskLanguage()]}</b> {toWhere(alarm, names, (count) => t('alarm:areas', { count }))}
        {` · ${t(`alarm:priority.${alarm.priority}`)}`}
        {alarm.count > 1 ? ` · ${alarm.count}×` : ''}
        {alarm.simulated ? ` · ${t('simulated')}` : ''}
      </p>
      <p className="quiet">
        <Tag tone={tones[alarm.state]}>{t(`alarm:state.${alarm.state}`)}</Tag>{' '}
        {t('room.raised', { time: time(alarm.raisedAt) })}
        {alarm.acknowledgedAt !== null &&
          ` · ${t('room.acknowledged', { by: alarm.acknowledgedBy ?? '', time: time(alarm.acknowledgedAt) })}`}
        {alarm.shelvedUntil !== null && ` · ${t('room.shelved', { time: time(alarm.shelvedUntil) })}`}
        {alarm.assignee && ` · ${t('room.assignee', { name: alarm.assignee.name })}`}
      </p>
    </li>
  );
}

function Duty({ duty }: { readonly duty: PastDuty }) {
  const { t } = useTranslation('time');
  if (duty.people.length === 0) return <p className="quiet">{t('room.noDuty')}</p>;
  return (
    <>
      <p>{duty.name}</p>
      <ul>
        {duty.people.map(({ name, task }) => (
          <li key={name}>
            {name}
            {task === 'lead' ? ` · ${t('room.lead')}` : ''}
          </li>
        ))}
      </ul>
    </>
  );
}

function Incidents({ incidents }: { readonly incidents: readonly PastIncident[] }) {
  const { t } = useTranslation('time');
  if (incidents.length === 0) return <p className="quiet">{t('room.noIncidents')}</p>;
  return (
    <ul>
      {incidents.map(({ id, title, state }) => (
        <li key={id}>
          {title} · {t(`incident:state.${state}`, { defaultValue: state })}
        </li>
      ))}
    </ul>
  );
}
