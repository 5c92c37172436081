import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AlarmDetail, AlarmEntry } from '#shared/model/alarm.ts';
import { toAlarmText } from '#shared/rules/alarmText.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { fetchAlarmLog } from '../../connection/desk/alarms.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useTicking } from '../../hooks/useNow.ts';
import { toAgeWords } from '../../lib/age.ts';
import { isOpen } from '../../lib/desk/alarmOrder.ts';
import { toInstantText, toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './AlarmDesk.module.css';
import { PriorityMark, StateSign } from './AlarmMarks.tsx';
import { toAlarmValue, toName, toVictimName, toWhereOrRegion } from './alarmWords.ts';

/** Id of the heading that Enter leads to. */
export const detailsId = 'rincian-alarm';

const guidanceParts = ['meaning', 'action', 'contact'] as const;

/** What an alarm means, what to do, whom to call, and everything known of it. */
export function AlarmDetails({ alarm }: { readonly alarm: AlarmDetail }) {
  const { t } = useTranslation('alarm');
  const age = useTicking((now) => toAgeWords(now - alarm.raisedAt, deskLanguage()));
  const { priority, severity, state, guidance } = alarm;
  return (
    <article className={styles['details']} aria-labelledby={detailsId}>
      <header>
        <h2 id={detailsId} tabIndex={-1}>
          <PriorityMark priority={priority} isCalm={!isOpen(alarm)} /> {toName(alarm)}
        </h2>
        <p className={styles['standing']}>
          <span className="strong">
            <StateSign state={state} /> {t(`state.${state}`)}
          </span>
          <span>
            {t('column.priority')} {t(`priority.${priority}`)}
          </span>
          <span>
            {t('column.severity')} {t(`severity.${severity}`)}
          </span>
          <span>{age}</span>
          {alarm.simulated ? <strong>{t('simulated')}</strong> : null}
        </p>
      </header>
      <dl className={styles['guidance']}>
        {guidanceParts.map((part) => (
          <div key={part}>
            <dt>{t(`guidance.${part}`)}</dt>
            <dd>{guidance[part][deskLanguage()]}</dd>
          </div>
        ))}
      </dl>
      <Facts alarm={alarm} />
      <Victims alarm={alarm} />
      <Log id={alarm.id} changedAt={alarm.changedAt} />
    </article>
  );
}

/** Day and time with its zone, as it may be read out to someone elsewhere. */
function toInstant(at: number, { zone, zoneLabel }: ReturnType<typeof useZone>): string {
  return `${toInstantText(at, zone)} ${zoneLabel}`;
}

function Facts({ alarm }: { readonly alarm: AlarmDetail }) {
  const { t } = useTranslation('alarm');
  const zone = useZone();
  const names = useNames();
  const toTime = (at: number | null): string | null => (at === null ? null : toInstant(at, zone));
  const unit = alarm.indicator ? names.indicator(alarm.indicator) : undefined;
  const acknowledged = toTime(alarm.acknowledgedAt);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['where', toWhereOrRegion(alarm, names, t)],
    ['text', alarm.kind === 'manual' ? null : toAlarmText(alarm, deskLanguage())],
    ['comment', alarm.comment],
    ['value', toAlarmValue(alarm, names, t)],
    ['limit', alarm.limit === null ? null : toValueText(alarm.limit, unit)],
    ['raised', toTime(alarm.raisedAt)],
    ['count', alarm.count > 1 ? t('timesLong', { count: alarm.count }) : null],
    ['returned', toTime(alarm.returnedAt)],
    [
      'acknowledged',
      acknowledged && alarm.acknowledgedBy
        ? t('fact.acknowledgedBy', { time: acknowledged, by: alarm.acknowledgedBy })
        : acknowledged,
    ],
    ['shelved', toTime(alarm.shelvedUntil)],
    ['escalated', toTime(alarm.escalatedAt)],
    ['assignee', alarm.assignee?.name ?? t('nobody')],
    [
      'rule',
      <Link key="rule" to={`/console/aturan?rule=${alarm.rule}`}>
        {alarm.name[deskLanguage()]}
      </Link>,
    ],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{t(`fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

const victimsAtOnce = 20;

function Victims({ alarm: { victims } }: { readonly alarm: AlarmDetail }) {
  const { t } = useTranslation('alarm');
  const names = useNames();
  const [isWhole, setWhole] = useState(false);
  if (victims.length === 0) return null;
  const shown = isWhole ? victims : victims.slice(0, victimsAtOnce);
  return (
    <details>
      <summary>{t('victimsTitle', { count: victims.length })}</summary>
      <ul className={styles['victims']}>
        {shown.map((victim) => (
          <li key={victim}>{toVictimName(victim, names)}</li>
        ))}
      </ul>
      {shown.length < victims.length ? (
        <button type="button" data-kind="quiet" onClick={() => setWhole(true)}>
          {t('victimsMore', { count: victims.length - shown.length })}
        </button>
      ) : null}
    </details>
  );
}

function Log({ id, changedAt }: { readonly id: string; readonly changedAt: number }) {
  const { t } = useTranslation('alarm');
  const query = useQuery({
    queryKey: ['alarms', 'log', id, changedAt],
    queryFn: () => fetchAlarmLog(id),
    placeholderData: (before, last) => (last?.queryKey[2] === id ? before : undefined),
  });
  return (
    <section className={styles['log']}>
      <h3>{t('log')}</h3>
      <Answer query={query}>
        {(entries) =>
          entries.length === 0 ? (
            <p className="quiet">{t('logNone')}</p>
          ) : (
            <ol>
              {entries.map((entry, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike in all they have
                <LogLine key={`${entry.at} ${index}`} entry={entry} />
              ))}
            </ol>
          )
        }
      </Answer>
    </section>
  );
}

function LogLine({ entry: { at, deed, by, text } }: { readonly entry: AlarmEntry }) {
  const { t } = useTranslation('alarm');
  const zone = useZone();
  return (
    <li>
      <time dateTime={new Date(at).toISOString()}>{toInstant(at, zone)}</time>
      <span>
        {t(`deed.${deed}`)} · {by ?? t('bySystem')}
        {text ? `: ${text}` : ''}
      </span>
    </li>
  );
}
