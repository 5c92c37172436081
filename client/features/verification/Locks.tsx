import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeriodLock } from '#shared/model/verification.ts';
import { toPeriodInstant } from '#shared/rules/period.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { ReasonField } from '../../components/desk/ReasonField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { fetchLocks, lockPeriod, unlockPeriods } from '../../connection/desk/verification.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useDialogSubmit } from '../../hooks/desk/useDialogSubmit.ts';
import { toDayText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** Periods that take no more figures. */
export function Locks() {
  const { t } = useTranslation('board');
  const { zone } = useZone();
  const names = useNames();
  const [opened, setOpened] = useState<PeriodLock | 'new' | null>(null);
  const query = useQuery({ queryKey: ['locks'], queryFn: fetchLocks });
  return (
    <section className="stack">
      <div className="row" data-apart>
        <h2 id="kunci" tabIndex={-1}>
          {t('lock.title')}
        </h2>
        <button type="button" onClick={() => setOpened('new')}>
          {t('lock.add')}
        </button>
      </div>
      <p className="quiet">{t('lock.lead')}</p>
      <Answer query={query}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{t('lock.none')}</Empty>
          ) : (
            <ul className="stack" data-tight>
              {items.map((lock) => (
                <li key={lock.indicator} className="card row" data-apart>
                  <div>
                    <p className="strong">{names.indicatorName(lock.indicator)}</p>
                    <p>{t('lock.to', { day: toDayText(lock.until, zone) })}</p>
                    <p className="quiet">{t('lock.by', { by: lock.by, reason: lock.reason })}</p>
                  </div>
                  <button type="button" onClick={() => setOpened(lock)}>
                    {t('lock.remove')}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {opened ? <LockDialog lock={opened === 'new' ? null : opened} onClose={() => setOpened(null)} /> : null}
    </section>
  );
}

interface LockDialogProps {
  /** The lock that shall be opened; null for a new one. */
  readonly lock: PeriodLock | null;
  readonly onClose: () => void;
}

function LockDialog({ lock, onClose }: LockDialogProps) {
  const { t } = useTranslation('board');
  const { zone } = useZone();
  const names = useNames();
  const [indicator, setIndicator] = useState<string>(lock?.indicator ?? '');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const submit = useDialogSubmit('locks', onClose);
  const go = async (): Promise<void> => {
    await submit.send(() =>
      lock
        ? unlockPeriods({ indicator, reason })
        : lockPeriod({
            indicator,
            until: new Date(toPeriodInstant(day, 'end', zone)).toISOString(),
            reason,
          }),
    );
  };
  const title = lock
    ? t('lock.removeTitle', { indicator: names.indicatorName(lock.indicator) })
    : t('lock.add');
  return (
    <FormDialog
      title={title}
      submit={lock ? t('lock.remove') : t('lock.add')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void go()}
      onClose={onClose}
    >
      {lock ? null : (
        <>
          <ChoiceField
            label={t('common:indicator')}
            error={submit.at('/indicator')}
            value={indicator}
            choices={[
              ['', t('common:choose')],
              ...(names.catalogue?.indicators ?? []).map(
                ({ id, name }) => [String(id), name[deskLanguage()]] as const,
              ),
            ]}
            required
            onChange={setIndicator}
          />
          <TextField
            label={t('lock.until')}
            error={submit.at('/until')}
            type="date"
            required
            value={day}
            onChange={setDay}
          />
        </>
      )}
      <ReasonField value={reason} onChange={setReason} error={submit.at('/reason')} />
    </FormDialog>
  );
}
