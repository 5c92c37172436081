import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { ImportLayout, ImportView } from '#shared/model/importFile.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Answer } from '../../components/desk/Answer.tsx';
import { FileDrop } from '../../components/desk/FileDrop.tsx';
import { FileFaults } from '../../components/desk/FileFaults.tsx';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { dropFile, fetchFile, fetchFiles, previewFile } from '../../connection/desk/input.ts';
import { CommitForm } from '../../features/import/CommitForm.tsx';
import { FileList } from '../../features/import/FileList.tsx';
import { Choices, LayoutEditor } from '../../features/import/LayoutEditor.tsx';
import { listUnsure } from '../../features/import/layoutEdits.ts';
import { FileNotices, Preview } from '../../features/import/Preview.tsx';
import { UndoForm } from '../../features/import/UndoForm.tsx';
import { useNames, useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toTimeText } from '../../lib/desk/format.ts';

/** `/input/berkas`: drop a file, and those of before. */
export function FilesPage() {
  const { t } = useTranslation('file');
  const user = useUser();
  const names = useNames();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const agency = user.agency ?? params.get('instansi') ?? '';
  const query = useQuery({ queryKey: ['files', agency], queryFn: () => fetchFiles(agency || null) });
  return (
    <Page title={t('title')} lead={t('lead')}>
      {user.agency === null ? (
        <AgencySelect
          agencies={names.catalogue?.agencies ?? []}
          value={agency}
          all={t('common:all')}
          onChange={(code) => setParams(code ? { instansi: code } : {})}
        />
      ) : null}
      {agency ? (
        <FileDrop
          onFile={async (file) => {
            const view = await dropFile(file, agency);
            client.setQueryData(['file', view.id], view);
            void client.invalidateQueries({ queryKey: ['files'] });
            void navigate(`/input/berkas/${view.id}`);
          }}
        />
      ) : null}
      <h2>{t('listTitle')}</h2>
      <Answer query={query}>{(items) => <FileList items={items} />}</Answer>
    </Page>
  );
}

/** `/input/berkas/:id`: how a file is read, what that gives, and storing it. */
export function FilePage() {
  const { t } = useTranslation('file');
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['file', id],
    queryFn: () => fetchFile(id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page title={query.data?.name ?? t('title')}>
      <Answer query={query}>
        {(view) =>
          view.state === 'draft' ? <DraftFile key={view.id} view={view} /> : <StoredFile view={view} />
        }
      </Answer>
    </Page>
  );
}

function DraftFile({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation('file');
  const { zone } = useZone();
  const client = useQueryClient();
  const submit = useSubmit();
  const [layout, setLayout] = useState<ImportLayout | null>(view.layout);
  const [isStale, setStale] = useState(false);
  useEffect(() => setLayout(view.layout), [view.layout]);
  const isChanged = layout !== view.layout;
  const read = async (wanted: ImportLayout): Promise<void> => {
    await submit.run(async () => client.setQueryData(['file', view.id], await previewFile(view.id, wanted)));
  };
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['file', view.id] });
  const editor = layout
    ? { view, layout, isBusy: submit.isBusy, onChange: setLayout, onRead: () => void read(layout) }
    : null;
  const isOpen =
    layout !== null &&
    (view.faults.length > 0 || (view.recognised === null && listUnsure(layout).length > 0));
  return (
    <>
      {view.recognised ? (
        <Message tone="good">
          {t('recognised', { name: view.recognised.name, time: toTimeText(view.recognised.at, zone) })}
        </Message>
      ) : null}
      {isStale ? <Message tone="watch">{t('stale')}</Message> : null}
      <FileNotices notices={view.notices} skipped={view.skipped} />
      {view.faults.length > 0 ? <FileFaults faults={view.faults} isCut={view.isCut} /> : null}
      {editor ? <Choices {...editor} /> : null}
      {editor ? (
        <details className="card" open={isOpen}>
          <summary className="strong">{t('layoutOpen')}</summary>
          <LayoutEditor {...editor} />
        </details>
      ) : null}
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      {view.faults.length === 0 && layout ? (
        <>
          <h2>{t('step.preview')}</h2>
          <Preview view={view} />
          {isChanged ? null : (
            <CommitForm
              view={view}
              layout={layout}
              onCommitted={() => void refresh()}
              onStale={() => {
                setStale(true);
                void refresh();
              }}
            />
          )}
        </>
      ) : null}
    </>
  );
}

function StoredFile({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation('file');
  const client = useQueryClient();
  const { result, state } = view;
  return (
    <>
      <div>
        <Tag tone={state === 'committed' ? 'good' : 'plain'}>{t(`state.${state}`)}</Tag>
      </div>
      {result && state === 'committed' ? (
        <Message tone="good">
          <p className="strong">
            {t('committed', { recorded: result.recorded, duplicates: result.duplicates })}
          </p>
          {result.held > 0 ? <p>{t('held', { count: result.held })}</p> : null}
        </Message>
      ) : null}
      {state === 'committed' ? (
        <UndoForm
          id={view.id}
          onUndone={() => void client.invalidateQueries({ queryKey: ['file', view.id] })}
        />
      ) : null}
    </>
  );
}
