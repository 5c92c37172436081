import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionDecision } from '#shared/model/session.ts';
import { useDayText } from '../../hooks/review/useMoment.ts';
import { useJoined } from '../../stores/reviewStore.ts';
import { ChangeDecision, DecideForm } from './DecideForm.tsx';
import styles from './SidePanel.module.css';
import { useFigureText } from './useFigureText.ts';
import { useOwnerName } from './useOwnerName.ts';

/** What was decided, newest first, each with the figure that was in view. */
export function DecisionsTab() {
  const { t } = useTranslation('review');
  const { session, you } = useJoined();
  return (
    <>
      {session.decisions.length === 0 && <p className={styles.quiet}>{t('decision.none')}</p>}
      <ol className={styles.list}>
        {session.decisions.toReversed().map((decision) => (
          <Decision key={decision.id} decision={decision} mayLead={you.mayLead} />
        ))}
      </ol>
      {you.mayLead && <DecideForm />}
    </>
  );
}

interface DecisionProps {
  readonly decision: SessionDecision;
  readonly mayLead: boolean;
}

function Decision({ decision, mayLead }: DecisionProps) {
  const { t } = useTranslation('review');
  const toOwner = useOwnerName();
  const toDay = useDayText();
  const toFigure = useFigureText();
  const [isChanging, setChanging] = useState(false);
  const { text, owner, dueOn, figure, withdrawn, done } = decision;
  return (
    <li className={styles.item} data-off={withdrawn !== null || undefined}>
      {withdrawn === null ? <strong>{text}</strong> : <del>{text}</del>}
      <p>
        {t('decision.owner', { agency: toOwner(owner) })} · {t('decision.due', { day: toDay(dueOn) })}
      </p>
      {figure && <p className={styles.quiet}>{toFigure(figure)}</p>}
      {withdrawn !== null && <p className={styles.late}>{t('decision.withdrawn', { reason: withdrawn })}</p>}
      {done && <p>{t('decision.done', { day: toDay(done.on), words: done.words })}</p>}
      {mayLead && withdrawn === null && !done && !isChanging && (
        <div className={styles.row}>
          <button type="button" onClick={() => setChanging(true)}>
            {t('lead:decide.change')}
            <span className="visually-hidden">: {text}</span>
          </button>
        </div>
      )}
      {isChanging && <ChangeDecision decision={decision} onDone={() => setChanging(false)} />}
    </li>
  );
}
