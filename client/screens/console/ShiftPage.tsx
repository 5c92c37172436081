import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { LogLine, ShiftHead, ShiftView } from '#shared/model/shift.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { UnsentLines } from '../../components/desk/WaitingLines.tsx';
import { CrewPanel, JoinHint } from '../../features/shift/CrewPanel.tsx';
import { HandoverPanel } from '../../features/shift/HandoverPanel.tsx';
import { LineForm } from '../../features/shift/LineForm.tsx';
import { Log } from '../../features/shift/Log.tsx';
import { Sheet } from '../../features/shift/Sheet.tsx';
import { ShiftList } from '../../features/shift/ShiftList.tsx';
import { Signatures } from '../../features/shift/Signatures.tsx';
import { StartForm } from '../../features/shift/StartForm.tsx';
import { TakeOver } from '../../features/shift/TakeOver.tsx';
import { useMayAct, useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { useShift, useShifts } from '../../hooks/desk/useShift.ts';
import { toDayText } from '../../lib/desk/format.ts';
import { shiftLog } from '../../lib/desk/logNames.ts';
import styles from './ShiftPage.module.css';

/** `/console/jaga` and `/console/jaga/:id`. */
export function ShiftPage() {
  const { id } = useParams();
  return id === undefined ? <PresentShift /> : <ChosenShift key={id} id={id} />;
}

function PresentShift() {
  const { t } = useTranslation('shift');
  const query = useShifts();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Answer query={query}>
        {({ current, recent }) => {
          const past = recent.filter(({ id }) => id !== current?.id);
          return current ? (
            <RunningShift key={current.id} id={current.id} past={past} />
          ) : (
            <>
              <UnsentLines log={shiftLog} />
              <StartForm />
              <ShiftList shifts={past} />
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

function RunningShift({ id, past }: { readonly id: string; readonly past: readonly ShiftHead[] }) {
  const user = useUser();
  const mayAct = useMayAct();
  const query = useShift(id);
  const [correcting, setCorrecting] = useState<LogLine | null>(null);
  const [written, setWritten] = useState<string | null>(null);
  return (
    <Answer query={query}>
      {(shift) => {
        const isHere = mayAct && shift.crew.some((one) => one.id === user.id && one.leftAt === null);
        return (
          <div className={styles['room']}>
            <div className="stack">
              {isHere ? (
                <LineForm shift={id} correcting={correcting} onCorrected={() => setCorrecting(null)} />
              ) : (
                <>
                  <UnsentLines log={shiftLog} />
                  {mayAct ? <JoinHint shift={id} /> : null}
                </>
              )}
              {shift.handover ? (
                <TakeOver
                  key={shift.handover.hash}
                  shift={shift}
                  handover={shift.handover}
                  isNews={shift.handover.hash === written}
                />
              ) : null}
              <Log shift={shift} newestFirst {...(isHere ? { onCorrect: setCorrecting } : {})} />
            </div>
            <div className="stack">
              <CrewPanel shift={shift} />
              <HandoverPanel shift={shift} onWritten={setWritten} />
              <ShiftList shifts={past} />
            </div>
          </div>
        );
      }}
    </Answer>
  );
}

function ChosenShift({ id }: { readonly id: string }) {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  const query = useShift(id);
  const { data } = query;
  const title = data
    ? t('past', { name: data.name, day: toDayText(new Date(data.startedAt).toISOString(), zone) })
    : t('title');
  return (
    <Page
      key={title}
      title={title}
      actions={
        <button type="button" className={styles['print']} onClick={() => window.print()}>
          <Printer size={18} aria-hidden="true" />
          {t('handover:sheet.print')}
        </button>
      }
    >
      <Answer query={query}>{(shift) => <Paper shift={shift} />}</Answer>
    </Page>
  );
}

/** A shift as it goes into a folder: sheet, signatures, log. */
function Paper({ shift }: { readonly shift: ShiftView }) {
  const { t } = useTranslation('shift');
  const { handover, previous } = shift;
  const next = handover?.nextShift ?? null;
  return (
    <div className={`stack ${styles['paper']}`}>
      <nav className={`row ${styles['ways']}`} aria-label={t('list.title')}>
        <Link className="target" to="/console/jaga">
          {t('list.back')}
        </Link>
        {previous ? (
          <Link className="target" to={`/console/jaga/${encodeURIComponent(previous)}`}>
            {t('list.previous')}
          </Link>
        ) : null}
        {next ? (
          <Link className="target" to={`/console/jaga/${encodeURIComponent(next)}`}>
            {t('list.next')}
          </Link>
        ) : null}
      </nav>
      {shift.endedAt === null ? null : <p className="quiet">{t('list.over')}</p>}
      {handover ? (
        <section className="card stack">
          <h2>{t('handover:sheet.title')}</h2>
          <Sheet sheet={handover.sheet} name={shift.name} />
          <Signatures handover={handover} holds={shift.sheetHolds === true} />
        </section>
      ) : null}
      <Log shift={shift} newestFirst={false} />
    </div>
  );
}
