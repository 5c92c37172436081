import { useTranslation } from 'react-i18next';
import type { ListedWall } from '../../connection/review/wallList.ts';
import { useEntry } from '../../hooks/review/useEntry.ts';
import { useWalls } from '../../hooks/review/useWalls.ts';
import { useJoined } from '../../stores/reviewStore.ts';
import styles from './SidePanel.module.css';

/** Paired walls: which of them follow this session, and the way to send it to one or take it back. */
export function WallsPart() {
  const { t } = useTranslation('lead');
  const walls = useWalls();
  const { enter, isBusy, fault } = useEntry();
  const turn = (wall: string, on: boolean): void => void enter({ kind: 'wall', wall, on });
  return (
    <section className={styles.lead} aria-labelledby="walls-title">
      <h2 id="walls-title">{t('walls.title')}</h2>
      {walls === 'failed' && <p className={styles.quiet}>{t('walls.unknown')}</p>}
      {Array.isArray(walls) && walls.length === 0 && <p className={styles.quiet}>{t('walls.none')}</p>}
      {Array.isArray(walls) && walls.length > 0 && (
        <ul className={styles.list}>
          {walls.map((wall) => (
            <WallRow key={wall.name} wall={wall} isBusy={isBusy} onTurn={turn} />
          ))}
        </ul>
      )}
      {fault && (
        <p className="review-fault" role="alert">
          {fault}
        </p>
      )}
    </section>
  );
}

interface WallRowProps {
  readonly wall: ListedWall;
  readonly isBusy: boolean;
  readonly onTurn: (wall: string, on: boolean) => void;
}

function WallRow({ wall: { name, title, state, show }, isBusy, onTurn }: WallRowProps) {
  const { t } = useTranslation('lead');
  const { session } = useJoined();
  const follows = session.walls.includes(name);
  const other = show !== null && show.session !== session.id ? show.by : null;
  return (
    <li className={styles.item} data-wall-row={name}>
      <strong>{title}</strong>
      <p className={styles.quiet}>
        {t(`walls.state.${state}`)}
        {follows && ` · ${t('walls.follows')}`}
        {!follows && other !== null && ` · ${t('walls.other', { by: other })}`}
      </p>
      <div className={styles.row}>
        <button type="button" disabled={isBusy} onClick={() => onTurn(name, !follows)}>
          {t(follows ? 'walls.release' : 'walls.send')}
          <span className="visually-hidden">: {title}</span>
        </button>
      </div>
    </li>
  );
}
