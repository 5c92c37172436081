import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionQuestion } from '#shared/model/session.ts';
import { answerQuestion } from '../../connection/review/reviewRequests.ts';
import { useDeed } from '../../hooks/review/useDeed.ts';
import { useJoined } from '../../stores/reviewStore.ts';
import styles from './SidePanel.module.css';
import { TextBox } from './TextBox.tsx';

/** A question for whoever sits here, with its one answer. */
export function AnswerCard({ question }: { readonly question: SessionQuestion }) {
  const { t } = useTranslation('review');
  const { id } = useJoined().session;
  const [text, setText] = useState('');
  const { isBusy, fault, run } = useDeed();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The card goes away with the line that the answer makes.
    void run({ question: question.id, text: text.trim() }, (body, key) =>
      answerQuestion(id, { ...body, key }),
    );
  };
  return (
    <section className={styles.card} aria-label={t('question.forYou')} data-asked>
      <h2 role="alert">{t('question.forYou')}</h2>
      <p>{question.text}</p>
      <form className="review-form" onSubmit={submit}>
        <TextBox
          label={t('question.answer')}
          hint={t('question.answerHint')}
          rows={3}
          required
          maxLength={2_000}
          value={text}
          onChange={setText}
        />
        {fault && (
          <p className="review-fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="review-button" disabled={isBusy || text.trim() === ''}>
          {t('question.send')}
        </button>
      </form>
    </section>
  );
}
