import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { ProgrammeAnswer } from '#shared/model/budget.ts';
import type { Milestone } from '#shared/model/programme.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { changeProgramme, fetchProgramme } from '../../connection/desk/programmes.ts';
import { ChangeHistory } from '../../features/register/ChangeHistory.tsx';
import { LinkedIndicators } from '../../features/register/LinkedIndicators.tsx';
import { MilestoneList } from '../../features/register/MilestoneList.tsx';
import { ProgrammeFacts } from '../../features/register/ProgrammeFacts.tsx';
import { RemoveEntry } from '../../features/register/RemoveEntry.tsx';
import { rowName } from '../../features/register/registerNames.ts';
import { useMayKeep } from '../../features/register/useMayKeep.ts';
import { YearMoney } from '../../features/register/YearMoney.tsx';

/** `/program/:id`: facts, milestones, money, linked indicators and history of one programme. */
export function ProgrammePage() {
  const { t } = useTranslation('programme');
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['programme', id], queryFn: () => fetchProgramme(id) });
  const title = query.data ? rowName(query.data.row) : t('title');
  return (
    <Page title={title} actions={query.data ? <EditLink answer={query.data} /> : null}>
      <div>
        <Link className="target" to="/program">
          {t('detail.back')}
        </Link>
      </div>
      <Answer query={query}>{(answer) => <Parts answer={answer} />}</Answer>
    </Page>
  );
}

function EditLink({ answer: { row } }: { readonly answer: ProgrammeAnswer }) {
  const { t } = useTranslation('programme');
  if (!useMayKeep(row.agency)) return null;
  return (
    <Link className="button" to={`/program/${encodeURIComponent(row.id)}/ubah`}>
      {t('detail.edit')}
    </Link>
  );
}

function Parts({ answer }: { readonly answer: ProgrammeAnswer }) {
  const { t } = useTranslation('programme');
  const client = useQueryClient();
  const { row, programme, today, history } = answer;
  const mayKeep = useMayKeep(row.agency);
  const year = today.slice(0, 4);
  const change = async (milestones: Milestone[]): Promise<void> => {
    const wanted = { version: row.version, programme: { ...programme, milestones } };
    client.setQueryData(['programme', row.id], await changeProgramme(row.id, wanted));
  };
  return (
    <>
      {row.simulated ? <Message tone="watch">{t('simulatedNote')}</Message> : null}
      <ProgrammeFacts answer={answer} />
      <h2>{t('detail.milestones')}</h2>
      <MilestoneList
        programme={row.id}
        agency={row.agency}
        milestones={programme.milestones}
        today={today}
        onChange={mayKeep ? change : undefined}
      />
      <div className="row" data-apart>
        <h2>{t('budget:title')}</h2>
        {mayKeep && !answer.budgets.some((one) => String(one.year) === year) ? (
          <Link className="button" to={`/program/${encodeURIComponent(row.id)}/uang/${year}`}>
            {t('budget:enter', { year })}
          </Link>
        ) : null}
      </div>
      <YearMoney answer={answer} mayKeep={mayKeep} />
      <h2>{t('detail.indicators')}</h2>
      <LinkedIndicators ids={programme.indicators} />
      <h2>{t('detail.history')}</h2>
      <ChangeHistory lines={history} />
      <RemoveEntry row={row} />
    </>
  );
}
