import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attendee } from '#shared/model/session.ts';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { loadPart } from '../../connection/loadPart.ts';
import { useAttendance } from '../../hooks/review/useAttendance.ts';
import { useEntry } from '../../hooks/review/useEntry.ts';
import { useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import styles from './SidePanel.module.css';
import { TextBox } from './TextBox.tsx';
import { useOwnerName } from './useOwnerName.ts';

const LeadTools = lazy(async () => {
  const { LeadTools: part } = await loadPart(() => import('./LeadTools.tsx'));
  return { default: part };
});

/** Who is here, and for those who lead: readiness, and handing the presenting over. */
export function PeopleTab() {
  const { t } = useTranslation('review');
  const { session, you } = useJoined();
  return (
    <>
      {you.link === null ? <People /> : <p className={styles.quiet}>{t('people.onlyCount')}</p>}
      {you.mayLead && <PollForm />}
      {session.polls.length > 0 && (
        <ul className={styles.lead}>
          {session.polls.map(({ text, ready, of, at }) => (
            <li key={at}>{t('poll.past', { text, ready, of })}</li>
          ))}
        </ul>
      )}
      {you.mayLead && (
        <ErrorBoundary name="lead">
          <Suspense fallback={<p className={styles.quiet}>…</p>}>
            <LeadTools />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}

function People() {
  const { t } = useTranslation('review');
  const { session, you } = useJoined();
  const here = useReviewStore((state) => state.here);
  const list = useAttendance(session.id, here);
  const { enter, isBusy, fault } = useEntry();
  if (list === null) return <p className={styles.quiet}>…</p>;
  if (list === 'failed') return <p className={styles.quiet}>{t('people.unknown')}</p>;
  const hand = (to: string): void => void enter({ kind: 'hand', to });
  const mayTake = you.mayLead && session.presenter?.id !== you.id;
  const present = list.filter(({ isHere }) => isHere);
  const gone = list.filter(({ isHere }) => !isHere);
  return (
    <>
      {mayTake && (
        <p className={styles.row}>
          <button type="button" disabled={isBusy} onClick={() => hand(you.id)}>
            {t('lead:hand.take')}
          </button>
        </p>
      )}
      {fault && (
        <p className="review-fault" role="alert">
          {fault}
        </p>
      )}
      <section className={styles.list}>
        <h2>{t('people.here')}</h2>
        <ul className={styles.list}>
          {present.map((one) => (
            <Person key={one.id} person={one}>
              {you.mayLead && !one.isGuest && one.id !== session.presenter?.id && one.id !== you.id && (
                <button type="button" disabled={isBusy} onClick={() => hand(one.id)}>
                  {t('lead:hand.to', { name: one.name })}
                </button>
              )}
            </Person>
          ))}
        </ul>
        {gone.length > 0 && (
          <>
            <h2>{t('people.earlier')}</h2>
            <ul className={styles.list}>
              {gone.map((one) => (
                <Person key={one.id} person={one} />
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  );
}

interface PersonProps {
  readonly person: Attendee;
  readonly children?: React.ReactNode;
}

function Person({ person, children }: PersonProps) {
  const { t } = useTranslation('review');
  const { session, you } = useJoined();
  const toOwner = useOwnerName();
  const { id, name, speaksFor, isGuest } = person;
  const words = [
    speaksFor === null ? null : toOwner(speaksFor),
    isGuest ? t('people.guest') : null,
    id === you.id ? t('people.you') : null,
    id === session.presenter?.id ? t('lead:hand.title') : null,
  ].filter((word) => word !== null);
  return (
    <li className={styles.item}>
      <strong>{name}</strong>
      {words.length > 0 && <p className={styles.quiet}>{words.join(' · ')}</p>}
      {children && <div className={styles.row}>{children}</div>}
    </li>
  );
}

function PollForm() {
  const { t } = useTranslation('lead');
  const isOpen = useReviewStore(({ poll }) => poll !== null);
  const [text, setText] = useState(t('poll.standard'));
  const { enter, isBusy, fault } = useEntry();
  if (isOpen) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void enter({ kind: 'poll', text: text.trim() });
  };
  return (
    <section className={styles.lead}>
      <h2>{t('poll.title')}</h2>
      <form className="review-form" onSubmit={submit}>
        <TextBox label={t('poll.text')} required maxLength={200} value={text} onChange={setText} />
        {fault && (
          <p className="review-fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" disabled={isBusy}>
          {t('poll.go')}
        </button>
      </form>
    </section>
  );
}
