import { useTranslation } from 'react-i18next';
import type { HealthPart } from '#shared/model/health.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toTimeText } from '../../lib/desk/format.ts';
import styles from './Health.module.css';
import { levelTones, sortParts, toPartText } from './partText.ts';

/** Every part of the system: how it stands, what was found, since when, and what to do about it. */
export function HealthTable({ parts }: { readonly parts: readonly HealthPart[] }) {
  const { t } = useTranslation('health');
  const { zoneLabel } = useZone();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t('column.part')}</th>
          <th scope="col">{t('column.level')}</th>
          <th scope="col">{t('column.found')}</th>
          <th scope="col">
            {t('column.since')} ({zoneLabel})
          </th>
        </tr>
      </thead>
      <tbody>
        {sortParts(parts).map((part) => (
          <HealthRow key={part.id} part={part} />
        ))}
      </tbody>
    </table>
  );
}

function HealthRow({ part }: { readonly part: HealthPart }) {
  const { t } = useTranslation('health');
  const { zone } = useZone();
  const { id, level, code, since } = part;
  const todo = id === 'alarms' && code === 'full' ? 'alarmsFull' : id;
  return (
    <tr data-level={level}>
      <th scope="row">{t(`part.${id}`)}</th>
      <td>
        <Tag tone={levelTones[level]}>{t(`level.${level}`)}</Tag>
      </td>
      <td>
        {toPartText(part, t, zone)}
        {level === 'watch' || level === 'bad' ? <p className="quiet">{t(`todo.${todo}`)}</p> : null}
      </td>
      <td className={styles['since']}>
        <span className={styles['narrow']}>{t('column.since')} </span>
        <time dateTime={since}>{toTimeText(since, zone)}</time>
      </td>
    </tr>
  );
}
