import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Occasion, RecommendationAnswer } from '#shared/model/assistance.ts';
import { type FollowUp, toFollowUp } from '#shared/rules/assistance.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { ChangeLog } from '../../components/desk/ChangeLog.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchAssistance, makeRecommendation } from '../../connection/desk/assistance.ts';
import { Chain } from '../../features/assistance/Chain.tsx';
import { type FollowUpAct, FollowUpDialog } from '../../features/assistance/FollowUpDialogs.tsx';
import { OccasionTable } from '../../features/assistance/OccasionTable.tsx';
import {
  type RecommendationFacts,
  RecommendationForm,
} from '../../features/assistance/RecommendationForm.tsx';
import { RecommendationHead, RecommendationList } from '../../features/assistance/RecommendationList.tsx';
import { useMayReview } from '../../hooks/desk/useDesk.ts';
import { useMaking } from '../../hooks/desk/useMaking.ts';
import { useRecommendation, useRecommendationLine } from '../../hooks/desk/useRecommendation.ts';
import { useToday } from '../../hooks/desk/useToday.ts';
import { figuresMs } from '../../lib/desk/refetch.ts';

const useAssistance = () =>
  useQuery({ queryKey: ['assistance', 'list'], queryFn: fetchAssistance, refetchInterval: figuresMs });

/** `/pendampingan`: what was recommended, and what came of it. */
export function AssistancePage() {
  const { t } = useTranslation('assistance');
  const mayReview = useMayReview();
  const query = useAssistance();
  const [isNew, setNew] = useState(false);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayReview ? (
          <button type="button" data-kind="main" onClick={() => setNew(true)}>
            {t('new')}
          </button>
        ) : null
      }
    >
      <Answer query={query}>
        {(list) => (
          <>
            <RecommendationList {...list} />
            <section className="card stack" aria-labelledby="pertemuan">
              <h2 id="pertemuan">{t('occasions')}</h2>
              <p className="quiet">{t('occasionsLead')}</p>
              <OccasionTable {...list} />
            </section>
          </>
        )}
      </Answer>
      {isNew ? <NewForm occasions={query.data?.occasions ?? []} onClose={() => setNew(false)} /> : null}
    </Page>
  );
}

interface NewFormProps {
  readonly occasions: readonly Occasion[];
  readonly onClose: () => void;
}

function NewForm({ occasions, onClose }: NewFormProps) {
  const { t } = useTranslation('assistance');
  const { submit, send } = useMaking<RecommendationFacts, RecommendationAnswer>({
    make: makeRecommendation,
    list: ['assistance', 'list'],
    toPath: ({ recommendation }) => `/pendampingan/${recommendation.id}`,
  });
  return (
    <RecommendationForm
      title={t('form.newTitle')}
      start={null}
      occasions={occasions}
      submit={submit}
      onSend={send}
      onClose={onClose}
    />
  );
}

/** `/pendampingan/:id`: one recommendation, followed up from here. */
export function RecommendationPage() {
  const { t } = useTranslation('assistance');
  const { id = '' } = useParams();
  const query = useRecommendation(id);
  if (query.data === undefined)
    return (
      <Page title={t('title')}>
        <Answer query={query}>{() => null}</Answer>
      </Page>
    );
  return (
    <div className="stack">
      <Answer query={query}>{(answer) => <Desk key={id} {...answer} />}</Answer>
    </div>
  );
}

function Desk({ recommendation, occasion, figures, log }: RecommendationAnswer) {
  const { t } = useTranslation('assistance');
  const mayReview = useMayReview();
  const today = useToday();
  const [acting, setActing] = useState<FollowUpAct | 'edit' | null>(null);
  const close = (): void => setActing(null);
  return (
    <Page
      title={t('step.recommendation')}
      actions={
        <Link className="target" to="/pendampingan">
          {t('all')}
        </Link>
      }
    >
      {recommendation.origin === 'simulated' ? (
        <Message tone="watch">{t('official:simulatedNote')}</Message>
      ) : null}
      {mayReview ? null : <p className="quiet">{t('official:readOnly')}</p>}
      <section className="card stack">
        <RecommendationHead recommendation={recommendation} today={today} />
        <Chain recommendation={recommendation} occasion={occasion} figures={figures} today={today} />
        {recommendation.indicators.length > 0 ? <p className="quiet">{t('effectNote')}</p> : null}
        {mayReview ? <Actions recommendation={recommendation} onAct={setActing} /> : null}
      </section>
      <ChangeLog lines={log} />
      {acting === 'edit' ? <EditForm recommendation={recommendation} onClose={close} /> : null}
      {acting !== null && acting !== 'edit' ? (
        <FollowUpDialog recommendation={recommendation} act={acting} onClose={close} />
      ) : null}
    </Page>
  );
}

interface ActionsProps extends Pick<RecommendationAnswer, 'recommendation'> {
  readonly onAct: (act: FollowUpAct | 'edit') => void;
}

const nextActs: Readonly<Partial<Record<FollowUp, FollowUpAct>>> = {
  waiting: 'response',
  answered: 'decision',
  decided: 'close',
};

/** The next step stands out. */
function Actions({ recommendation, onAct }: ActionsProps) {
  const { t } = useTranslation('assistance');
  const step = toFollowUp(recommendation);
  const next = nextActs[step];
  const acts: readonly (FollowUpAct | 'edit')[] =
    step === 'closed' || step === 'dropped' ? ['reopen'] : ['response', 'decision', 'close', 'edit', 'drop'];
  return (
    <div className="row">
      {acts.map((act) => (
        <button
          key={act}
          type="button"
          data-kind={act === next ? 'main' : act === 'edit' || act === 'drop' ? 'quiet' : undefined}
          onClick={() => onAct(act)}
        >
          {t(`act.${act}`)}
        </button>
      ))}
    </div>
  );
}

interface EditFormProps extends Pick<RecommendationAnswer, 'recommendation'> {
  readonly onClose: () => void;
}

function EditForm({ recommendation, onClose }: EditFormProps) {
  const { t } = useTranslation('assistance');
  const line = useRecommendationLine(recommendation.id);
  const { data } = useAssistance();
  // What was looked at when the form was opened; another's change meanwhile is told, not overwritten.
  const [start] = useState(recommendation);
  const send = async (facts: RecommendationFacts): Promise<void> => {
    if (await line.enter({ kind: 'change', ...facts }, start.version)) onClose();
  };
  return (
    <RecommendationForm
      title={t('form.editTitle')}
      start={start}
      occasions={data?.occasions ?? []}
      submit={line}
      onSend={(facts) => void send(facts)}
      onClose={onClose}
    />
  );
}
