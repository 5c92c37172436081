import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Notice } from '#shared/model/notice.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toPeriodKeyOf, toTimeText, toValueText } from '../../lib/desk/format.ts';

interface NoticeListProps {
  readonly items: readonly Notice[];
  readonly onRead: (id: string) => void;
}

/** What an agency is told, newest first. */
export function NoticeList({ items, onRead }: NoticeListProps) {
  const { t } = useTranslation('board');
  const { zone } = useZone();
  if (items.length === 0) return <Empty>{t('notices.none')}</Empty>;
  return (
    <ul className="stack" data-tight>
      {items.map((notice) => (
        <li key={notice.id} className="card stack" data-tight>
          <div className="row" data-apart>
            <span className="quiet">{toTimeText(notice.at, zone)}</span>
            {notice.read ? null : <Tag tone="info">{t('notices.unread')}</Tag>}
          </div>
          <NoticeText notice={notice} />
          {notice.read ? null : (
            <div>
              <button type="button" onClick={() => onRead(notice.id)}>
                {t('notices.read')}
              </button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function NoticeText({ notice: { kind, params } }: { readonly notice: Notice }) {
  const { t } = useTranslation('board');
  const { zone } = useZone();
  const names = useNames();
  if (kind === 'reminder') return <p>{t('notices.reminder', params)}</p>;
  const indicator = names.indicator(String(params['indicator']));
  const at = params['observedAt'];
  const value = params['value'];
  return (
    <>
      <p>
        {t('notices.rejected', {
          indicator: names.indicatorName(String(params['indicator'])),
          area: names.areaName(String(params['area'])),
          value: toValueText(typeof value === 'number' ? value : null, indicator),
          by: params['by'],
          reason: params['reason'],
        })}
      </p>
      {indicator && typeof at === 'number' ? (
        <p>
          <Link to={`/input/isi/${indicator.id}/${toPeriodKeyOf(at, indicator.cadence, zone)}`}>
            {t('notices.fix')}
          </Link>
        </p>
      ) : null}
    </>
  );
}
