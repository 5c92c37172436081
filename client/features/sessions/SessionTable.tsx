import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SessionList } from '#shared/model/session.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import styles from './sessions.module.css';

type Item = SessionList['items'][number];

/** Sessions of one state, one row each. */
export function SessionTable({ title, items }: { readonly title: string; readonly items: readonly Item[] }) {
  const { t } = useTranslation('session');
  const { zone, zoneLabel } = useZone();
  return (
    <section className="stack" data-tight>
      <h2>{title}</h2>
      <ul className={styles['items']}>
        {items.map((item) => (
          <li key={item.id} className={styles['session']} data-state={item.state}>
            <div>
              <Link className="target strong" to={`/sesi/${item.id}`}>
                {item.title}
              </Link>
              <p className="quiet">
                {t(`purpose.${item.purpose}`)} · {toInstantText(item.startsAt, zone)} {zoneLabel}
                {item.place ? ` · ${item.place}` : ''}
                {item.state === 'ended' ? ` · ${t('list.decisions', { count: item.decisions })}` : ''}
              </p>
            </div>
            <div className="row">
              {item.simulated ? <Tag tone="watch">{t('simulated')}</Tag> : null}
              <Tag tone={item.state === 'open' ? 'good' : 'plain'}>{t(`state.${item.state}`)}</Tag>
              {item.state === 'open' ? <EnterLink id={item.id} /> : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** To the session itself, a page outside the desk. */
export function EnterLink({ id }: { readonly id: string }) {
  const { t } = useTranslation('session');
  return (
    <a className="button" data-kind="main" href={`/review/${id}`}>
      {t('enter')}
    </a>
  );
}
