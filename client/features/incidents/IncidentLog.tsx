import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { type Incident, incidentLimits } from '#shared/model/incident.ts';
import { Message } from '../../components/desk/Message.tsx';
import { UnsentLines } from '../../components/desk/WaitingLines.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useMinute } from '../../hooks/useNow.ts';
import { formatTimeExact } from '../../lib/clock.ts';
import { toDayKey, toDayText } from '../../lib/desk/format.ts';
import { toIncidentLog } from '../../lib/desk/logNames.ts';
import { EntryForm } from './EntryForm.tsx';
import styles from './incidents.module.css';
import { toLineText } from './incidentWords.ts';

interface IncidentLogProps {
  readonly incident: Incident;
  readonly mayAct: boolean;
  readonly input: RefObject<HTMLInputElement | null>;
}

const nearlyFull = incidentLimits.lines - 100;

/** What was done, newest first, below the line that takes what is done next. */
export function IncidentLog({ incident, mayAct, input }: IncidentLogProps) {
  const { t } = useTranslation('incident');
  const { zone } = useZone();
  const { areaName } = useNames();
  const today = toDayKey(useMinute(), zone);
  const lines = incident.log.toReversed();
  return (
    <section className={styles['log']} aria-labelledby="log">
      <h2 id="log">{t('log')}</h2>
      {mayAct && incident.state !== 'closed' ? (
        <EntryForm id={incident.id} input={input} />
      ) : (
        <UnsentLines log={toIncidentLog(incident.id)} />
      )}
      {lines.length > nearlyFull ? (
        <Message tone="watch">{t('logFull', { count: lines.length, max: incidentLimits.lines })}</Message>
      ) : null}
      <ol reversed start={lines.length}>
        {lines.map((line, index) => {
          const day = toDayKey(line.at, zone);
          const before = lines[index - 1];
          const isNewDay = day !== (before ? toDayKey(before.at, zone) : today);
          return (
            <li key={line.n} data-kind={line.deed.kind}>
              {isNewDay ? (
                <p className={styles['day']}>{toDayText(new Date(line.at).toISOString(), zone)}</p>
              ) : null}
              <div className={styles['line']}>
                <time dateTime={new Date(line.at).toISOString()}>{formatTimeExact(line.at, zone)}</time>
                <span className={styles['by']}>{line.by.name}</span>
                <p>{toLineText(line, t, areaName)}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
