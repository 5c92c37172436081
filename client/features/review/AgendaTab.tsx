import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaItem } from '#shared/model/session.ts';
import { applyView } from '../../connection/review/pictureStores.ts';
import { useEntry } from '../../hooks/review/useEntry.ts';
import { useClockText } from '../../hooks/review/useMoment.ts';
import { isPresenting, useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import styles from './SidePanel.module.css';
import { TextBox } from './TextBox.tsx';

/** The agenda: one click shows what belongs to an item, to everyone where the presenter clicks. */
export function AgendaTab() {
  const { t } = useTranslation('review');
  const { session, you } = useJoined();
  const isLeading = useReviewStore(isPresenting);
  const { enter, isBusy, fault } = useEntry();
  const show = async (item: AgendaItem): Promise<void> => {
    if (isLeading && session.item !== item.id && !(await enter({ kind: 'item', item: item.id }))) return;
    applyView(item.view);
  };
  return (
    <>
      {session.agenda.length === 0 && <p className={styles.quiet}>{t('agenda.none')}</p>}
      <ol className={styles.list}>
        {session.agenda.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className={styles.step}
              data-now={item.id === session.item || undefined}
              aria-current={item.id === session.item ? 'step' : undefined}
              title={t('agenda.show')}
              disabled={isBusy}
              onClick={() => void show(item)}
            >
              <strong>{item.title}</strong>
              <span className={styles.quiet}>
                {t('minutes', { count: item.minutes })} · {t(`scene.${item.view.scene}`)}
                {item.id === session.item && ` · ${t('agenda.now')}`}
              </span>
              {item.note && <span>{item.note}</span>}
            </button>
          </li>
        ))}
      </ol>
      {fault && (
        <p className="review-fault" role="alert">
          {fault}
        </p>
      )}
      {you.mayLead && (
        <>
          <NoteForm />
          <EndForm />
        </>
      )}
    </>
  );
}

function NoteForm() {
  const { t } = useTranslation('lead');
  const { session } = useJoined();
  const toClock = useClockText();
  const [text, setText] = useState('');
  const { enter, isBusy, fault } = useEntry();
  const last = session.notes.at(-1);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await enter({ kind: 'note', text: text.trim() })) setText('');
  };
  return (
    <section className={styles.lead}>
      <h2>{t('note.title')}</h2>
      <form className="review-form" onSubmit={(event) => void submit(event)}>
        <TextBox label={t('note.text')} rows={2} required maxLength={1_000} value={text} onChange={setText} />
        {fault && (
          <p className="review-fault" role="alert">
            {fault}
          </p>
        )}
        <div className={styles.row}>
          <button type="submit" disabled={isBusy || text.trim() === ''}>
            {t('note.go')}
          </button>
          {last && (
            <span className={styles.quiet} role="status">
              {t('note.noted', { time: toClock(last.at) })}
            </span>
          )}
        </div>
      </form>
    </section>
  );
}

/** The server's word for an end whose evidence pack could not be frozen. */
const noPack = 'session_no_pack';

function EndForm() {
  const { t } = useTranslation('lead');
  const [isAsking, setAsking] = useState(false);
  const [summary, setSummary] = useState('');
  const { enter, isBusy, fault, code } = useEntry();
  const end = (more: { withoutPack?: true }) =>
    void enter({ kind: 'end', summary: summary.trim() || null, ...more });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isAsking) end({});
    else setAsking(true);
  };
  return (
    <section className={styles.lead}>
      <h2>{t('end.title')}</h2>
      <form className="review-form" onSubmit={submit}>
        {isAsking && (
          <>
            <p>{t('end.text')}</p>
            <TextBox
              label={t('end.summary')}
              rows={3}
              maxLength={2_000}
              value={summary}
              onChange={setSummary}
            />
          </>
        )}
        {fault && (
          <p className="review-fault" role="alert">
            {fault}
          </p>
        )}
        <div className={styles.row}>
          <button type="submit" data-danger disabled={isBusy}>
            {t(code === noPack ? 'end.again' : isAsking ? 'end.sure' : 'end.go')}
          </button>
          {isAsking && code === noPack && (
            <button type="button" data-danger disabled={isBusy} onClick={() => end({ withoutPack: true })}>
              {t('end.withoutPack')}
            </button>
          )}
          {isAsking && (
            <button type="button" onClick={() => setAsking(false)}>
              {t('cancel')}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
