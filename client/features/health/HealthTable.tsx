import { useTranslation } from 'react-i18next';
import type { HealthPart } from '#shared/model/health.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toTimeText } from '../../lib/desk/format.ts';
import styles from './Health.module.css';
import { levelTones, sortParts, toPartText } from './partText.ts';

interface HealthTableProps {
  readonly parts: readonly HealthPart[];
  /** True when this is how things were. */
  readonly isOld: boolean;
}

/** Every part of the system: how it stands, what was found, since when, and what to do about it. */
export function HealthTable({ parts, isOld }: HealthTableProps) {
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
          <HealthRow key={part.id} part={part} isOld={isOld} />
        ))}
      </tbody>
    </table>
  );
}

function HealthRow({ part, isOld }: { readonly part: HealthPart; readonly isOld: boolean }) {
  const { t } = useTranslation('health');
  const { zone } = useZone();
  const { id, level, code, since } = part;
  const word = t(`level.${level}`);
  const todo = id === 'alarms' && code === 'full' ? 'alarmsFull' : id;
  return (
    <tr data-level={isOld ? undefined : level}>
      <th scope="row">{t(`part.${id}`)}</th>
      <td>
        {isOld ? <Tag>{t('levelThen', { level: word })}</Tag> : <Tag tone={levelTones[level]}>{word}</Tag>}
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
