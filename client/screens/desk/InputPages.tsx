import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import type { Obligation } from '#shared/model/obligation.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Page } from '../../components/desk/Page.tsx';
import type { FigurePlace } from '../../connection/desk/boards.ts';
import { deskOutbox } from '../../connection/desk/deskOutbox.ts';
import { fetchForm, fetchObligations } from '../../connection/desk/input.ts';
import type { Waiting } from '../../connection/desk/outboxStore.ts';
import { FigureForm } from '../../features/input/FigureForm.tsx';
import { emptyStart, type FormStart } from '../../features/input/formState.ts';
import { ObligationList } from '../../features/input/ObligationList.tsx';
import { WaitingList } from '../../features/input/WaitingList.tsx';
import { TrailDialog } from '../../features/trail/TrailDialog.tsx';
import { useNames, useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { useDeskWorker } from '../../hooks/desk/useDeskWorker.ts';
import { toDayText, toNumberText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

const nothingOwed: readonly Obligation[] = [];
/** As many forms as a clerk fills in at one go. */
const maxKept = 8;

/** Has the newest open forms at hand before the line drops. */
function useKeptForms(items: readonly Obligation[]): void {
  const client = useQueryClient();
  const isReady = useDeskWorker();
  useEffect(() => {
    if (!isReady) return;
    const open = items.filter(({ state }) => !state.startsWith('done'));
    for (const { indicator, period } of open
      .toSorted((a, b) => b.dueAt.localeCompare(a.dueAt))
      .slice(0, maxKept)) {
      void client.prefetchQuery({
        queryKey: ['form', indicator, period],
        queryFn: () => fetchForm(indicator, period),
        staleTime: 30_000,
      });
    }
  }, [client, items, isReady]);
}

/** `/input`: what an agency owes. */
export function ObligationsPage() {
  const { t } = useTranslation('input');
  const user = useUser();
  const names = useNames();
  const [params, setParams] = useSearchParams();
  const agency = user.agency ?? params.get('instansi') ?? '';
  const query = useQuery({
    queryKey: ['obligations', agency],
    queryFn: () => fetchObligations(agency),
    enabled: agency !== '',
  });
  useKeptForms(query.data?.items ?? nothingOwed);
  return (
    <Page
      title={t('title')}
      lead={agency ? t('lead', { agency: names.agency(agency)?.name ?? agency }) : t('chooseAgency')}
    >
      <WaitingList userId={user.id} />
      {user.agency === null ? (
        <AgencySelect
          agencies={names.catalogue?.agencies ?? []}
          value={agency}
          onChange={(code) => setParams(code ? { instansi: code } : {})}
        />
      ) : null}
      {agency ? (
        <>
          <div>
            <Link className="button" to={`/input/berkas?instansi=${agency}`}>
              {t('byFile')}
            </Link>
          </div>
          <Answer query={query}>
            {({ items, withoutCalendar }) => (
              <ObligationList items={items} withoutCalendar={withoutCalendar} />
            )}
          </Answer>
        </>
      ) : null}
    </Page>
  );
}

/** What a refused form of the outbox held, for mending; null until it is looked up. */
function useRefused(key: string | null, userId: string): FormStart | null {
  const [start, setStart] = useState<FormStart | null>(key === null ? emptyStart : null);
  useEffect(() => {
    if (key === null) return;
    deskOutbox
      .list(userId)
      .then((all) => {
        const kept = all.find((one) => one.key === key);
        setStart(kept ? toStart(kept) : emptyStart);
      })
      .catch(() => setStart(emptyStart));
  }, [key, userId]);
  return start;
}

/** One note stands with every value of a form. */
function toStart({ request: { readings }, files }: Waiting): FormStart {
  const rows = readings.map(
    ({ area, value, reason }) => [area, { text: toNumberText(value), reason: reason ?? '' }] as const,
  );
  return {
    typed: Object.fromEntries(rows),
    note: readings[0]?.note ?? '',
    files: files.map(({ name, blob }) => new File([blob], name, { type: blob.type })),
  };
}

/** `/input/isi/:indicator/:period`: the form. */
export function FormPage() {
  const { t } = useTranslation('input');
  const { indicator: id = '', period = '' } = useParams();
  const state = useLocation().state as { waiting?: string } | null;
  const user = useUser();
  const names = useNames();
  const { zone } = useZone();
  const replaces = state?.waiting ?? null;
  const initial = useRefused(replaces, user.id);
  const [figure, setFigure] = useState<FigurePlace | null>(null);
  useDeskWorker();
  const query = useQuery({
    queryKey: ['form', id, period],
    queryFn: () => fetchForm(id, period),
    staleTime: 30_000,
  });
  const indicator = names.indicator(id);
  const label = query.data?.period.label[deskLanguage()];
  return (
    <Page
      title={names.indicatorName(id)}
      lead={
        query.data && label
          ? t('form.period', { period: label, day: toDayText(query.data.period.observedAt, zone) })
          : undefined
      }
    >
      <Answer query={query}>
        {(form) =>
          indicator && initial ? (
            <FigureForm
              key={`${id}|${period}`}
              form={form}
              indicator={indicator}
              userId={user.id}
              initial={initial}
              replaces={replaces}
              onTrail={(area) => setFigure({ indicator: id, area, observedAt: form.period.observedAt })}
            />
          ) : (
            <Empty>{t('common:loading')}</Empty>
          )
        }
      </Answer>
      {figure ? (
        <TrailDialog
          figure={figure}
          indicator={indicator}
          areaName={names.areaName(figure.area)}
          onClose={() => setFigure(null)}
        />
      ) : null}
    </Page>
  );
}
