import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import type { FormView } from '#shared/model/submission.ts';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toDayText, toTimeText, toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { AreaRow } from './AreaRow.tsx';
import { EvidencePicker } from './EvidencePicker.tsx';
import styles from './FigureForm.module.css';
import type { FormStart } from './formState.ts';
import { moveOnEnter } from './moveOnEnter.ts';
import { SentNote } from './SentNote.tsx';
import { useFigureForm } from './useFigureForm.ts';

interface FigureFormProps {
  readonly form: FormView;
  readonly indicator: Indicator;
  readonly userId: string;
  readonly initial: FormStart;
  readonly replaces: string | null;
  readonly onTrail: (area: string) => void;
}

/** More areas than fit on a screen get a search. */
const searchFrom = 9;

/** One indicator in one period: a value for each area. */
export function FigureForm({ form, indicator, userId, initial, replaces, onTrail }: FigureFormProps) {
  const { t } = useTranslation('input');
  const figures = useFigureForm({ form, indicator, userId, initial, replaces });
  const [search, setSearch] = useState('');
  const element = useRef<HTMLFormElement>(null);
  const { outcome, rows, faulty, readings } = figures;
  const shown = rows.filter(({ row }) => row.name.toLowerCase().includes(search.trim().toLowerCase()));
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSearch('');
    await figures.send();
    // The first thing to mend comes into view.
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  if (outcome?.kind === 'sent' || outcome?.kind === 'waiting') {
    return <SentNote outcome={outcome} indicator={indicator} />;
  }
  const isTriedFaulty = figures.isTried && faulty.length > 0;
  return (
    <form className="stack" ref={element} onSubmit={go} onKeyDown={moveOnEnter} noValidate>
      <About form={form} indicator={indicator} />
      {rows.length >= searchFrom ? (
        <TextField label={t('form.filter')} type="search" value={search} onChange={setSearch} />
      ) : null}
      <ul className={styles['rows']}>
        {shown.map((judgedRow) => (
          <AreaRow
            key={judgedRow.row.area}
            judgedRow={judgedRow}
            indicator={indicator}
            isLocked={form.period.isLocked}
            isTried={figures.isTried}
            serverFault={figures.faultOf(judgedRow.row.area)}
            onChange={(typed) => figures.type(judgedRow.row.area, typed)}
            onTrail={() => onTrail(judgedRow.row.area)}
          />
        ))}
      </ul>
      <TextField
        label={t('form.note')}
        hint={t('form.noteHint')}
        maxLength={300}
        value={figures.note}
        onChange={figures.setNote}
      />
      <EvidencePicker files={figures.files} onChange={figures.setFiles} />
      {outcome?.kind === 'refused' ? <Message tone="bad">{outcome.problem.message}</Message> : null}
      {outcome?.kind === 'full' ? <Message tone="bad">{t('form.full')}</Message> : null}
      {figures.failure ? <Message tone="bad">{t('common:failed.other')}</Message> : null}
      {isTriedFaulty ? <Message tone="bad">{t('form.faulty', { count: faulty.length })}</Message> : null}
      {figures.isTried && readings.length === 0 && !isTriedFaulty ? (
        <Message tone="bad">{t('form.nothing')}</Message>
      ) : null}
      <div className={styles['foot']}>
        <span aria-live="polite">{t('form.filled', { count: readings.length })}</span>
        <button type="submit" data-kind="main" disabled={figures.isBusy || form.period.isLocked}>
          {figures.isBusy
            ? t('form.sending')
            : t(readings.length > 0 ? 'form.send' : 'form.sendNone', { count: readings.length })}
        </button>
      </div>
    </form>
  );
}

/** Figures that are older than this say from when they are: the form was kept, or stood open. */
const keptAfterMs = 120_000;

function About({ form, indicator }: Pick<FigureFormProps, 'form' | 'indicator'>) {
  const { t } = useTranslation('input');
  const { zone, zoneLabel } = useZone();
  const { range } = indicator;
  const unit = deskLanguage() === 'id' ? indicator.unit : indicator.unitEn;
  const explanation = indicator.explanation?.[deskLanguage()];
  const isKept = Date.now() - Date.parse(form.at) > keptAfterMs;
  return (
    <div className="stack" data-tight>
      {explanation ? <p>{explanation}</p> : null}
      <p className="quiet">
        {unit ? t('form.unit', { unit }) : t('form.bareUnit')}
        {range ? (
          <>
            {' · '}
            {t('form.range', {
              min: toValueText(range.min, indicator),
              max: toValueText(range.max, indicator),
            })}
          </>
        ) : null}
        {' · '}
        {t('due', { day: toDayText(form.period.dueAt, zone) })}
      </p>
      {form.period.isLocked ? <Message tone="watch">{t('form.locked')}</Message> : null}
      {isKept ? (
        <Message tone="watch">{t('form.kept', { time: toTimeText(form.at, zone), zone: zoneLabel })}</Message>
      ) : null}
    </div>
  );
}
