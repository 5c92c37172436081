import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DecisionList } from '#shared/model/session.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useMayLead, useSessionEntry } from '../../hooks/desk/useSession.ts';
import { toDayWords } from '../../lib/desk/dayWords.ts';
import { toDayKey } from '../../lib/desk/format.ts';
import styles from './sessions.module.css';

type Item = DecisionList['items'][number];

/** Decisions of all sessions: who has to do what by when, and what is done. */
export function DecisionRows({ items }: { readonly items: readonly Item[] }) {
  const [finishing, setFinishing] = useState<Item | null>(null);
  return (
    <>
      <ul className={styles['items']}>
        {items.map((item) => (
          <Row key={`${item.session.id} ${item.id}`} item={item} onFinish={() => setFinishing(item)} />
        ))}
      </ul>
      {finishing ? <FinishDialog item={finishing} onClose={() => setFinishing(null)} /> : null}
    </>
  );
}

function Row({ item, onFinish }: { readonly item: Item; readonly onFinish: () => void }) {
  const { t } = useTranslation('session');
  const names = useNames();
  const mayLead = useMayLead();
  const { text, owner, dueOn, session, done, isLate } = item;
  return (
    <li className={styles['session']}>
      <div>
        <p className="strong">{text}</p>
        <p>{t('minutes.owner', { agency: names.agencyName(owner), day: toDayWords(dueOn) })}</p>
        <p className="quiet">
          <Link to={`/sesi/${session.id}`}>{session.title}</Link>
        </p>
        {done ? <p className="quiet">{done.words}</p> : null}
      </div>
      <div className="row">
        {session.simulated ? <Tag tone="watch">{t('simulated')}</Tag> : null}
        {done ? <Tag tone="good">{t('decisions.done', { day: toDayWords(done.on) })}</Tag> : null}
        {!done && isLate ? <Tag tone="bad">{t('decisions.late')}</Tag> : null}
        {!done && !isLate ? <Tag>{t('decisions.open')}</Tag> : null}
        {!done && mayLead ? (
          <button type="button" onClick={onFinish}>
            {t('decisions.finish')}
            <span className="visually-hidden">: {text}</span>
          </button>
        ) : null}
      </div>
    </li>
  );
}

function FinishDialog({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const { t } = useTranslation('session');
  const { zone } = useZone();
  const [doneOn, setDoneOn] = useState(() => toDayKey(Date.now(), zone));
  const [words, setWords] = useState('');
  const line = useSessionEntry(item.session.id);
  const send = async (): Promise<void> => {
    const entry = { kind: 'finish-decision', decision: item.id, doneOn, words: words.trim() } as const;
    if (await line.enter(entry)) onClose();
  };
  return (
    <FormDialog
      title={t('decisions.finishTitle')}
      submit={t('decisions.finish')}
      isBusy={line.isBusy}
      failure={line.failure}
      noValidate
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <p>{item.text}</p>
      <TextField
        label={t('decisions.doneOn')}
        type="date"
        required
        value={doneOn}
        error={line.at('/doneOn')}
        onChange={setDoneOn}
      />
      <TextField
        label={t('decisions.words')}
        hint={t('decisions.wordsHint')}
        isLong
        rows={3}
        required
        maxLength={300}
        value={words}
        error={line.at('/words')}
        onChange={setWords}
      />
    </FormDialog>
  );
}
