import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { DrillList } from '#shared/model/drill.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchDrill, fetchDrills, toReportUrl } from '../../connection/desk/drills.ts';
import { DrillReport } from '../../features/drill/DrillReport.tsx';
import { PastDrills } from '../../features/drill/PastDrills.tsx';
import { RecordForm } from '../../features/drill/RecordForm.tsx';
import { RunningDrill } from '../../features/drill/RunningDrill.tsx';
import { ScenarioList } from '../../features/drill/ScenarioList.tsx';
import { useMayAct } from '../../hooks/desk/useDesk.ts';

/** `/console/latihan`: scenarios, the drill that runs, and those that are over; `/console/latihan/:id`: one's report. */
export function DrillPage() {
  const { id } = useParams();
  return id === undefined ? <DrillsPage /> : <ReportPage key={id} id={id} />;
}

function DrillsPage() {
  const { t } = useTranslation('drill');
  const query = useQuery({ queryKey: ['drills'], queryFn: fetchDrills });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Answer query={query}>{(list) => <Drills list={list} />}</Answer>
    </Page>
  );
}

function Drills({ list: { items, scenarios, url, isPossible } }: { readonly list: DrillList }) {
  const { t } = useTranslation('drill');
  const mayAct = useMayAct();
  if (!isPossible) return <Message tone="info">{t('nested')}</Message>;
  const running = items.find(({ state }) => state === 'starting' || state === 'running');
  return (
    <>
      {running ? <RunningDrill drill={running} url={url} mayAct={mayAct} /> : null}
      <ScenarioList scenarios={scenarios} mayAct={mayAct} isBusy={running !== undefined} />
      {mayAct ? <RecordForm /> : null}
      <PastDrills drills={items.filter(({ id }) => id !== running?.id)} />
    </>
  );
}

function ReportPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('drill');
  const query = useQuery({ queryKey: ['drills', id], queryFn: () => fetchDrill(id) });
  const title = query.data ? t('report.title', { title: query.data.drill.title }) : t('title');
  return (
    <Page title={title}>
      <p data-no-print>
        <Link className="target" to="/console/latihan">
          {t('report.back')}
        </Link>
      </p>
      <Answer query={query}>
        {({ drill, report }) =>
          report ? (
            <>
              <div className="row" data-no-print>
                <button type="button" onClick={() => window.print()}>
                  {t('report.print')}
                </button>
                <a className="button" href={toReportUrl(id)}>
                  {t('report.csv')}
                </a>
              </div>
              <DrillReport drill={drill} report={report} />
            </>
          ) : (
            <Message tone={drill.fault ? 'bad' : 'info'}>
              {drill.fault ? t(`fault.${drill.fault}`) : t('report.none')}
            </Message>
          )
        }
      </Answer>
    </Page>
  );
}
