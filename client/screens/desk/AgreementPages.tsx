import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { type AgreementAnswer, type AgreementList, agreementLimits } from '#shared/model/agreement.ts';
import type { KeptFile } from '#shared/model/official.ts';
import { isRenewalWanted, toValidity } from '#shared/rules/agreement.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { ChangeLog } from '../../components/desk/ChangeLog.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { FilePick, KeptFiles } from '../../components/desk/KeptFiles.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { ReasonDialog } from '../../components/desk/ReasonDialog.tsx';
import {
  fetchAgreements,
  fetchPromises,
  makeAgreement,
  toAgreementFile,
} from '../../connection/desk/agreements.ts';
import { ActionPlan } from '../../features/agreements/ActionPlan.tsx';
import { AgreementFacts } from '../../features/agreements/AgreementFacts.tsx';
import { AgreementForm } from '../../features/agreements/AgreementForm.tsx';
import { AgreementTable, RenewalWarnings } from '../../features/agreements/AgreementTable.tsx';
import { type Facts, newFacts, toFactsDraft } from '../../features/agreements/agreementDraft.ts';
import { PromiseGroups } from '../../features/agreements/PromiseGroups.tsx';
import { useAgreement, useAgreementLine } from '../../hooks/desk/useAgreement.ts';
import { useMayReview } from '../../hooks/desk/useDesk.ts';
import { useMaking } from '../../hooks/desk/useMaking.ts';
import { useToday } from '../../hooks/desk/useToday.ts';
import { figuresMs } from '../../lib/desk/refetch.ts';

const useAgreements = () => useQuery({ queryKey: ['agreements', 'list'], queryFn: fetchAgreements });

/** `/kesepakatan`: the register, with what wants renewing. */
export function AgreementsPage() {
  const { t } = useTranslation('agreement');
  const mayReview = useMayReview();
  const query = useAgreements();
  const [isNew, setNew] = useState(false);
  const late = query.data?.items.reduce((sum, { counts }) => sum + counts.late, 0);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <div className="row">
          <Link className="button" data-kind="main" to="/kesepakatan/janji">
            {late === undefined ? t('late') : t('lateCount', { count: late })}
          </Link>
          {mayReview ? (
            <button type="button" onClick={() => setNew(true)}>
              {t('new')}
            </button>
          ) : null}
        </div>
      }
    >
      <Answer query={query}>
        {({ items, today }) => (
          <>
            <RenewalWarnings items={items} today={today} />
            {items.length === 0 ? (
              <Empty>
                <p className="strong">{t('none')}</p>
              </Empty>
            ) : (
              <AgreementTable items={items} today={today} />
            )}
          </>
        )}
      </Answer>
      {isNew ? <NewAgreementForm others={query.data?.items ?? []} onClose={() => setNew(false)} /> : null}
    </Page>
  );
}

interface NewAgreementFormProps {
  readonly others: AgreementList['items'];
  readonly onClose: () => void;
}

function NewAgreementForm({ others, onClose }: NewAgreementFormProps) {
  const { t } = useTranslation('agreement');
  const { submit, send } = useMaking<Facts, AgreementAnswer>({
    make: makeAgreement,
    list: ['agreements', 'list'],
    toPath: ({ agreement }) => `/kesepakatan/${agreement.id}`,
  });
  return (
    <AgreementForm
      title={t('form.newTitle')}
      start={newFacts}
      others={others}
      submit={submit}
      onSend={send}
      onClose={onClose}
    />
  );
}

/** `/kesepakatan/janji`: what was promised, late ones first. */
export function PromisesPage() {
  const { t } = useTranslation('agreement');
  const query = useQuery({
    queryKey: ['agreements', 'promises'],
    queryFn: fetchPromises,
    refetchInterval: figuresMs,
  });
  return (
    <Page
      title={t('promise.title')}
      lead={t('promise.lead')}
      actions={
        <Link className="target" to="/kesepakatan">
          {t('all')}
        </Link>
      }
    >
      <Answer query={query}>{(list) => <PromiseGroups {...list} />}</Answer>
    </Page>
  );
}

/** `/kesepakatan/:id`: one agreement, worked from here. */
export function AgreementPage() {
  const { t } = useTranslation('agreement');
  const { id = '' } = useParams();
  const query = useAgreement(id);
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

function Desk(answer: AgreementAnswer) {
  const { t } = useTranslation('agreement');
  const { agreement, log } = answer;
  const mayReview = useMayReview();
  const [isEditing, setEditing] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const [removing, setRemoving] = useState<KeptFile | null>(null);
  const today = useToday();
  const isAsked = isRenewalWanted(toValidity(agreement, answer.successors.length > 0, today));
  return (
    <Page
      title={agreement.title}
      actions={
        <div className="row">
          <Link className="target" to="/kesepakatan">
            {t('all')}
          </Link>
          {mayReview && isAsked ? (
            <button type="button" onClick={() => setLeaving(true)}>
              {t('left.button')}
            </button>
          ) : null}
          {mayReview ? (
            <button type="button" onClick={() => setEditing(true)}>
              {t('edit')}
            </button>
          ) : null}
        </div>
      }
    >
      {agreement.origin === 'simulated' ? (
        <Message tone="watch">{t('official:simulatedNote')}</Message>
      ) : null}
      {mayReview ? null : <p className="quiet">{t('official:readOnly')}</p>}
      <ActionPlan
        agreement={agreement}
        figures={answer.figures}
        mayReview={mayReview}
        onRemoveFile={setRemoving}
      />
      <AgreementFacts {...answer} />
      <Papers agreement={agreement} mayReview={mayReview} onRemove={setRemoving} />
      <ChangeLog lines={log} />
      {isEditing ? <EditForm agreement={agreement} onClose={() => setEditing(false)} /> : null}
      {isLeaving ? <LeaveDialog id={agreement.id} onClose={() => setLeaving(false)} /> : null}
      {removing ? <RemoveFile id={agreement.id} file={removing} onClose={() => setRemoving(null)} /> : null}
    </Page>
  );
}

/** Says that an agreement is meant to end, which stops what reminds of it. */
function LeaveDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('agreement');
  const line = useAgreementLine(id);
  const send = async (reason: string): Promise<void> => {
    if (await line.enter({ kind: 'not-renewed', reason })) onClose();
  };
  return (
    <ReasonDialog
      title={t('left.title')}
      submit={t('left.button')}
      lead={t('left.lead')}
      isBusy={line.isBusy}
      failure={line.failure}
      error={line.at('/reason') ?? line.at('/kind')}
      onSubmit={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}

interface PapersProps extends Pick<AgreementAnswer, 'agreement'> {
  readonly mayReview: boolean;
  readonly onRemove: (file: KeptFile) => void;
}

/** The signed paper and what belongs to it. */
function Papers({ agreement, mayReview, onRemove }: PapersProps) {
  const { t } = useTranslation('official');
  const line = useAgreementLine(agreement.id);
  const { files, id } = agreement;
  return (
    <section className="card stack" aria-labelledby="naskah">
      <h2 id="naskah">{t('files.title')}</h2>
      {files.length === 0 ? <p className="quiet">{t('files.none')}</p> : null}
      <KeptFiles
        files={files}
        toAddress={(file) => toAgreementFile(id, file)}
        onRemove={mayReview ? onRemove : undefined}
      />
      {(line.failure ?? line.at('?name')) ? (
        <Message tone="bad">{line.failure ?? line.at('?name')}</Message>
      ) : null}
      {mayReview && files.length < agreementLimits.files ? (
        <>
          <p className="quiet">{t('files.hint')}</p>
          <FilePick isBusy={line.isBusy} onPick={(file) => void line.attach(file, null)} />
        </>
      ) : null}
    </section>
  );
}

interface EditFormProps extends Pick<AgreementAnswer, 'agreement'> {
  readonly onClose: () => void;
}

function EditForm({ agreement, onClose }: EditFormProps) {
  const { t } = useTranslation('agreement');
  const line = useAgreementLine(agreement.id);
  const { data } = useAgreements();
  // What was looked at when the form was opened; another's change meanwhile is told, not overwritten.
  const [start] = useState(agreement);
  const send = async (facts: Facts): Promise<void> => {
    if (await line.enter({ kind: 'change', ...facts }, start.version)) onClose();
  };
  return (
    <AgreementForm
      title={t('form.editTitle')}
      start={toFactsDraft(start)}
      others={(data?.items ?? []).filter(({ id }) => id !== start.id)}
      submit={line}
      onSend={(facts) => void send(facts)}
      onClose={onClose}
    />
  );
}

interface RemoveFileProps {
  readonly id: string;
  readonly file: KeptFile;
  readonly onClose: () => void;
}

function RemoveFile({ id, file, onClose }: RemoveFileProps) {
  const { t } = useTranslation('official');
  const line = useAgreementLine(id);
  const send = async (reason: string): Promise<void> => {
    if (await line.enter({ kind: 'file-remove', file: file.id, reason })) onClose();
  };
  return (
    <ReasonDialog
      title={t('files.removeTitle')}
      submit={t('files.remove')}
      lead={t('files.removeLead', { name: file.name })}
      kind="danger"
      isBusy={line.isBusy}
      failure={line.failure}
      error={line.at('/reason')}
      onSubmit={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}
