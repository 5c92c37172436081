import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import {
  type RegisterForm,
  type RegisterLayout,
  type RegisterView,
  registerForms,
} from '#shared/model/registerImport.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Answer } from '../../components/desk/Answer.tsx';
import { Check } from '../../components/desk/Check.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { FileDrop } from '../../components/desk/FileDrop.tsx';
import { FileFaults } from '../../components/desk/FileFaults.tsx';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import {
  commitRegisterFile,
  dropRegisterFile,
  fetchRegisterFile,
  fetchRegisterFiles,
  previewRegisterFile,
} from '../../connection/desk/registerFiles.ts';
import { ProblemError } from '../../connection/desk/request.ts';
import { needsLook, RegisterLayoutEditor } from '../../features/register/RegisterLayoutEditor.tsx';
import { RegisterPreview } from '../../features/register/RegisterPreview.tsx';
import { useNames, useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toTimeText } from '../../lib/desk/format.ts';
import { RegisterLinks } from './RegisterLinks.tsx';

/** `/program/impor`: drop a spreadsheet of programmes or money, and those of before. */
export function RegisterFilesPage() {
  const { t } = useTranslation('register');
  const user = useUser();
  const names = useNames();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [form, setForm] = useState<RegisterForm>('budget');
  const [agency, setAgency] = useState(user.agency ?? '');
  const query = useQuery({ queryKey: ['registerFiles'], queryFn: fetchRegisterFiles });
  const take = async (file: File): Promise<void> => {
    const view = await dropRegisterFile(file, { form, agency: agency || null });
    client.setQueryData(['registerFile', view.id], view);
    void client.invalidateQueries({ queryKey: ['registerFiles'] });
    void navigate(`/program/impor/${view.id}`);
  };
  return (
    <Page title={t('title')} lead={t('lead')}>
      <RegisterLinks />
      <div className="pair">
        <ChoiceField<RegisterForm>
          label={t('form.title')}
          value={form}
          choices={registerForms.map((one) => [one, t(`form.${one}`)] as const)}
          onChange={setForm}
        />
        {user.agency === null ? (
          <AgencySelect
            agencies={names.catalogue?.agencies ?? []}
            value={agency}
            all={t('allAgencies')}
            onChange={setAgency}
          />
        ) : null}
      </div>
      <FileDrop onFile={take} />
      <h2>{t('list')}</h2>
      <Answer query={query}>{(items) => <Files items={items} />}</Answer>
    </Page>
  );
}

function Files({ items }: { readonly items: Awaited<ReturnType<typeof fetchRegisterFiles>> }) {
  const { t } = useTranslation('register');
  const { zone } = useZone();
  const names = useNames();
  if (items.length === 0) return <Empty>{t('file:none')}</Empty>;
  return (
    <ul className="stack" data-tight>
      {items.map(({ id, name, form, state, agency, by, at, result }) => (
        <li key={id} className="card row" data-apart>
          <div className="stack" data-tight>
            <Link className="strong target" to={`/program/impor/${id}`}>
              {name}
            </Link>
            <span className="quiet">
              {[t(`form.${form}`), agency && names.agencyName(agency), by, toTimeText(at, zone)]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {result ? <span className="quiet">{t('committed', { ...result })}</span> : null}
          </div>
          <Tag tone={state === 'draft' ? 'watch' : 'good'}>{t(`file:state.${state}`)}</Tag>
        </li>
      ))}
    </ul>
  );
}

/** `/program/impor/:id`: how a file is read, what that changes, and storing it. */
export function RegisterFilePage() {
  const { t } = useTranslation('register');
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['registerFile', id],
    queryFn: () => fetchRegisterFile(id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page title={query.data?.name ?? t('title')}>
      <RegisterLinks />
      <Answer query={query}>
        {(view) => (view.state === 'draft' ? <Draft key={view.id} view={view} /> : <Stored view={view} />)}
      </Answer>
    </Page>
  );
}

function Stored({ view: { result } }: { readonly view: RegisterView }) {
  const { t } = useTranslation('register');
  return (
    <>
      <div>
        <Tag tone="good">{t('file:state.committed')}</Tag>
      </div>
      {result ? <Message tone="good">{t('committed', { ...result })}</Message> : null}
      <div>
        <Link className="button" data-kind="main" to="/program">
          {t('programme:title')}
        </Link>
      </div>
    </>
  );
}

function Draft({ view }: { readonly view: RegisterView }) {
  const { t } = useTranslation('register');
  const { zone } = useZone();
  const client = useQueryClient();
  const submit = useSubmit();
  const [layout, setLayout] = useState<RegisterLayout | null>(view.layout);
  useEffect(() => setLayout(view.layout), [view.layout]);
  const key = ['registerFile', view.id];
  const read = async (): Promise<void> => {
    if (layout)
      await submit.run(async () => client.setQueryData(key, await previewRegisterFile(view.id, layout)));
  };
  const unsure = view.recognised === null && (layout?.columns.some(needsLook) ?? false);
  return (
    <>
      {view.recognised ? (
        <Message tone="good">
          {t('file:recognised', { name: view.recognised.name, time: toTimeText(view.recognised.at, zone) })}
        </Message>
      ) : null}
      {[
        ...view.notices.map(({ message }) => message),
        ...(view.totals > 0 ? [t('totals', { count: view.totals })] : []),
      ].map((text) => (
        <Message key={text} tone="info">
          {text}
        </Message>
      ))}
      {view.faults.length > 0 ? <FileFaults faults={view.faults} isCut={view.isCut} /> : null}
      {layout ? (
        <details className="card" open={view.faults.length > 0 || unsure}>
          <summary className="strong">{t('file:layoutOpen')}</summary>
          <RegisterLayoutEditor
            layout={layout}
            isBusy={submit.isBusy}
            onChange={setLayout}
            onRead={() => void read()}
          />
        </details>
      ) : null}
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      {view.faults.length === 0 && layout ? (
        <>
          <h2>{t('file:step.preview')}</h2>
          <RegisterPreview view={view} />
          {layout === view.layout ? <Commit view={view} layout={layout} isUnsure={unsure} /> : null}
        </>
      ) : null}
    </>
  );
}

interface CommitProps {
  readonly view: RegisterView;
  readonly layout: RegisterLayout;
  readonly isUnsure: boolean;
}

function Commit({ view, layout, isUnsure }: CommitProps) {
  const { t } = useTranslation('register');
  const client = useQueryClient();
  const submit = useSubmit();
  const [hasLooked, setLooked] = useState(false);
  const [isStale, setStale] = useState(false);
  const count = view.rows.filter(({ kind }) => kind !== 'same').length;
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['registerFile', view.id] });
  const store = async (): Promise<void> => {
    const isDone = await submit.run(async () => {
      try {
        await commitRegisterFile(view.id, { layout, digest: view.digest });
      } catch (error) {
        setStale(error instanceof ProblemError && error.status === 409);
        throw error;
      }
    });
    if (isDone)
      for (const topic of ['programmes', 'budgets', 'registerFiles'])
        void client.invalidateQueries({ queryKey: [topic] });
    await refresh();
  };
  if (count === 0) return <Message tone="info">{t('nothingNew')}</Message>;
  return (
    <div className="card stack">
      {isUnsure ? (
        <Check checked={hasLooked} onChange={setLooked}>
          {t('look')}
        </Check>
      ) : null}
      {isStale ? <Message tone="watch">{t('stale')}</Message> : null}
      {submit.failure && !isStale ? <Message tone="bad">{submit.failure}</Message> : null}
      <div>
        <button
          type="button"
          data-kind="main"
          disabled={submit.isBusy || (isUnsure && !hasLooked)}
          onClick={() => void store()}
        >
          {submit.isBusy ? t('programmeForm:saving') : t('store', { count })}
        </button>
      </div>
    </div>
  );
}
