import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IncidentSummary } from '#shared/model/incident.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useTicking } from '../../hooks/useNow.ts';
import { toAgeWords } from '../../lib/age.ts';
import { toSinceText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './incidents.module.css';
import { toLineText, toPlaceText } from './incidentWords.ts';
import { SeverityWord } from './SeverityWord.tsx';

/** Moves the focus from one incident to the next by arrow keys. */
function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-row]')];
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const columns = ['severity', 'incident', 'place', 'age', 'lead', 'tasks', 'last'] as const;

/** Incidents, one dense row each. */
export function IncidentTable({ items }: { readonly items: readonly IncidentSummary[] }) {
  const { t } = useTranslation('incident');
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={moveFocus}>
        {items.map((item) => (
          <IncidentRow key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function IncidentRow({ item }: { readonly item: IncidentSummary }) {
  const { t } = useTranslation('incident');
  const { zone } = useZone();
  const names = useNames();
  const { openedAt, nextDueAt, lastLine } = item;
  // A row is drawn anew when its words change, not with every second.
  const opened = useTicking((now) => toSinceText(openedAt, now, zone));
  const age = useTicking((now) => toAgeWords(now - openedAt, deskLanguage()));
  const lastAt = useTicking((now) => toSinceText(lastLine.at, now, zone));
  const isOverdue = useTicking((now) => nextDueAt !== null && nextDueAt < now);
  return (
    <tr>
      <td data-column="severity">
        <SeverityWord severity={item.severity} />
      </td>
      <td data-column="incident">
        <Link to={`/console/kejadian/${item.id}`} data-row className={styles['link']}>
          {item.title}
        </Link>
        <div className={styles['under']}>
          {t(`kind.${item.kind}`)} · {t(`state.${item.state}`)}{' '}
          {item.simulated ? <Tag tone="watch">{t('simulated')}</Tag> : null}
        </div>
      </td>
      <td data-column="place">{toPlaceText(item.place, names.areaName)}</td>
      <td data-column="age">
        <time dateTime={new Date(openedAt).toISOString()}>{opened}</time>
        <div className={styles['under']}>{age}</div>
      </td>
      <td data-column="lead">{item.lead?.name ?? <span className="quiet">{t('noLead')}</span>}</td>
      <td data-column="tasks">
        {item.openTasks > 0 ? t('openTasks', { count: item.openTasks }) : t('noTasks')}
        {isOverdue ? (
          <div>
            <Tag tone="bad">{t('overdue')}</Tag>
          </div>
        ) : null}
      </td>
      <td data-column="last">
        <span className={styles['last']}>{toLineText(lastLine, t, names.areaName)}</span>
        <div className={styles['under']}>
          {lastAt} {lastLine.by.name}
        </div>
      </td>
    </tr>
  );
}
