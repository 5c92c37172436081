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
          <p>
            <NoticeText notice={notice} />
          </p>
          <div className="row">
            <Mend notice={notice} />
            {notice.read ? null : (
              <button type="button" onClick={() => onRead(notice.id)}>
                {t('notices.read')}
              </button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function NoticeText({ notice: { kind, params } }: { readonly notice: Notice }) {
  const { t } = useTranslation('board');
  const names = useNames();
  if (kind === 'reminder') return t('notices.reminder', params);
  const value = params['value'];
  const indicator = names.indicator(String(params['indicator']));
  return t('notices.rejected', {
    indicator: names.indicatorName(String(params['indicator'])),
    area: names.areaName(String(params['area'])),
    value: toValueText(typeof value === 'number' ? value : null, indicator),
    by: params['by'],
    reason: params['reason'],
  });
}

/** The way to what a notice asks for. */
function Mend({ notice: { kind, params } }: { readonly notice: Notice }) {
  const { t } = useTranslation('board');
  const { zone } = useZone();
  const indicator = useNames().indicator(String(params['indicator']));
  const at = params['observedAt'];
  const form =
    indicator && typeof at === 'number'
      ? `/input/isi/${indicator.id}/${toPeriodKeyOf(at, indicator.cadence, zone)}`
      : null;
  const to = kind === 'reminder' ? '/input' : form;
  if (to === null) return null;
  return (
    <Link className="button" data-kind="main" to={to}>
      {t(kind === 'reminder' ? 'notices.open' : 'notices.fix')}
    </Link>
  );
}
