import { useZone } from '../../hooks/desk/useDesk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { formatTimeExact } from '../../lib/clock.ts';
import styles from './ConsoleShell.module.css';

/** The region's time, to the second. */
export function ConsoleClock() {
  const now = useNow();
  const { zone, zoneLabel } = useZone();
  return (
    <time className={styles['clock']} dateTime={new Date(now).toISOString()}>
      {formatTimeExact(now, zone)} <small>{zoneLabel}</small>
    </time>
  );
}
