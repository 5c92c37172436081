import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PackSummary } from '#shared/model/pack.ts';
import { packFileKinds } from '#shared/model/pack.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { toPackFile } from '../../connection/desk/packs.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { toNumberText } from '../../lib/desk/format.ts';
import styles from './packs.module.css';
import { usePackWords } from './packWords.ts';

/** Packs in a list, newest first. */
export function PackCards({ items }: { readonly items: readonly PackSummary[] }) {
  return (
    <ul className="stack" data-tight>
      {items.map((pack) => (
        <li key={pack.id}>
          <PackCard pack={pack} />
        </li>
      ))}
    </ul>
  );
}

/** One pack with the way into it. */
export function PackCard({ pack }: { readonly pack: PackSummary }) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const names = useNames();
  const pillar = names.catalogue?.pillars.find(({ id }) => id === pack.pillar);
  const about = [
    t('figures', { count: pack.figures }),
    pillar ? words.name(pillar.name) : t('allPillars'),
    ...(pack.session ? [t('ofSession')] : []),
  ];
  return (
    <article className="card stack" data-tight>
      <div className="row" data-apart>
        <h2 className="small">
          <Link to={`/paket/${pack.id}`}>{pack.title}</Link>
        </h2>
        {pack.simulated > 0 ? <Tag tone="watch">{t('simulated', { count: pack.simulated })}</Tag> : null}
      </div>
      <p className="quiet">
        {words.frozen(pack)} · {about.join(' · ')}
      </p>
      <p className={styles['hash']}>
        <span className="visually-hidden">{t('seal')}: </span>
        <code>{pack.hash}</code>
      </p>
    </article>
  );
}

/** The files of a pack, to be taken along. */
export function PackFiles({ pack }: { readonly pack: PackSummary }) {
  const { t } = useTranslation('pack');
  return (
    <ul className="row" aria-label={t('download')}>
      {packFileKinds.toReversed().map((kind) => (
        <li key={kind}>
          <a className="button" href={toPackFile(pack.id, kind)} download>
            {t(`file.${kind}`)}{' '}
            <span className="quiet">
              {t('size', { kb: toNumberText(Math.ceil(pack.files[kind].sizeBytes / 1_000)) })}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
