import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { alarmSeverities } from '#shared/model/lists.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchIncidents } from '../../connection/desk/incidents.ts';
import { FromAlarm } from '../../features/incidents/FromAlarm.tsx';
import { IncidentTable } from '../../features/incidents/IncidentTable.tsx';
import { type IncidentStart, NewIncident } from '../../features/incidents/NewIncident.tsx';
import { useMayOperate } from '../../hooks/desk/useDesk.ts';
import { useKeys } from '../../hooks/desk/useKeys.ts';
import styles from './IncidentPage.module.css';

const pageSize = 50;

/** What the address asks for: `?alarm=ID&judul=…&wilayah=…&tingkat=…` opens the form of an incident from that alarm. */
function toStart(query: URLSearchParams): IncidentStart | null {
  const alarm = query.get('alarm');
  if (alarm === null && !query.has('baru')) return null;
  const severity = alarmSeverities.find((one) => one === query.get('tingkat')) ?? null;
  const [title, area] = [query.get('judul') ?? '', query.get('wilayah') ?? ''];
  return { alarm, title, kind: null, area, severity, text: '', simulated: false };
}

/** `/console/kejadian`: what is open, and what was closed lately. */
export function IncidentPage() {
  const { t } = useTranslation('incident');
  const navigate = useNavigate();
  const mayAct = useMayOperate();
  const [query, setQuery] = useSearchParams();
  const [state, setState] = useState<'open' | 'closed'>('open');
  const [limit, setLimit] = useState(pageSize);
  const list = useQuery({
    queryKey: ['incidents', 'list', state, limit],
    queryFn: () => fetchIncidents(state, limit),
    placeholderData: keepPreviousData,
  });
  const start = mayAct ? toStart(query) : null;
  const begin = mayAct ? () => setQuery({ baru: '' }) : undefined;
  useKeys({ n: begin });
  const counts = { open: list.data?.open ?? 0, closed: list.data?.closed ?? 0 };
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        begin ? (
          <button type="button" data-kind="main" aria-keyshortcuts="n" onClick={begin}>
            {t('new')} <kbd>N</kbd>
          </button>
        ) : null
      }
    >
      <fieldset className={`row ${styles['filter']}`}>
        <legend className="visually-hidden">{t('show')}</legend>
        {(['open', 'closed'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={state === one} onClick={() => setState(one)}>
            {t(`filter.${one}`, { count: counts[one] })}
          </button>
        ))}
      </fieldset>
      <Answer query={list}>
        {({ items }) => (
          <>
            {items.length === 0 ? <Nothing state={state} mayAct={mayAct} /> : <IncidentTable items={items} />}
            {items.length < counts[state] ? (
              <div>
                <button type="button" onClick={() => setLimit(limit + pageSize)}>
                  {t('more', { count: Math.min(pageSize, counts[state] - items.length) })}
                </button>
              </div>
            ) : null}
          </>
        )}
      </Answer>
      {start ? (
        <StartForm
          start={start}
          onOpened={(id) => void navigate(`/console/kejadian/${id}`)}
          onClose={() => setQuery({}, { replace: true })}
        />
      ) : null}
    </Page>
  );
}

type StartFormProps = ComponentProps<typeof NewIncident>;

function StartForm({ start, ...rest }: StartFormProps) {
  const { alarm } = start;
  return alarm === null ? (
    <NewIncident start={start} {...rest} />
  ) : (
    <FromAlarm start={{ ...start, alarm }} {...rest} />
  );
}

function Nothing({ state, mayAct }: { readonly state: 'open' | 'closed'; readonly mayAct: boolean }) {
  const { t } = useTranslation('incident');
  return (
    <Empty>
      <p className="strong">{t(state === 'open' ? 'none' : 'noneClosed')}</p>
      {state === 'open' && mayAct ? <p>{t('noneHint')}</p> : null}
    </Empty>
  );
}
