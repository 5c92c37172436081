import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import type { Link } from '../../connection/desk/boards.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import styles from './Timeliness.module.css';

const tones: Readonly<Record<Link['state'], Tone>> = {
  up: 'good',
  degraded: 'watch',
  down: 'bad',
  off: 'plain',
  waiting: 'plain',
};
const order: readonly Link['state'][] = ['down', 'degraded', 'waiting', 'up', 'off'];

/** Every way in for data, whatever is in trouble first. */
export function LinkList({ items }: { readonly items: readonly Link[] }) {
  const { t } = useTranslation('board');
  if (items.length === 0) return <Empty>{t('links.none')}</Empty>;
  const sorted = [...items].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name, 'id'),
  );
  return (
    <ul className="stack" data-tight>
      {sorted.map((link) => (
        <LinkItem key={link.id} link={link} />
      ))}
    </ul>
  );
}

function LinkItem({ link }: { readonly link: Link }) {
  const { t } = useTranslation('board');
  const { zone } = useZone();
  const names = useNames();
  const toTime = (at: number): string => toInstantText(at, zone);
  const { detail, lastError } = link;
  return (
    <li className="card stack" data-tight>
      <div className="row" data-apart>
        <div>
          <h2 className="small">{link.name}</h2>
          <p className="quiet">
            {link.provider} · {t(`links.kind.${link.kind}`)}
          </p>
        </div>
        <Tag tone={tones[link.state]}>{t(`links.state.${link.state}`)}</Tag>
      </div>
      <p className="quiet">
        {t('links.since', { time: toTime(link.since) })} · {t('links.lastIn')}:{' '}
        {link.lastInAt === null ? t('links.never') : toTime(link.lastInAt)}
      </p>
      {link.indicators.length > 0 ? (
        <p className="quiet">{link.indicators.map(names.indicatorName).join(', ')}</p>
      ) : null}
      {lastError ? (
        <p>
          {t('links.error')}: {toTime(lastError.at)} · {lastError.detail}
        </p>
      ) : null}
      {detail ? <p>{t('links.counts', detail)}</p> : null}
      {detail?.lastRefusal ? (
        <details>
          <summary>
            {t('links.refusal')}: {detail.lastRefusal.reason} ({toTime(detail.lastRefusal.at)})
          </summary>
          <pre className={styles['refusal']}>{detail.lastRefusal.sample}</pre>
        </details>
      ) : null}
    </li>
  );
}
