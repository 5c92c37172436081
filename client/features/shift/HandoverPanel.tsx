import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftView } from '#shared/model/shift.ts';
import { isSheetFresh } from '#shared/rules/handover.ts';
import { findLead } from '#shared/rules/shiftAt.ts';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { signSheet, writeSheet } from '../../connection/desk/shifts.ts';
import { useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { useShiftDeed } from '../../hooks/desk/useShift.ts';
import { toInstantText } from '../../lib/desk/format.ts';

interface HandoverPanelProps {
  readonly shift: ShiftView;
  /** Told the hash of a sheet that was written from here. */
  readonly onWritten: (hash: string) => void;
}

/** The outgoing side: the lead has the sheet written and signs it. */
export function HandoverPanel({ shift, onWritten }: HandoverPanelProps) {
  const { t } = useTranslation('handover');
  const { zone } = useZone();
  const user = useUser();
  const deed = useShiftDeed();
  const { handover } = shift;
  const isLead = findLead(shift, shift.now)?.id === user.id;
  const signed = handover?.signedBy.find(({ side }) => side === 'outgoing');
  const isFresh = handover !== null && isSheetFresh(handover.writtenAt, shift.now);
  return (
    <section className="card stack">
      <h2>{t('title')}</h2>
      {handover ? (
        <p>
          {t('written', { time: toInstantText(handover.writtenAt, zone), name: handover.writtenBy.name })}
        </p>
      ) : (
        <p className="quiet">{t('text')}</p>
      )}
      {handover && !isFresh ? <Message tone="watch">{t('old')}</Message> : null}
      {signed ? <p>{t('signedOut', { name: signed.name, time: toInstantText(signed.at, zone) })}</p> : null}
      {handover && isFresh && !signed ? (
        isLead ? (
          <button
            type="button"
            data-kind="main"
            disabled={deed.isBusy}
            onClick={() =>
              void deed.run(() => signSheet(shift.id, { side: 'outgoing', hash: handover.hash }))
            }
          >
            {t('signOut')}
          </button>
        ) : (
          <p className="quiet">{t('waiting')}</p>
        )
      ) : null}
      {isLead ? (
        <WriteForm shift={shift} deed={deed} onWritten={onWritten} />
      ) : handover ? null : (
        <p className="quiet">{t('leadOnly')}</p>
      )}
      {deed.failure ? <Message tone="bad">{deed.failure}</Message> : null}
    </section>
  );
}

interface WriteFormProps extends HandoverPanelProps {
  readonly deed: ReturnType<typeof useShiftDeed>;
}

function WriteForm({ shift, deed, onWritten }: WriteFormProps) {
  const { t } = useTranslation('handover');
  const [note, setNote] = useState(shift.handover?.sheet.note ?? '');
  const write = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const view = await deed.run(() => writeSheet(shift.id, note));
    if (view?.handover) onWritten(view.handover.hash);
  };
  return (
    <form className="stack" onSubmit={(event) => void write(event)}>
      <TextField
        label={t('note')}
        error={deed.at('/note')}
        isLong
        maxLength={1_000}
        value={note}
        onChange={setNote}
      />
      <div className="row">
        <button type="submit" disabled={deed.isBusy}>
          {deed.isBusy ? t('writing') : t(shift.handover ? 'again' : 'write')}
        </button>
      </div>
    </form>
  );
}
