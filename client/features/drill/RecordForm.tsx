import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrillChoice } from '#shared/model/drill.ts';
import { Field } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { MomentInput } from '../../components/desk/MomentInput.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { recordScenario } from '../../connection/desk/drills.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toFieldInstant } from '../../lib/desk/zonedTime.ts';
import { useDrillWords } from './useDrillWords.ts';

/** Builds a scenario from what really was. */
export function RecordForm() {
  const { t } = useTranslation('drill');
  const { zone, zoneLabel } = useZone();
  const words = useDrillWords();
  const client = useQueryClient();
  const submit = useSubmit();
  const [title, setTitle] = useState('');
  const [span, setSpan] = useState({ from: '', to: '' });
  const [made, setMade] = useState<DrillChoice | null>(null);
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMade(null);
    const toIso = (local: string): string => new Date(toFieldInstant(local, zone) ?? 0).toISOString();
    const wish = { title, from: toIso(span.from), to: toIso(span.to) };
    if (!(await submit.run(async () => setMade(await recordScenario(wish))))) return;
    setTitle('');
    await client.invalidateQueries({ queryKey: ['drills'] });
  };
  return (
    <details className="card">
      <summary>
        <span className="strong">{t('record.title')}</span>
      </summary>
      <form className="stack" onSubmit={go}>
        <p className="quiet">{t('record.lead')}</p>
        {made ? (
          <Message tone={made.recorded?.thinned ? 'watch' : 'good'}>
            <p>{t('record.made', { title: words.text(made.title) })}</p>
            {made.recorded?.thinned ? <p>{t('thinned')}</p> : null}
          </Message>
        ) : null}
        {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
        <TextField
          label={t('record.name')}
          error={submit.at('/title')}
          required
          minLength={3}
          maxLength={120}
          value={title}
          onChange={setTitle}
        />
        <div className="pair">
          {(['from', 'to'] as const).map((end) => {
            const label = t(`record.${end}`, { zone: zoneLabel });
            const change = (at: string): void => setSpan({ ...span, [end]: at });
            return (
              <Field key={end} label={label} error={submit.at(`/${end}`)}>
                {(ids) => <MomentInput ids={ids} label={label} value={span[end]} onChange={change} />}
              </Field>
            );
          })}
        </div>
        <div>
          <button type="submit" data-kind="main" disabled={submit.isBusy}>
            {t('record.make')}
          </button>
        </div>
      </form>
    </details>
  );
}
