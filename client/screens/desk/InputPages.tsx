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
import { startDeskWorker } from '../../connection/desk/deskWorker.ts';
import { fetchForm, fetchObligations } from '../../connection/desk/input.ts';
import { FigureForm } from '../../features/input/FigureForm.tsx';
import type { Typed } from '../../features/input/formState.ts';
import { ObligationList } from '../../features/input/ObligationList.tsx';
import { WaitingList } from '../../features/input/WaitingList.tsx';
import { TrailDialog } from '../../features/trail/TrailDialog.tsx';
import { useNames, useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { toDayText, toNumberText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

const nothingOwed: readonly Obligation[] = [];
/** As many forms as a clerk fills in at one go. */
const maxKept = 8;

/** Has the newest open forms at hand before the line drops. */
function useKeptForms(items: readonly Obligation[]): void {
  const client = useQueryClient();
  const [keeper, setKeeper] = useState(0);
  useEffect(
    () =>
      startDeskWorker(() => {
        // A form that was still on its way went past the worker: it is asked for anew.
        client.removeQueries({ queryKey: ['form'], type: 'inactive' });
        void client.invalidateQueries();
        setKeeper((count) => count + 1);
      }),
    [client],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a worker that begins to keep answers has the forms asked for again
  useEffect(() => {
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
  }, [client, items, keeper]);
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
function useRefused(key: string | null, userId: string): Typed | null {
  const [typed, setTyped] = useState<Typed | null>(key === null ? {} : null);
  useEffect(() => {
    if (key === null) return;
    deskOutbox
      .list(userId)
      .then((all) => {
        const readings = all.find((one) => one.key === key)?.request.readings ?? [];
        setTyped(
          Object.fromEntries(
            readings.map(({ area, value, reason }) => [
              area,
              { text: toNumberText(value), reason: reason ?? '' },
            ]),
          ),
        );
      })
      .catch(() => setTyped({}));
  }, [key, userId]);
  return typed;
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
