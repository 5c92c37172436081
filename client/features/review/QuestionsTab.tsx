import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyCode } from '#shared/model/ids.ts';
import type { SessionQuestion } from '#shared/model/session.ts';
import { useEntry } from '../../hooks/review/useEntry.ts';
import { useIndicatorInView } from '../../hooks/review/useIndicatorInView.ts';
import { useClockText } from '../../hooks/review/useMoment.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { useCatalogueStore } from '../../stores/catalogueStore.ts';
import { useJoined } from '../../stores/reviewStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './SidePanel.module.css';
import { TextBox } from './TextBox.tsx';
import { useOwnerName } from './useOwnerName.ts';

/** What was asked and answered, newest first; each answer stands as it was given. */
export function QuestionsTab() {
  const { t } = useTranslation('review');
  const { session, you } = useJoined();
  return (
    <>
      {session.questions.length === 0 && <p className={styles.quiet}>{t('question.none')}</p>}
      <ul className={styles.list}>
        {session.questions.toReversed().map((question) => (
          <Question key={question.id} question={question} />
        ))}
      </ul>
      {you.mayLead && <AskForm />}
    </>
  );
}

function Question({ question }: { readonly question: SessionQuestion }) {
  const { t } = useTranslation('review');
  const toClock = useClockText();
  const { session } = useJoined();
  const toOwner = useOwnerName();
  const { answer } = question;
  const link = session.links.find(({ id }) => id === question.link);
  const who = question.agency ? toOwner(question.agency) : (link?.label ?? t('question.guests'));
  return (
    <li className={styles.item}>
      <strong>{question.text}</strong>
      <p className={styles.quiet}>
        {t('question.to', { who })} ·{' '}
        {t('question.by', { name: question.by.name, time: toClock(question.at) })}
      </p>
      {answer ? (
        <>
          <p>{answer.text}</p>
          <p className={styles.quiet}>
            {t('question.by', { name: answer.by.name, time: toClock(answer.at) })} · {t('question.locked')}
          </p>
        </>
      ) : (
        <p className={styles.late}>{t('question.waiting')}</p>
      )}
    </li>
  );
}

/** Asks one agency, or the guests of one link. */
function AskForm() {
  const { t } = useTranslation('lead');
  const { session } = useJoined();
  const agencies = useCatalogueStore(({ index }) => index?.catalogue.agencies) ?? [];
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const indicator = useIndicatorInView();
  const name = useCatalogueStore(({ index }) => index?.indicators.get(indicator ?? '')?.name);
  const language = useViewStore((state) => state.language);
  const { enter, isBusy, fault } = useEntry();
  const links = session.links.filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > serverNow(),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const [kind, id = ''] = to.split(' ');
    const isAsked = await enter({
      kind: 'ask',
      text: text.trim(),
      // Codes of the catalogue and of the session itself.
      agency: kind === 'agency' ? (id as AgencyCode) : null,
      link: kind === 'link' ? id : null,
      indicator,
    });
    if (isAsked) setText('');
  };
  return (
    <section className={styles.lead}>
      <h2>{t('ask.title')}</h2>
      <form className="review-form" onSubmit={(event) => void submit(event)}>
        <label className="review-field">
          {t('ask.to')}
          <select required value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t('ask.choose')}</option>
            <optgroup label={t('ask.agencies')}>
              {agencies.map(({ code, abbreviation }) => (
                <option key={code} value={`agency ${code}`}>
                  {abbreviation}
                </option>
              ))}
            </optgroup>
            {links.length > 0 && (
              <optgroup label={t('ask.guests')}>
                {links.map(({ id, label }) => (
                  <option key={id} value={`link ${id}`}>
                    {label}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        </label>
        <TextBox label={t('ask.text')} rows={3} required maxLength={1_000} value={text} onChange={setText} />
        {name && <p className={styles.quiet}>{t('ask.about', { name: name[language] })}</p>}
        {fault && (
          <p className="review-fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" disabled={isBusy}>
          {t('ask.go')}
        </button>
      </form>
    </section>
  );
}
