import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { SessionAnswer } from '#shared/model/session.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchDecisions, fetchSessions, planSession } from '../../connection/desk/sessions.ts';
import { DecisionRows } from '../../features/sessions/DecisionRows.tsx';
import { GuestLinks } from '../../features/sessions/GuestLinks.tsx';
import { Minutes } from '../../features/sessions/Minutes.tsx';
import { PlanFacts } from '../../features/sessions/PlanFacts.tsx';
import { PlanForm } from '../../features/sessions/PlanForm.tsx';
import { toDraft, toEmptyDraft, toPlan } from '../../features/sessions/planDraft.ts';
import { EnterLink, SessionTable } from '../../features/sessions/SessionTable.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useMaking } from '../../hooks/desk/useMaking.ts';
import { useMayLead, useSession, useSessionEntry } from '../../hooks/desk/useSession.ts';

/** `/sesi`: sessions that run, are planned and are over. */
export function SessionsPage() {
  const { t } = useTranslation('session');
  const mayLead = useMayLead();
  const list = useQuery({ queryKey: ['sessions', 'list'], queryFn: fetchSessions });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <div className="row">
          <Link className="button" to="/sesi/putusan">
            {t('decisions.title')}
          </Link>
          {mayLead ? (
            <Link className="button" data-kind="main" to="/sesi/baru">
              {t('plan.new')}
            </Link>
          ) : null}
        </div>
      }
    >
      <Answer query={list}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Empty>
                <p className="strong">{t('list.none')}</p>
                <p>{t(mayLead ? 'list.noneLead' : 'list.noneRead')}</p>
              </Empty>
            ) : null}
            {(['open', 'planned', 'ended'] as const).map((state) => {
              const shown = items.filter((item) => item.state === state);
              return shown.length > 0 ? (
                <SessionTable key={state} title={t(`list.${state}`)} items={shown} />
              ) : null;
            })}
          </>
        )}
      </Answer>
    </Page>
  );
}

/** `/sesi/putusan`: what was decided in all sessions, open first. */
export function DecisionsPage() {
  const { t } = useTranslation('session');
  const list = useQuery({ queryKey: ['sessions', 'decisions'], queryFn: fetchDecisions });
  return (
    <Page title={t('decisions.title')} lead={t('decisions.lead')} actions={<All />}>
      <Answer query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              <p className="strong">{t('decisions.none')}</p>
            </Empty>
          ) : (
            <DecisionRows items={items} />
          )
        }
      </Answer>
    </Page>
  );
}

function All() {
  const { t } = useTranslation('session');
  return (
    <Link className="target" to="/sesi">
      {t('list.all')}
    </Link>
  );
}

/** `/sesi/baru`: a session is planned. */
export function NewSessionPage() {
  const { t } = useTranslation('session');
  const { zone } = useZone();
  const mayLead = useMayLead();
  const [draft, setDraft] = useState(() => toEmptyDraft(Date.now(), zone));
  const { submit, send } = useMaking<ReturnType<typeof toPlan>, SessionAnswer>({
    make: planSession,
    list: ['sessions', 'list'],
    toPath: ({ session }) => `/sesi/${session.id}`,
  });
  return (
    <Page title={t('plan.new')} lead={t('plan.lead')} actions={<All />}>
      {mayLead ? (
        <PlanForm
          draft={draft}
          links={[]}
          line={submit}
          submit={t('plan.keep')}
          onChange={setDraft}
          onSubmit={() => send(toPlan(draft, zone))}
        />
      ) : (
        <Message tone="watch">{t('readOnly')}</Message>
      )}
    </Page>
  );
}

/** `/sesi/:id`: the plan until it begins, the minutes afterwards. */
export function SessionDetailPage() {
  const { t } = useTranslation('session');
  const { id = '' } = useParams();
  const query = useSession(id);
  if (query.data === undefined)
    return (
      <Page title={t('one')} actions={<All />}>
        <Answer query={query}>{() => null}</Answer>
      </Page>
    );
  return <Detail key={id} {...query.data} />;
}

function Detail({ session, attendance }: SessionAnswer) {
  const { t } = useTranslation('session');
  const mayLead = useMayLead();
  const { id, title, state, simulated } = session;
  return (
    <Page
      title={title}
      lead={t(`stateLead.${state}`)}
      actions={
        <div className="row">
          <All />
          {state === 'ended' ? null : <EnterLink id={id} />}
          {session.pack ? (
            <Link className="button" data-kind="main" to={`/paket/${session.pack}`}>
              {t('minutes.pack')}
            </Link>
          ) : null}
        </div>
      }
    >
      {simulated ? <Message tone="watch">{t('simulatedNote')}</Message> : null}
      {state === 'ended' && session.pack === null ? (
        <Message tone="watch">{t('minutes.noPack')}</Message>
      ) : null}
      {state !== 'ended' && !mayLead ? <p className="quiet">{t('readOnly')}</p> : null}
      {state === 'planned' && mayLead ? <Preparation session={session} /> : <PlanFacts session={session} />}
      {state !== 'ended' && mayLead ? <GuestLinks session={session} /> : null}
      {state === 'planned' ? null : <Minutes session={session} attendance={attendance} />}
    </Page>
  );
}

function Preparation({ session }: Pick<SessionAnswer, 'session'>) {
  const { t } = useTranslation('session');
  const { zone } = useZone();
  const [draft, setDraft] = useState(() => toDraft(session, zone));
  const [isKept, setKept] = useState(false);
  const line = useSessionEntry(session.id);
  const send = async (): Promise<void> => {
    setKept(
      (await line.enter({ kind: 'change', version: session.version, ...toPlan(draft, zone) })) !== null,
    );
  };
  const links = session.links.filter(({ revokedAt }) => revokedAt === null);
  return (
    <>
      <PlanForm
        draft={draft}
        links={links}
        line={line}
        submit={t('plan.keepChanges')}
        onChange={(next) => {
          setDraft(next);
          setKept(false);
        }}
        onSubmit={() => void send()}
      />
      {isKept ? <Message tone="good">{t('plan.kept')}</Message> : null}
    </>
  );
}
