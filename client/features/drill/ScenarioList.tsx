import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrillChoice } from '#shared/model/drill.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { removeScenario } from '../../connection/desk/drills.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import styles from './Drill.module.css';
import { StartDialog } from './StartDialog.tsx';
import { useDrillWords } from './useDrillWords.ts';

interface ScenarioListProps {
  readonly scenarios: readonly DrillChoice[];
  /** False for those who only look. */
  readonly mayAct: boolean;
  /** True while a drill runs. */
  readonly isBusy: boolean;
}

/** Everything that can be played. */
export function ScenarioList({ scenarios, mayAct, isBusy }: ScenarioListProps) {
  const { t } = useTranslation('drill');
  const [chosen, setChosen] = useState<DrillChoice | null>(null);
  const [removing, setRemoving] = useState<DrillChoice | null>(null);
  return (
    <section className="stack" aria-labelledby="drill-scenarios">
      <h2 id="drill-scenarios">{t('scenarios')}</h2>
      {isBusy && mayAct ? <p className="quiet">{t('busy')}</p> : null}
      <ul className={styles['cards']}>
        {scenarios.map((scenario) => (
          <ScenarioItem key={scenario.id} scenario={scenario}>
            {mayAct ? (
              <Buttons
                scenario={scenario}
                isBusy={isBusy}
                onStart={() => setChosen(scenario)}
                onRemove={() => setRemoving(scenario)}
              />
            ) : null}
          </ScenarioItem>
        ))}
      </ul>
      {chosen ? <StartDialog scenario={chosen} onClose={() => setChosen(null)} /> : null}
      {removing ? <RemoveDialog scenario={removing} onClose={() => setRemoving(null)} /> : null}
    </section>
  );
}

function ScenarioItem({
  scenario,
  children,
}: {
  readonly scenario: DrillChoice;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const { title, about, kind, minutes, strokes, expected, recorded } = scenario;
  return (
    <li className="card stack" data-tight>
      <div className="row" data-apart>
        <h3>{words.text(title)}</h3>
        <Tag>{t(`kind.${kind}`)}</Tag>
      </div>
      <p>{words.text(about)}</p>
      {recorded ? (
        <p className="quiet">
          {t('span', { from: words.time(recorded.from), to: words.time(recorded.to), by: recorded.by })}
        </p>
      ) : null}
      {recorded?.thinned ? <Message tone="watch">{t('thinned')}</Message> : null}
      <p className="quiet">
        {t('minutes', { minutes })} · {t('strokes', { strokes })}
        {expected > 0 ? ` · ${t('expected', { count: expected })}` : ''}
      </p>
      {children}
    </li>
  );
}

interface ButtonsProps {
  readonly scenario: DrillChoice;
  readonly isBusy: boolean;
  readonly onStart: () => void;
  readonly onRemove: () => void;
}

function Buttons({ scenario: { title, kind }, isBusy, onStart, onRemove }: ButtonsProps) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  return (
    <div className="row">
      <button
        type="button"
        data-kind="main"
        disabled={isBusy}
        aria-label={t('startThis', { title: words.text(title) })}
        onClick={onStart}
      >
        {t('start')}
      </button>
      {kind === 'recorded' ? (
        <button
          type="button"
          data-kind="quiet"
          aria-label={t('removeThis', { title: words.text(title) })}
          onClick={onRemove}
        >
          {t('remove')}
        </button>
      ) : null}
    </div>
  );
}

function RemoveDialog({
  scenario,
  onClose,
}: {
  readonly scenario: DrillChoice;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const client = useQueryClient();
  const submit = useSubmit();
  const go = async (): Promise<void> => {
    if (!(await submit.run(() => removeScenario(scenario.id)))) return;
    onClose();
    await client.invalidateQueries({ queryKey: ['drills'] });
  };
  return (
    <Dialog title={t('removeThis', { title: words.text(scenario.title) })} onClose={onClose}>
      <p>{t('removeAsk')}</p>
      <DialogActions
        submit={t('remove')}
        isBusy={submit.isBusy}
        failure={submit.failure}
        kind="danger"
        onClick={() => void go()}
        onClose={onClose}
      />
    </Dialog>
  );
}
