import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { fetchHolidays, loadHolidays } from '../../connection/desk/admin.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toDayText } from '../../lib/desk/format.ts';

/** Holidays that due dates leave out; the admin loads the lists of the decrees. */
export function Calendar() {
  const { t } = useTranslation('admin');
  const { zone } = useZone();
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['holidays'], queryFn: fetchHolidays });
  const [lines, setLines] = useState('');
  const [source, setSource] = useState('');
  const [loaded, setLoaded] = useState<number | null>(null);
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setLoaded(null);
    const isDone = await submit.run(async () => setLoaded((await loadHolidays({ lines, source })).length));
    if (!isDone) return;
    setLines('');
    await client.invalidateQueries();
  };
  return (
    <div className="stack">
      <p className="quiet">{t('calendar.lead')}</p>
      <form className="card stack" onSubmit={go}>
        {loaded === null ? null : <Message tone="good">{t('calendar.loaded', { count: loaded })}</Message>}
        {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
        <TextField
          label={t('calendar.lines')}
          hint={t('calendar.linesHint')}
          error={submit.at('/lines')}
          isLong
          required
          rows={8}
          maxLength={100_000}
          value={lines}
          onChange={setLines}
        />
        <TextField
          label={t('calendar.source')}
          error={submit.at('/source')}
          required
          maxLength={200}
          value={source}
          onChange={setSource}
        />
        <div>
          <button type="submit" data-kind="main" disabled={submit.isBusy}>
            {t('calendar.load')}
          </button>
        </div>
      </form>
      <Answer query={query}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{t('calendar.none')}</Empty>
          ) : (
            <table className="lines card">
              <thead>
                <tr>
                  <th scope="col">{t('calendar.day')}</th>
                  <th scope="col">{t('calendar.name')}</th>
                  <th scope="col">{t('calendar.source')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ date, name, source: by }) => (
                  <tr key={date}>
                    <th scope="row">{toDayText(`${date}T05:00:00Z`, zone)}</th>
                    <td data-label={t('calendar.name')}>{name}</td>
                    <td data-label={t('calendar.source')} className="quiet">
                      {by}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
    </div>
  );
}
