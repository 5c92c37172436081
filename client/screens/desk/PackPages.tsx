import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { PackAnswer } from '#shared/model/pack.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchPack, fetchPacks } from '../../connection/desk/packs.ts';
import { FreezeDialog } from '../../features/packs/FreezeDialog.tsx';
import { PackCards, PackFiles } from '../../features/packs/PackCards.tsx';
import { PackCheck } from '../../features/packs/PackCheck.tsx';
import { PackFigures } from '../../features/packs/PackFigures.tsx';
import { PackMinutes } from '../../features/packs/PackMinutes.tsx';
import { PackState } from '../../features/packs/PackState.tsx';
import styles from '../../features/packs/packs.module.css';
import { usePackWords } from '../../features/packs/packWords.ts';
import { useUser } from '../../hooks/desk/useDesk.ts';
import { toInstantText } from '../../lib/desk/format.ts';

/** `/paket`: what was frozen, and the button that freezes. */
export function PacksPage() {
  const { t } = useTranslation('pack');
  const { role } = useUser();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const query = useQuery({ queryKey: ['packs'], queryFn: fetchPacks });
  const mayFreeze = role === 'presenter' || role === 'admin';
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <div className="row">
          {mayFreeze ? (
            <button type="button" data-kind="main" onClick={() => setAsking(true)}>
              {t('freeze')}
            </button>
          ) : null}
          <Link className="button" to="/paket/periksa">
            {t('check')}
          </Link>
        </div>
      }
    >
      <Answer query={query}>
        {({ items, total }) => (
          <>
            {items.length === 0 ? <Empty>{mayFreeze ? t('none') : t('noneYet')}</Empty> : null}
            <PackCards items={items} />
            {total > items.length ? (
              <p className="quiet">{t('cut', { shown: items.length, count: total })}</p>
            ) : null}
          </>
        )}
      </Answer>
      {isAsking ? (
        <FreezeDialog onFrozen={({ id }) => void navigate(`/paket/${id}`)} onClose={() => setAsking(false)} />
      ) : null}
    </Page>
  );
}

/** `/paket/:id`: a pack as it was frozen, out of its own file alone. */
export function PackPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['pack', id],
    queryFn: () => fetchPack(id),
    // What is frozen stays as it is.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <Answer query={query}>{(answer) => <Pack answer={answer} />}</Answer>;
}

function Pack({ answer: { summary, pack } }: { readonly answer: PackAnswer }) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const { region, sections } = pack;
  const mode = pack.mode === 'live' && sections.minutes?.simulated ? 'demo' : pack.mode;
  const time = toInstantText(pack.frozenAt, region.zone);
  return (
    <Page title={pack.title} lead={words.frozen(pack)} actions={<PackFiles pack={summary} />}>
      <dl className="facts">
        <dt>{t('seal')}</dt>
        <dd className={styles['hash']}>
          <code>{pack.manifest.hash}</code>
          <br />
          <span className="quiet">{t('sealHint')}</span>
        </dd>
      </dl>
      <div className={styles['then']}>
        <header>
          <p className="strong">{t('notNow')}</p>
          <p>{t('notNowText', { time, zone: region.zoneLabel })}</p>
          {mode === 'live' ? null : <p className="strong">{t(`mode.${mode}`)}</p>}
        </header>
        {sections.minutes ? <PackMinutes minutes={sections.minutes} zone={region.zone} /> : null}
        <PackFigures pack={pack} />
        <PackState pack={pack} />
      </div>
    </Page>
  );
}

/** `/paket/periksa`: whether a file is ours and unchanged. */
export function CheckPage() {
  const { t } = useTranslation('pack');
  const [params] = useSearchParams();
  return (
    <Page title={t('checkTitle')} lead={t('checkLead')}>
      <PackCheck first={params.get('hash') ?? ''} />
    </Page>
  );
}
