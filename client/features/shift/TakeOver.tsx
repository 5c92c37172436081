import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SinceSheet } from '#shared/model/handover.ts';
import type { Handover, ShiftView } from '#shared/model/shift.ts';
import { isSheetFresh, listToRead } from '#shared/rules/handover.ts';
import { Check } from '../../components/desk/Check.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { signSheet } from '../../connection/desk/shifts.ts';
import { useMayOperate, useUser } from '../../hooks/desk/useDesk.ts';
import { useShiftDeed } from '../../hooks/desk/useShift.ts';
import { Sheet, type Ticks } from './Sheet.tsx';
import { AlarmItem, IncidentItem } from './SheetItems.tsx';
import { Signatures } from './Signatures.tsx';
import { NameField, useUsualName } from './StartForm.tsx';

interface TakeOverProps {
  readonly shift: ShiftView;
  readonly handover: Handover;
  /** True where the person just had it written: it is read before it is signed. */
  readonly isNews: boolean;
}

/** The sheet that waits: everyone reads it, another person ticks and signs it. */
export function TakeOver({ shift, handover, isNews }: TakeOverProps) {
  const { t } = useTranslation('handover');
  const user = useUser();
  const mayOperate = useMayOperate();
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNews) heading.current?.focus();
  }, [isNews]);
  const outgoing = handover.signedBy.find(({ side }) => side === 'outgoing');
  const isFresh = isSheetFresh(handover.writtenAt, shift.now);
  const mayTake = mayOperate && isFresh && outgoing !== undefined && outgoing.id !== user.id;
  const ticks: Ticks = {
    read,
    onTick(key, isRead) {
      const next = new Set(read);
      if (isRead) next.add(key);
      else next.delete(key);
      setRead(next);
    },
  };
  return (
    <section className="card stack" aria-labelledby="lembar">
      <h2 ref={heading} id="lembar" tabIndex={-1}>
        {t('sheet.title')}
      </h2>
      {mayTake ? <Message tone="info">{t('takeLead')}</Message> : null}
      {outgoing?.id === user.id ? <Message tone="info">{t('other')}</Message> : null}
      <Sheet sheet={handover.sheet} name={shift.name} ticks={mayTake ? ticks : undefined} />
      {shift.since ? <Since since={shift.since} ticks={mayTake ? ticks : undefined} /> : null}
      <Signatures handover={handover} holds={shift.sheetHolds === true} />
      {mayTake && shift.since ? (
        <SignForm
          shift={shift.id}
          hash={handover.hash}
          read={read}
          wanted={listToRead(handover.sheet, shift.since)}
        />
      ) : null}
    </section>
  );
}

/** What came up after the sheet was frozen. */
function Since({ since, ticks }: { readonly since: SinceSheet; readonly ticks: Ticks | undefined }) {
  const { t } = useTranslation('handover');
  const { alarms, alarmsOver, incidents, lines } = since;
  const isQuiet = alarms?.length === 0 && incidents?.length === 0;
  const told = [
    ...(alarms && alarms.length > 0 ? [t('sinceAlarms', { count: alarms.length })] : []),
    ...(alarmsOver ? [t('sinceOver', { count: alarmsOver })] : []),
    ...(incidents && incidents.length > 0 ? [t('sinceIncidents', { count: incidents.length })] : []),
    ...(lines > 0 ? [t('sinceLines', { count: lines })] : []),
  ];
  const entries = [
    ...(alarms ?? []).map((alarm) => ({ key: `alarm:${alarm.id}`, node: <AlarmItem alarm={alarm} /> })),
    ...(incidents ?? []).map((incident) => ({
      key: `incident:${incident.id}`,
      node: <IncidentItem incident={incident} />,
    })),
  ];
  return (
    <Message tone={isQuiet ? 'info' : 'watch'}>
      {isQuiet ? <p>{t('sinceNone')}</p> : <p className="strong">{t('since')}</p>}
      {told.length > 0 ? <p>{told.join(' · ')}</p> : null}
      {alarms === null ? <p>{t('sinceMissing.alarms')}</p> : null}
      {incidents === null ? <p>{t('sinceMissing.incidents')}</p> : null}
      {entries.map(({ key, node }) =>
        ticks ? (
          <Check key={key} checked={ticks.read.has(key)} onChange={(isRead) => ticks.onTick(key, isRead)}>
            {node}
          </Check>
        ) : (
          <div key={key}>{node}</div>
        ),
      )}
    </Message>
  );
}

interface SignFormProps {
  readonly shift: string;
  readonly hash: string;
  readonly read: ReadonlySet<string>;
  readonly wanted: readonly string[];
}

function SignForm({ shift, hash, read, wanted }: SignFormProps) {
  const { t } = useTranslation('handover');
  const [name, setName] = useState(useUsualName());
  const deed = useShiftDeed();
  const left = wanted.filter((key) => !read.has(key)).length;
  const sign = (event: FormEvent): void => {
    event.preventDefault();
    void deed.run(() => signSheet(shift, { side: 'incoming', hash, read: [...read], name }));
  };
  return (
    <form className="stack" onSubmit={sign}>
      <h3>{t('take')}</h3>
      <NameField label={t('next')} value={name} onChange={setName} error={deed.at('/name')} />
      {deed.failure ? <Message tone="bad">{deed.failure}</Message> : null}
      <div className="row">
        <button type="submit" data-kind="main" disabled={deed.isBusy || left > 0}>
          {t('sign')}
        </button>
        <span role="status">{left > 0 ? t('left', { count: left }) : ''}</span>
      </div>
    </form>
  );
}
