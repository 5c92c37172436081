import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { AlarmAction, AlarmDetail } from '#shared/model/alarm.ts';
import { actOnAlarms } from '../../connection/desk/alarms.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toActTargets } from '../../lib/desk/alarmActs.ts';
import type { AlarmAct } from '../../lib/desk/alarmKeys.ts';
import { toRowId } from './AlarmRow.tsx';
import { toDisplayAddress, toIncidentAddress } from './alarmWords.ts';
import type { AlarmDesk } from './useAlarmDesk.ts';

/** A dialog that is open; it acts on the alarms it was opened for, whatever the list does meanwhile. */
export type OpenDialog =
  | { readonly kind: 'raise' }
  | { readonly kind: 'help' }
  | {
      readonly kind: 'shelve' | 'assign' | 'comment' | 'acknowledge';
      readonly targets: readonly AlarmDetail[];
    };

/** So many frames a row is waited for. */
const mostFrames = 60;

/** Puts the focus on a row once it is drawn; focus opens it. */
export function focusRow(id: string | null, frames = mostFrames): void {
  if (id === null || frames === 0) return;
  requestAnimationFrame(() => {
    const row = document.getElementById(toRowId(id));
    if (!row) {
      focusRow(id, frames - 1);
      return;
    }
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });
}

/** After these the alarm is another part of the list's business, and work goes on with the next one. */
const leaving: readonly AlarmAction['action'][] = ['acknowledge', 'shelve', 'unshelve', 'clear'];

/** What can be done to the alarms that are open or picked. */
export function useAlarmActs(desk: AlarmDesk, mayAct: boolean) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const submit = useSubmit();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);

  const send = async (action: AlarmAction): Promise<void> => {
    const isDone = await submit.run(() => actOnAlarms(action));
    if (isDone) {
      setDialog(null);
      const isInList = document.activeElement?.closest('[data-alarm-list], dialog') !== null;
      const next = leaving.includes(action.action) ? desk.leave(action.ids) : null;
      if (isInList) focusRow(next);
    }
    await client.invalidateQueries({ queryKey: ['alarms'] });
  };

  const act = (what: AlarmAct): void => {
    const targets = toActTargets(what, desk.targets);
    const [first] = targets;
    if (!first || submit.isBusy || (!mayAct && what !== 'display')) return;
    submit.clear();
    const ids = targets.map(({ id }) => id);
    switch (what) {
      case 'acknowledge':
      case 'unshelve':
      case 'clear':
        void send({ action: what, ids });
        return;
      case 'acknowledge-with-comment':
        setDialog({ kind: 'acknowledge', targets });
        return;
      case 'shelve':
      case 'assign':
      case 'comment':
        setDialog({ kind: what, targets });
        return;
      case 'incident':
        void navigate(toIncidentAddress(first));
        return;
      case 'display':
        window.open(toDisplayAddress(first), '_blank', 'noopener');
        return;
      default:
        what satisfies never;
    }
  };

  const at = submit.at('/to') ?? submit.at('/comment') ?? submit.at('/minutes');
  const failure = submit.failure ?? at ?? null;
  return {
    act,
    send,
    dialog,
    failure,
    isBusy: submit.isBusy,
    openDialog(kind: 'raise' | 'help') {
      submit.clear();
      setDialog({ kind });
    },
    closeDialog: () => setDialog(null),
    async raised(id: string): Promise<void> {
      setDialog(null);
      await client.invalidateQueries({ queryKey: ['alarms'] });
      focusRow(id);
    },
  };
}
