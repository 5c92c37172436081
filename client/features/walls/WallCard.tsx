import { useTranslation } from 'react-i18next';
import type { WallCard as Wall, WallState } from '#shared/model/wall.ts';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTime } from '../../lib/clock.ts';
import { Thumbnail } from './Thumbnail.tsx';
import { useViewName } from './useViewName.ts';
import type { ListAge } from './useWallAge.ts';
import { WallActions } from './WallActions.tsx';
import type { WallDeed } from './WallList.tsx';
import { WallSessions } from './WallSessions.tsx';
import styles from './Walls.module.css';

const tones: Readonly<Record<WallState, Tone>> = {
  live: 'good',
  'catching-up': 'watch',
  cut: 'bad',
  stuck: 'bad',
  astray: 'bad',
  gone: 'watch',
  dead: 'bad',
  off: 'plain',
};

/** States in which a wall proves its picture. */
const proves: ReadonlySet<WallState> = new Set(['live', 'catching-up', 'cut', 'stuck', 'astray']);

interface WallCardProps {
  readonly wall: Wall;
  readonly age: ListAge;
  /** Null for those who only look. */
  readonly onDeed: ((deed: WallDeed) => void) | null;
}

/** One wall: how it does in words and a sign, what it shows, and what can be done. */
export function WallCard({ wall, age, onDeed }: WallCardProps) {
  const { t } = useTranslation('wall');
  const { name, title, since, claimedAt, group, tile } = wall;
  const state = age.isKnown ? wall.state : 'unknown';
  const word = state !== 'unknown' && claimedAt === null ? 'unclaimed' : state;
  return (
    <li className={styles['card']} data-state={state}>
      <Thumbnail wall={wall} age={age} />
      <div className="stack" data-tight>
        <div className="row" data-apart>
          <h2>{title}</h2>
          <Tag tone={state === 'unknown' ? 'plain' : tones[state]}>{t(`state.${word}`)}</Tag>
        </div>
        <p className="quiet">
          <code>/wall/{name}</code>
          {group ? ` · ${t('groupOf')} ${group}` : ''}
          {tile ? ` · ${t('tileOf', { ...tile, x: tile.x + 1, y: tile.y + 1 })}` : ''}
        </p>
        <p>
          {word === 'unclaimed' ? null : t(`stateText.${toText(wall, state)}`)}{' '}
          {age.isKnown ? <span className="quiet">{t('since', { age: age.length(since) })}</span> : null}
        </p>
        <Facts wall={wall} age={age} isNow={age.isKnown && proves.has(wall.state)} />
        {onDeed ? <WallActions wall={wall} onDeed={onDeed} /> : null}
        <WallSessions wall={wall} />
      </div>
    </li>
  );
}

/** What stands behind a state: nothing is said to be equal that was not compared. */
function toText({ report }: Wall, state: WallState | 'unknown'): string {
  if (state === 'live' && report?.verdict !== 'same') return 'unsure';
  return state === 'gone' && report === null ? 'silent' : state;
}

interface FactsProps extends Pick<WallCardProps, 'wall' | 'age'> {
  /** False where the last proof is all there is: what it said is of then. */
  readonly isNow: boolean;
}

function Facts({ wall: { report, show, message }, age, isNow }: FactsProps) {
  const { t } = useTranslation('wall');
  const { zone } = useZone();
  const nameOf = useViewName();
  return (
    <dl className="facts">
      <dt>{t('proof')}</dt>
      <dd>{report ? age.ago(report.at) : t('never')}</dd>
      {report ? (
        <>
          {/* A session has scenes that a wall's proof has no word for. */}
          {show?.session ? null : (
            <>
              <dt>{t(isNow ? 'shows' : 'showed')}</dt>
              <dd>{nameOf(report.view)}</dd>
            </>
          )}
          <dt>{t('size')}</dt>
          <dd>
            {report.width}×{report.height}
            {report.dpr === 1 ? '' : ` @${report.dpr}`}
          </dd>
          <dt>{t(isNow ? 'figures' : 'figuresThen')}</dt>
          <dd>{t('figuresText', report.counts)}</dd>
          <dt>{t('troubles')}</dt>
          <dd>{t('troublesText', { errors: report.errors, reloads: report.reloads })}</dd>
        </>
      ) : null}
      {show?.session ? (
        <>
          <dt>{t('session.follows')}</dt>
          <dd>{show.by}</dd>
        </>
      ) : null}
      {show && !show.session ? (
        <>
          <dt>{t('sentTo')}</dt>
          <dd>
            {t(show.until === null ? 'sentOpen' : 'sent', {
              view: nameOf(show.view),
              by: show.by,
              until: show.until === null ? '' : formatTime(show.until, zone),
            })}
          </dd>
        </>
      ) : null}
      {message ? (
        <>
          <dt>{t('message')}</dt>
          <dd>
            “{message.text}” {t('until', { time: formatTime(message.until, zone) })}
          </dd>
        </>
      ) : null}
      {report && report.screens > 1 ? (
        <dd className={styles['twice']}>
          <Tag tone="watch">{t('twice', { count: report.screens })}</Tag>
        </dd>
      ) : null}
    </dl>
  );
}
