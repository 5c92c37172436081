import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecidedFigure, Session, SessionAnswer } from '#shared/model/session.ts';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toDayWords } from '../../lib/desk/dayWords.ts';
import { toInstantText, toSinceText, toValueText } from '../../lib/desk/format.ts';
import { listQualifiers } from '../../lib/figureQualifiers.ts';
import { SignedPaper } from './SignedPaper.tsx';
import styles from './sessions.module.css';

/** What a session left: who was there, what was asked, decided and signed. */
export function Minutes({ session, attendance }: Pick<SessionAnswer, 'session' | 'attendance'>) {
  const { t } = useTranslation('session');
  const toTime = useTimeWords(session);
  return (
    <>
      {session.summary ? (
        <Part title={t('minutes.summary')}>
          <p className={styles['text']}>{session.summary}</p>
        </Part>
      ) : null}
      <Decisions session={session} />
      <Questions session={session} />
      {session.parties.length > 0 ? (
        <>
          <Signatures session={session} />
          <SignedPaper agreement={session.agreement} />
        </>
      ) : null}
      <Part title={t('minutes.attendance', { count: attendance.length })}>
        {attendance.length === 0 ? <p className="quiet">{t('minutes.noAttendance')}</p> : null}
        <ul className={styles['people']}>
          {attendance.map((one) => (
            <li key={one.id}>
              <span className="strong">{one.name}</span>{' '}
              <span className="quiet">
                {[
                  one.speaksFor,
                  one.isGuest ? t('minutes.guest') : null,
                  `${toTime(one.joinedAt)}–${toTime(one.lastAt)}`,
                ]
                  .filter((word) => word !== null)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </Part>
      {session.polls.length + session.notes.length > 0 ? <Notes session={session} /> : null}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card stack" data-tight>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface SessionProps {
  readonly session: Session;
}

/** Writes the time, with its day where that is not the one on which the session began. */
function useTimeWords({ openedAt, startsAt }: Session): (at: number) => string {
  const { zone } = useZone();
  return (at) => toSinceText(at, openedAt ?? startsAt, zone);
}

function useFigureWords(): (figure: DecidedFigure) => string {
  const { t } = useTranslation('session');
  const names = useNames();
  const { zone } = useZone();
  return (figure) => {
    const { indicator, area, value, observedAt, origin, period } = figure;
    const what = `${names.indicatorName(indicator)}, ${names.areaName(area)}`;
    if (value === null || observedAt === null) return t('minutes.noFigure', { what });
    const words = t('minutes.figure', {
      what,
      value: toValueText(value, names.indicator(indicator)),
      time: period ?? toInstantText(observedAt, zone),
    });
    const qualifiers = listQualifiers(figure).map((qualifier) => t(`official:figure.${qualifier}`));
    return [...(origin === 'simulated' ? [t('simulated')] : []), words, ...qualifiers].join(' · ');
  };
}

function Decisions({ session }: SessionProps) {
  const { t } = useTranslation('session');
  const names = useNames();
  const toFigure = useFigureWords();
  const { decisions } = session;
  return (
    <Part title={t('minutes.decisions', { count: decisions.length })}>
      {decisions.length === 0 ? <p className="quiet">{t('minutes.noDecisions')}</p> : null}
      <ol className={styles['numbered']}>
        {decisions.map(({ id, text, owner, dueOn, figure, withdrawn, done }) => (
          <li key={id}>
            {withdrawn === null ? <p className="strong">{text}</p> : <del>{text}</del>}
            <p>
              {t('minutes.owner', { agency: names.agencyName(owner), day: toDayWords(dueOn) })}{' '}
              {done ? <Tag tone="good">{t('decisions.done', { day: toDayWords(done.on) })}</Tag> : null}
            </p>
            {figure ? <p className="quiet">{toFigure(figure)}</p> : null}
            {withdrawn !== null ? (
              <p className="quiet">{t('minutes.withdrawn', { reason: withdrawn })}</p>
            ) : null}
            {done ? <p className="quiet">{done.words}</p> : null}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Questions({ session }: SessionProps) {
  const { t } = useTranslation('session');
  const names = useNames();
  const toTime = useTimeWords(session);
  const { questions, links } = session;
  if (questions.length === 0) return null;
  return (
    <Part title={t('minutes.questions', { count: questions.length })}>
      <ol className={styles['numbered']}>
        {questions.map(({ id, text, agency, link, at, by, answer }) => (
          <li key={id}>
            <p className="strong">{text}</p>
            <p className="quiet">
              {t('minutes.asked', {
                by: by.name,
                time: toTime(at),
                who: agency ? names.agencyName(agency) : (links.find((one) => one.id === link)?.label ?? ''),
              })}
            </p>
            {answer ? (
              <>
                <p className={styles['text']}>{answer.text}</p>
                <p className="quiet">
                  {t('minutes.answered', { by: answer.by.name, time: toTime(answer.at) })}
                </p>
              </>
            ) : (
              <Tag tone="watch">{t('minutes.unanswered')}</Tag>
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Signatures({ session }: SessionProps) {
  const { t } = useTranslation('session');
  const { zone, zoneLabel } = useZone();
  const parties = [...session.parties].sort((a, b) => a.place - b.place);
  return (
    <Part title={t('minutes.signatures')}>
      <Message tone="info">{t('minutes.record')}</Message>
      <ol className={styles['numbered']}>
        {parties.map(({ id, party, name, office, signed }) => (
          <li key={id}>
            <p>
              <span className="strong">{name}</span>, {office}, {party}
            </p>
            {signed ? (
              <p className="quiet">
                {t('minutes.signed', {
                  time: `${toInstantText(signed.at, zone)} ${zoneLabel}`,
                  by: signed.by.name,
                })}{' '}
                <code className={styles['hash']}>{signed.hash}</code>
              </p>
            ) : (
              <Tag tone="watch">{t('minutes.notSigned')}</Tag>
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Notes({ session }: SessionProps) {
  const { t } = useTranslation('session');
  const toTime = useTimeWords(session);
  return (
    <Part title={t('minutes.notes')}>
      <ul className={styles['people']}>
        {session.polls.map(({ text, ready, of, at }) => (
          <li key={`poll ${at}`}>
            {toTime(at)} {t('minutes.poll', { text, ready, of })}
          </li>
        ))}
        {session.notes.map(({ text, at, by }) => (
          <li key={`note ${at}`}>
            {toTime(at)} {text} <span className="quiet">{by.name}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
