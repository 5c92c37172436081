import { useTranslation } from 'react-i18next';
import type { SheetAgency, SheetAlarm, SheetIncident, SheetLink } from '#shared/model/handover.ts';
import { toSilenceText } from '#shared/rules/alarmText.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toWhere } from '../../lib/desk/alarmWhere.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** An alarm in two lines. */
export function AlarmItem({ alarm }: { readonly alarm: SheetAlarm }) {
  const { t } = useTranslation('handover');
  const { zone } = useZone();
  const names = useNames();
  const {
    name,
    area,
    subject,
    text,
    state,
    priority,
    raisedAt,
    acknowledgedBy,
    comment,
    shelvedUntil,
    escalatedAt,
    simulated,
  } = alarm;
  // A sheet keeps the subject of what fell silent alone.
  const placed = {
    kind: subject === null ? null : ('silence' as const),
    area,
    subject,
    text,
    indicator: null,
  };
  const where = toWhere(placed, names, String);
  const facts = [
    ...(simulated ? [t('sheet.simulated')] : []),
    t(`alarm:state.${state}`),
    t('sheet.raised', { time: toInstantText(raisedAt, zone) }),
    ...(acknowledgedBy ? [t('sheet.acknowledged', { name: acknowledgedBy })] : []),
    ...(shelvedUntil === null ? [] : [t('sheet.until', { time: toInstantText(shelvedUntil, zone) })]),
    ...(escalatedAt === null ? [] : [t('sheet.escalatedAt', { time: toInstantText(escalatedAt, zone) })]),
  ];
  // A silence alone has a subject.
  const words = text !== null && subject !== null ? toSilenceText(text, deskLanguage()) : text;
  return (
    <div>
      <p>
        <span className="strong">{name[deskLanguage()]}</span>
        {where ? `, ${where}` : ''} · {t(`alarm:priority.${priority}`)}
      </p>
      <p className="quiet">{facts.join(' · ')}</p>
      {words ? <p>{words}</p> : null}
      {comment && comment !== text ? <p>“{comment}”</p> : null}
    </div>
  );
}

/** An incident with what is still to be done. */
export function IncidentItem({ incident }: { readonly incident: SheetIncident }) {
  const { t } = useTranslation('handover');
  const { zone } = useZone();
  const { title, state, since, tasks } = incident;
  return (
    <div>
      <p className="strong">{title}</p>
      <p className="quiet">
        {t(`incident:state.${state}`, { defaultValue: state })} ·{' '}
        {t('sheet.raised', { time: toInstantText(since, zone) })}
      </p>
      <ul>
        {tasks.map(({ text, assignee }) => (
          <li key={`${text}|${assignee}`}>
            – {assignee ? t('sheet.task', { text, name: assignee }) : t('sheet.taskOpen', { text })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What an agency owes. */
export function AgencyItem({ late }: { readonly late: SheetAgency }) {
  const { t } = useTranslation('handover');
  const names = useNames();
  const { agency, count, oldest } = late;
  return (
    <p>
      <span className="strong">{names.agencyName(agency)}</span>:{' '}
      {t('sheet.late', {
        count,
        indicator: names.indicatorName(oldest.indicator),
        period: oldest.label[deskLanguage()],
        days: oldest.lateDays,
      })}
    </p>
  );
}

/** A link in trouble. */
export function LinkItem({ link }: { readonly link: SheetLink }) {
  const { t } = useTranslation('handover');
  const { zone } = useZone();
  const { name, state, since, lastInAt } = link;
  return (
    <p>
      <span className="strong">{name}</span>: {t(`board:links.state.${state}`)},{' '}
      {t('sheet.raised', { time: toInstantText(since, zone) })};{' '}
      {lastInAt === null ? t('sheet.never') : t('sheet.lastIn', { time: toInstantText(lastInAt, zone) })}
    </p>
  );
}
