import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoverSheet } from '#shared/model/handover.ts';
import { alarmPriorities } from '#shared/model/lists.ts';
import { toAlarmKey } from '#shared/rules/handover.ts';
import { Check } from '../../components/desk/Check.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import styles from './Sheet.module.css';
import { AgencyItem, AlarmItem, IncidentItem, LinkItem } from './SheetItems.tsx';
import { SheetSection } from './SheetSection.tsx';

/** Ticking what was read. */
export interface Ticks {
  readonly read: ReadonlySet<string>;
  onTick(key: string, isRead: boolean): void;
}

interface SheetProps {
  readonly sheet: HandoverSheet;
  readonly name: string;
  /** Left out where there is nothing to tick. */
  readonly ticks?: Ticks | undefined;
}

/** What one crew hands to the next. */
export function Sheet({ sheet, name, ticks }: SheetProps) {
  const { t } = useTranslation('handover');
  const { zone } = useZone();
  const names = useNames();
  const time = (at: number): string => toInstantText(at, zone);
  const { alarms, escalated, shelves, shelfHours, incidents, decisions, changes } = sheet;
  return (
    <div className={styles['sheet']}>
      <Head sheet={sheet} name={name} />
      <SheetSection
        title={t('sheet.alarms')}
        section={alarms}
        keyOf={({ id }) => id}
        foot={ticks ? <AlarmTicks sheet={sheet} ticks={ticks} /> : null}
      >
        {(alarm) => (
          <Ticked ticks={ticks} tick={toAlarmKey(alarm)} isSingle={toAlarmKey(alarm).startsWith('alarm:')}>
            <AlarmItem alarm={alarm} />
          </Ticked>
        )}
      </SheetSection>
      <SheetSection title={t('sheet.escalated')} section={escalated} keyOf={({ id }) => id}>
        {(alarm) => <AlarmItem alarm={alarm} />}
      </SheetSection>
      <SheetSection
        title={t('sheet.shelves', { hours: shelfHours })}
        section={shelves}
        keyOf={({ id }) => id}
      >
        {(alarm) => <AlarmItem alarm={alarm} />}
      </SheetSection>
      <SheetSection
        title={t('sheet.incidents')}
        section={incidents}
        keyOf={({ id }) => id}
        foot={
          ticks && incidents.status === 'unavailable' ? <Missing ticks={ticks} source="incidents" /> : null
        }
      >
        {(incident) => (
          <Ticked ticks={ticks} tick={`incident:${incident.id}`} isSingle>
            <IncidentItem incident={incident} />
          </Ticked>
        )}
      </SheetSection>
      <SheetSection title={t('sheet.decisions')} section={decisions} keyOf={({ n }) => String(n)}>
        {({ at, by, text, correction }) => (
          <p>
            <span className="quiet">
              {time(at)}, {by}:
            </span>{' '}
            {correction === null ? text : <del>{text}</del>}{' '}
            {correction === null ? null : t('sheet.corrected', { text: correction })}
          </p>
        )}
      </SheetSection>
      <SheetSection title={t('sheet.changes')} section={changes} keyOf={({ audit }) => String(audit)}>
        {({ at, by, action, subject, audit }) => (
          <p>
            <span className="quiet">
              {time(at)}, {by}:
            </span>{' '}
            {t(`sheet.action.${action}`, { defaultValue: action })}: {names.indicatorName(subject)}{' '}
            <span className="quiet">({t('sheet.audit', { n: audit })})</span>
          </p>
        )}
      </SheetSection>
      <Surroundings sheet={sheet} />
    </div>
  );
}

/** How the rest of the room stands. */
function Surroundings({ sheet }: { readonly sheet: HandoverSheet }) {
  const { t } = useTranslation('handover');
  const { zone } = useZone();
  const { links, lateAgencies, walls, health } = sheet;
  return (
    <>
      <SheetSection title={t('sheet.links')} section={links} keyOf={({ id }) => id}>
        {(link) => <LinkItem link={link} />}
      </SheetSection>
      <SheetSection title={t('sheet.walls')} section={walls} keyOf={({ name }) => name}>
        {({ name, state, since }) => (
          <p>
            <span className="strong">{name}</span>: {t(`wall:state.${state}`, { defaultValue: state })}
            {since === null ? '' : `, ${t('sheet.raised', { time: toInstantText(since, zone) })}`}
          </p>
        )}
      </SheetSection>
      <SheetSection title={t('sheet.health')} section={health} keyOf={({ name }) => name}>
        {({ name, state, detail }) => (
          <p>
            <span className="strong">{t(`health:part.${name}`, { defaultValue: name })}</span>:{' '}
            {t(`health:level.${state}`, { defaultValue: state })}
            {detail ? `, ${t(`health:code.${detail}`, { defaultValue: detail })}` : ''}
          </p>
        )}
      </SheetSection>
      <SheetSection title={t('sheet.lateAgencies')} section={lateAgencies} keyOf={({ agency }) => agency}>
        {(late) => <AgencyItem late={late} />}
      </SheetSection>
    </>
  );
}

function Head({ sheet, name }: { readonly sheet: HandoverSheet; readonly name: string }) {
  const { t } = useTranslation('handover');
  const { zone, zoneLabel } = useZone();
  const { numbers } = sheet;
  const unknown = t('sheet.unavailable').toLowerCase();
  const told = (count: number | null, key: string): string => `${t(`sheet.${key}`)}: ${count ?? unknown}`;
  const facts = [
    ['sheet.at', `${toInstantText(sheet.at, zone)} ${zoneLabel}`],
    ['sheet.lead', sheet.lead],
    ['sheet.crew', sheet.crew.join(', ')],
    [
      'sheet.numbers',
      [
        told(numbers.alarms, 'numberAlarms'),
        told(numbers.incidents, 'numberIncidents'),
        told(numbers.lines, 'numberLines'),
        told(numbers.pictures, 'numberPictures'),
      ].join(' · '),
    ],
  ] as const;
  return (
    <div className={styles['head']}>
      <p className="strong">
        {t('sheet.of', { name, from: toInstantText(sheet.from, zone), to: toInstantText(sheet.at, zone) })}{' '}
        {zoneLabel}
      </p>
      <dl className="facts">
        {facts.map(([key, text]) => (
          <Fragment key={key}>
            <dt>{t(key)}</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
        <dt>{t('sheet.note')}</dt>
        <dd className={styles['note']}>{sheet.note || t('sheet.noNote')}</dd>
      </dl>
    </div>
  );
}

interface TickedProps {
  readonly ticks: Ticks | undefined;
  readonly tick: string;
  readonly isSingle: boolean;
  readonly children: ReactNode;
}

/** An entry that is ticked by itself. */
function Ticked({ ticks, tick, isSingle, children }: TickedProps) {
  if (!ticks || !isSingle) return children;
  return (
    <Check checked={ticks.read.has(tick)} onChange={(isRead) => ticks.onTick(tick, isRead)}>
      {children}
    </Check>
  );
}

function AlarmTicks({ sheet, ticks }: { readonly sheet: HandoverSheet; readonly ticks: Ticks }) {
  const { t } = useTranslation('handover');
  if (sheet.alarms.status === 'unavailable') return <Missing ticks={ticks} source="alarms" />;
  const keys = sheet.alarms.items.map(toAlarmKey);
  return alarmPriorities.map((priority) => {
    const key = `alarms:${priority}`;
    const count = keys.filter((one) => one === key).length;
    if (count === 0) return null;
    return (
      <Check key={key} checked={ticks.read.has(key)} onChange={(isRead) => ticks.onTick(key, isRead)}>
        {t('readGroup', { priority: t(`alarm:priority.${priority}`), count })}
      </Check>
    );
  });
}

function Missing({ ticks, source }: { readonly ticks: Ticks; readonly source: 'alarms' | 'incidents' }) {
  const { t } = useTranslation('handover');
  const key = `unavailable:${source}`;
  return (
    <Check checked={ticks.read.has(key)} onChange={(isRead) => ticks.onTick(key, isRead)}>
      {t(`readMissing.${source}`)}
    </Check>
  );
}
