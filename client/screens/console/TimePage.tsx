import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../components/desk/Page.tsx';
import { DayAlarms } from '../../features/time/DayAlarms.tsx';
import styles from '../../features/time/DeskTime.module.css';
import { DeskTimeControls } from '../../features/time/DeskTimeControls.tsx';
import { RoomThen } from '../../features/time/RoomThen.tsx';
import { useDayAlarms } from '../../features/time/useDayAlarms.ts';
import { WallFrameBox } from '../../features/time/WallFrameBox.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useWallFrame } from '../../hooks/desk/useWallFrame.ts';
import { useNow } from '../../hooks/useNow.ts';
import { toDaySpan } from '../../lib/day.ts';

/** Time: a wall in the page that is led through the past, and beside it what the room did. */
export function TimePage() {
  const { t } = useTranslation('time');
  const { zone } = useZone();
  const now = useNow();
  const [query, setQuery] = useSearchParams();
  const first = Date.parse(query.get('saat') ?? '');
  const frame = useWallFrame(Number.isFinite(first) ? { do: 'go', at: first } : null);
  const { shown, send } = frame;
  const pastAt = shown?.pastAt ?? null;
  const at = shown?.wantedAt ?? pastAt ?? now;
  const span = toDaySpan(at, now, zone);
  const alarms = useDayAlarms(span);
  const isStill = shown !== null && !shown.isPlaying && shown.wantedAt === null;
  useEffect(() => {
    if (isStill) setQuery(pastAt === null ? {} : { saat: new Date(pastAt).toISOString() }, { replace: true });
  }, [isStill, pastAt, setQuery]);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        pastAt === null ? null : (
          <a
            className="button"
            href={`/wall?waktu=${new Date(pastAt).toISOString()}`}
            target="_blank"
            rel="noreferrer"
          >
            {t('open')}
          </a>
        )
      }
    >
      <DeskTimeControls {...{ frame, at, now, span, alarms }} />
      <div className={styles['columns']}>
        <div className="stack">
          <WallFrameBox frame={frame} />
          <DayAlarms alarms={alarms} at={pastAt ?? now} onGo={(to) => send({ do: 'go', at: to })} />
        </div>
        <RoomThen at={pastAt} />
      </div>
    </Page>
  );
}
