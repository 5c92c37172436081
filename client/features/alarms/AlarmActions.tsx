import { useTranslation } from 'react-i18next';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import { toActTargets } from '../../lib/desk/alarmActs.ts';
import { type AlarmAct, actKeys } from '../../lib/desk/alarmKeys.ts';
import styles from './AlarmDesk.module.css';

const order: readonly AlarmAct[] = [
  'acknowledge',
  'acknowledge-with-comment',
  'shelve',
  'unshelve',
  'assign',
  'comment',
  'incident',
  'display',
  'clear',
];

interface AlarmActionsProps {
  readonly targets: readonly AlarmDetail[];
  readonly pickedCount: number;
  /** False for who only looks: then only the display can be opened. */
  readonly mayAct: boolean;
  readonly isBusy: boolean;
  readonly onAct: (act: AlarmAct) => void;
  readonly onRaise: () => void;
  readonly onHelp: () => void;
  readonly onUnpick: () => void;
}

/** Every act as a button with its key; what would do nothing is off. */
export function AlarmActions(props: AlarmActionsProps) {
  const { targets, pickedCount, mayAct, isBusy, onAct, onRaise, onHelp, onUnpick } = props;
  const { t } = useTranslation('alarm');
  const acts = mayAct ? order : order.filter((act) => act === 'display');
  return (
    <div className={styles['actions']} role="toolbar" aria-label={t('actions')}>
      {pickedCount > 0 ? (
        <button type="button" data-kind="quiet" onClick={onUnpick}>
          {t('picked', { count: pickedCount })} <kbd>Esc</kbd>
        </button>
      ) : null}
      {acts
        .filter((act) => act !== 'clear' || toActTargets(act, targets).length > 0)
        .map((act) => (
          <button
            key={act}
            type="button"
            data-kind={act === 'acknowledge' ? 'main' : undefined}
            disabled={isBusy || toActTargets(act, targets).length === 0}
            onClick={() => onAct(act)}
          >
            {t(`act.${act}`)} <kbd>{actKeys[act]}</kbd>
          </button>
        ))}
      <span className={styles['gap']} />
      {mayAct ? (
        <button type="button" onClick={onRaise}>
          {t('act.raise')} <kbd>n</kbd>
        </button>
      ) : (
        <span className="quiet">{t('readOnly')}</span>
      )}
      <button type="button" data-kind="quiet" onClick={onHelp}>
        {t('act.help')} <kbd>?</kbd>
      </button>
    </div>
  );
}
