import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useShifts } from '../../hooks/desk/useShift.ts';
import { toSinceText } from '../../lib/desk/format.ts';
import styles from './DutyChip.module.css';

/** Who is on duty, on every page of the console. */
export function DutyChip() {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  const { data, isError } = useShifts();
  // Nothing is said while it is not known.
  if (!data || isError) return null;
  const { current } = data;
  const count = current?.crew.length ?? 0;
  const text = !current
    ? t('chip.none')
    : count === 0
      ? t('chip.empty', { name: current.name })
      : t('chip.crew', { count, time: toSinceText(current.startedAt, data.now, zone) });
  return (
    <Link
      className={styles['chip']}
      to="/console/jaga"
      data-watch={count === 0 || undefined}
      title={current?.crew.map(({ name }) => name).join(', ')}
    >
      <UsersRound size={18} aria-hidden="true" />
      <span className="visually-hidden">{t('chip.label')}: </span>
      {text}
    </Link>
  );
}
