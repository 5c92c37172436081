import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ShiftHead } from '#shared/model/shift.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTime } from '../../lib/clock.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import styles from './Shift.module.css';

/** Shifts that are over, newest first. */
export function ShiftList({ shifts }: { readonly shifts: readonly ShiftHead[] }) {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  return (
    <section className="card stack">
      <h2>{t('list.title')}</h2>
      {shifts.length === 0 ? <p className="quiet">{t('list.none')}</p> : null}
      <ul className={styles['list']}>
        {shifts.map(({ id, name, startedAt, endedAt, lead, lines }) => (
          <li key={id}>
            <Link className="target" to={`/console/jaga/${encodeURIComponent(id)}`}>
              {name}, {toInstantText(startedAt, zone)}
            </Link>
            <p className="quiet">
              {[
                ...(endedAt === null
                  ? []
                  : [t('crew.span', { from: formatTime(startedAt, zone), to: formatTime(endedAt, zone) })]),
                ...(lead ? [lead.name] : []),
                t('log.count', { count: lines }),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
