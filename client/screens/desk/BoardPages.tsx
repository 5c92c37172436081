import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/desk/Answer.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchLinks, fetchNotices, fetchTimeliness, readNotice } from '../../connection/desk/boards.ts';
import { LinkList } from '../../features/boards/LinkList.tsx';
import { NoticeList } from '../../features/boards/NoticeList.tsx';
import styles from '../../features/boards/Timeliness.module.css';
import { TimelinessTable } from '../../features/boards/TimelinessTable.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toDayKey, toOtherMonth } from '../../lib/desk/format.ts';

/** `/ketepatan`: who was in time and whole. */
export function TimelinessPage() {
  const { t } = useTranslation('board');
  const { zone } = useZone();
  const [chosen, setChosen] = useState('');
  const month = chosen || toDayKey(Date.now(), zone).slice(0, 7);
  const query = useQuery({ queryKey: ['timeliness', month], queryFn: () => fetchTimeliness(month) });
  return (
    <Page title={t('timeliness.title')} lead={t('timeliness.lead')}>
      <div className={styles['month']}>
        <button
          type="button"
          aria-label={t('timeliness.previous')}
          onClick={() => setChosen(toOtherMonth(month, -1))}
        >
          <ChevronLeft size={20} aria-hidden="true" />
        </button>
        <div>
          <Field label={t('timeliness.month')}>
            {(ids) => (
              <input
                {...ids}
                type="month"
                value={month}
                onChange={({ target: { value } }) => {
                  if (/^\d{4}-\d{2}$/.test(value)) setChosen(value);
                }}
              />
            )}
          </Field>
        </div>
        <button
          type="button"
          aria-label={t('timeliness.next')}
          onClick={() => setChosen(toOtherMonth(month, 1))}
        >
          <ChevronRight size={20} aria-hidden="true" />
        </button>
      </div>
      <Answer query={query}>{(board) => <TimelinessTable board={board} />}</Answer>
    </Page>
  );
}

/** How often the counters of the links are asked for while one looks at them. */
const linksMs = 10_000;

/** `/tautan`: every way in for data. */
export function LinksPage() {
  const { t } = useTranslation('board');
  const query = useQuery({ queryKey: ['links'], queryFn: fetchLinks, refetchInterval: linksMs });
  return (
    <Page title={t('links.title')} lead={t('links.lead')}>
      <Answer query={query}>{(items) => <LinkList items={items} />}</Answer>
    </Page>
  );
}

/** `/pemberitahuan`: what one's agency is told. */
export function NoticesPage() {
  const { t } = useTranslation('board');
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['notices'], queryFn: fetchNotices });
  const read = (id: string): void => {
    readNotice(id)
      .then(() => client.invalidateQueries({ queryKey: ['notices'] }))
      .catch(() => undefined);
  };
  return (
    <Page title={t('notices.title')}>
      <Answer query={query}>{(items) => <NoticeList items={items} onRead={read} />}</Answer>
    </Page>
  );
}
