import { useTranslation } from 'react-i18next';
import { Message } from '../../components/desk/Message.tsx';
import type { WatchedAlarms } from '../../connection/desk/alarms.ts';
import { useMayAct, useZone } from '../../hooks/desk/useDesk.ts';
import { useTicking } from '../../hooks/useNow.ts';
import { toAgeWords } from '../../lib/age.ts';
import { formatTimeExact } from '../../lib/clock.ts';
import type { AlarmDeed } from '../../lib/desk/alarmKeys.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { hasLetterKeys } from '../../lib/desk/letterKeys.ts';
import { AssignDialog, CommentDialog, ShelveDialog } from './ActDialogs.tsx';
import { AlarmActions } from './AlarmActions.tsx';
import styles from './AlarmDesk.module.css';
import { AlarmDetails, detailsId } from './AlarmDetails.tsx';
import { AlarmList } from './AlarmList.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { RaiseDialog } from './RaiseDialog.tsx';
import { focusRow, useAlarmActs } from './useAlarmActs.ts';
import { type AlarmDesk, useAlarmDesk } from './useAlarmDesk.ts';
import { useAlarmKeys } from './useAlarmKeys.ts';

interface AlarmWorkspaceProps {
  readonly list: WatchedAlarms;
  /** Since when the list is not known to be true; null while it is. */
  readonly oldSince: number | null;
  /** Pages with the letter that leads to them, for the list of keys. */
  readonly places: string;
}

/** The list, what can be done, and the open alarm beside it. */
export function AlarmWorkspace({ list, oldSince, places }: AlarmWorkspaceProps) {
  const { t } = useTranslation('alarm');
  const mayAct = useMayAct();
  const desk = useAlarmDesk(list.items);
  const acts = useAlarmActs(desk, mayAct);
  useAlarmKeys((deed, isInDetails) => handleDeed(deed, isInDetails, { desk, acts, mayAct }));
  return (
    <>
      {oldSince === null ? null : <Old since={oldSince} />}
      <AlarmActions
        targets={desk.targets}
        pickedCount={desk.picked.size}
        mayAct={mayAct}
        isBusy={acts.isBusy}
        onAct={acts.act}
        onRaise={() => acts.openDialog('raise')}
        onHelp={() => acts.openDialog('help')}
        onUnpick={desk.unpick}
      />
      {acts.failure && !acts.dialog ? <Message tone="bad">{acts.failure}</Message> : null}
      <div className={styles['work']} data-old={oldSince !== null || undefined}>
        <div className={styles['listSide']}>
          <AlarmList desk={desk} list={list} />
          <p className={styles['keys']}>{t(hasLetterKeys() ? 'keys.line' : 'keys.off')}</p>
        </div>
        <aside className={styles['side']} aria-label={t('details')}>
          <Side desk={desk} />
        </aside>
      </div>
      <Dialogs list={list} acts={acts} places={places} />
    </>
  );
}

interface Hands {
  readonly desk: AlarmDesk;
  readonly acts: ReturnType<typeof useAlarmActs>;
  readonly mayAct: boolean;
}

function handleDeed(deed: AlarmDeed, isInDetails: boolean, { desk, acts, mayAct }: Hands): void {
  switch (deed.kind) {
    case 'move': {
      const next = desk.move(deed.to);
      if (!isInDetails) focusRow(next);
      return;
    }
    case 'pick':
      if (desk.current) desk.pick(desk.current.id);
      return;
    case 'unpick':
      if (isInDetails) focusRow(desk.cursor);
      else desk.unpick();
      return;
    case 'details':
      document.getElementById(detailsId)?.focus();
      return;
    case 'act':
      acts.act(deed.act);
      return;
    case 'raise':
      if (mayAct) acts.openDialog('raise');
      return;
    case 'help':
      acts.openDialog('help');
      return;
    default:
      deed satisfies never;
  }
}

function Side({ desk: { current, cursor } }: { readonly desk: AlarmDesk }) {
  const { t } = useTranslation('alarm');
  if (current) return <AlarmDetails alarm={current} />;
  return (
    <div className={styles['nothing']} role="status">
      {cursor === null ? (
        <p>{t('gone.pick')}</p>
      ) : (
        <>
          <p className="strong">{t('gone.title')}</p>
          <p>{t('gone.text')}</p>
        </>
      )}
    </div>
  );
}

function Old({ since }: { readonly since: number }) {
  const { t } = useTranslation('alarm');
  const { zone } = useZone();
  const age = useTicking((now) => toAgeWords(now - since, deskLanguage()));
  return (
    <Message tone="bad">
      <p className="strong">{t('old.title', { time: formatTimeExact(since, zone), age })}</p>
      <p>{t('old.text')}</p>
    </Message>
  );
}

interface DialogsProps {
  readonly list: WatchedAlarms;
  readonly acts: ReturnType<typeof useAlarmActs>;
  readonly places: string;
}

function Dialogs({ list, acts, places }: DialogsProps) {
  const { dialog, closeDialog } = acts;
  if (!dialog) return null;
  if (dialog.kind === 'help') return <KeysDialog places={places} onClose={closeDialog} />;
  if (dialog.kind === 'raise') {
    return <RaiseDialog onDone={(id) => void acts.raised(id)} onClose={closeDialog} />;
  }
  const props = {
    targets: dialog.targets,
    isBusy: acts.isBusy,
    failure: acts.failure,
    onSend: (action: Parameters<typeof acts.send>[0]) => void acts.send(action),
    onClose: closeDialog,
  };
  if (dialog.kind === 'shelve') return <ShelveDialog {...props} />;
  if (dialog.kind === 'assign') return <AssignDialog {...props} crew={list.crew} />;
  return <CommentDialog {...props} act={dialog.kind} />;
}
