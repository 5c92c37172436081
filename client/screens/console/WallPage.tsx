import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Answer } from '../../components/desk/Answer.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchWall } from '../../connection/desk/walls.ts';
import { PairForm } from '../../features/walls/PairForm.tsx';
import { WallEditor } from '../../features/walls/WallEditor.tsx';
import { WallList } from '../../features/walls/WallList.tsx';
import { useMayAct } from '../../hooks/desk/useDesk.ts';

/** `/console/layar` and `/console/layar/:name`. */
export function WallPage() {
  const { name } = useParams();
  return name === undefined ? <ListPage /> : <EditPage key={name} name={name} />;
}

function ListPage() {
  const { t } = useTranslation('wall');
  const [query, setQuery] = useSearchParams();
  const code = query.get('kode');
  const mayAct = useMayAct();
  const [isPairing, setPairing] = useState(mayAct && code !== null);
  const close = (): void => {
    setPairing(false);
    // A code that is used up must not come back with the page.
    setQuery({}, { replace: true });
  };
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayAct ? (
          <button type="button" data-kind="main" onClick={() => setPairing(true)}>
            {t('pair.open')}
          </button>
        ) : null
      }
    >
      <WallList mayAct={mayAct} />
      {isPairing ? <PairForm code={code ?? ''} onClose={close} /> : null}
    </Page>
  );
}

function EditPage({ name }: { readonly name: string }) {
  const { t } = useTranslation('wall');
  const mayAct = useMayAct();
  const query = useQuery({ queryKey: ['walls', name], queryFn: () => fetchWall(name) });
  return (
    <Page
      title={t('edit.title', { title: query.data?.setup.title ?? name })}
      actions={
        <Link className="button" to="/console/layar">
          {t('edit.back')}
        </Link>
      }
    >
      <Answer query={query}>{(detail) => <WallEditor detail={detail} mayAct={mayAct} />}</Answer>
    </Page>
  );
}
