import { type ComponentProps, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { loadPart } from '../../connection/loadPart.ts';
import { useMapIndicator } from '../../hooks/useMapIndicator.ts';
import { afterFirstPaint } from '../../lib/firstPaint.ts';
import { useRepairStore } from '../../stores/repairStore.ts';
import styles from './lazyPanels.module.css';

// The first live figures wait for nothing else. The faces follow them, then map and charts, each a chunk of its own: a canvas keeps
// the face that it was drawn with.
const facesMs = 3_000;
const faces = afterFirstPaint().then(() =>
  loadPart(async () => (await import('../../styles/fonts.ts')).loadFaces()),
);

async function load<T>(panel: () => Promise<T>): Promise<T> {
  await afterFirstPaint();
  const patience = new Promise((resolve) => setTimeout(resolve, facesMs));
  const [module] = await Promise.all([loadPart(panel), Promise.race([faces, patience])]);
  return module;
}

const RegencyMap = lazy(async () => {
  const panel = await load(async () => {
    const { fetchWorker } = await import('../../features/map/fetchWorker.ts');
    const [{ RegencyMap: map }] = await Promise.all([
      import('../../features/map/RegencyMap.tsx'),
      fetchWorker(),
    ]);
    return map;
  });
  return { default: panel };
});
const HistoryChart = lazy(async () => {
  const { HistoryChart: panel } = await load(() => import('../../features/charts/HistoryChart.tsx'));
  return { default: panel };
});
const Ranking = lazy(async () => {
  const { Ranking: panel } = await load(() => import('../../features/ranking/Ranking.tsx'));
  return { default: panel };
});
const MiniPanel = lazy(async () => {
  const { MiniPanel: panel } = await load(() => import('./MiniPanel.tsx'));
  return { default: panel };
});

const MapFacts = lazy(async () => {
  const { MapFacts: panel } = await load(() => import('../../features/map/MapFacts.tsx'));
  return { default: panel };
});
const MapEvents = lazy(async () => {
  const { MapEvents: panel } = await load(() => import('../../features/map/MapEvents.tsx'));
  return { default: panel };
});
const AreaFacts = lazy(async () => {
  const { AreaFacts: panel } = await load(() => import('../../features/map/AreaFacts.tsx'));
  return { default: panel };
});

const AlarmBoard = lazy(async () => {
  const { AlarmBoard: panel } = await load(() => import('../../features/alarmBoard/AlarmBoard.tsx'));
  return { default: panel };
});
const KameraScene = lazy(async () => {
  const { KameraScene: scene } = await load(() => import('./KameraScene.tsx'));
  return { default: scene };
});
const ProgramScene = lazy(async () => {
  const { ProgramScene: scene } = await load(() => import('./ProgramScene.tsx'));
  return { default: scene };
});
const WallSession = lazy(async () => {
  const { WallSession: part } = await loadPart(() => import('./WallSession.tsx'));
  return { default: part };
});
const WallPointer = lazy(async () => {
  const { WallPointer: part } = await loadPart(() => import('./WallSession.tsx'));
  return { default: part };
});
const WallSessionScene = lazy(async () => {
  const { WallSessionScene: scene } = await loadPart(() => import('./WallSession.tsx'));
  return { default: scene };
});
const TimeBar = lazy(async () => {
  const { TimeBar: panel } = await loadPart(() => import('../../features/time/TimeBar.tsx'));
  return { default: panel };
});

function Waiting() {
  const { t } = useTranslation();
  const isBroken = useRepairStore((state) => state.waitingParts > 0);
  const isStuck = useRepairStore((state) => state.stuck !== null);
  return (
    <p className={styles.waiting} role="status" aria-busy="true">
      {t(isStuck ? 'panel.stuck' : isBroken ? 'panel.waitingServer' : 'panel.loading')}
    </p>
  );
}

/** The controls of time at the foot of the wall. */
export function LazyTimeBar() {
  return (
    <Suspense fallback={null}>
      <TimeBar />
    </Suspense>
  );
}

/** The regency's map, loaded after the first figures. */
export function LazyMap(props: ComponentProps<typeof RegencyMap>) {
  return (
    <Suspense fallback={<Waiting />}>
      <RegencyMap {...props} />
    </Suspense>
  );
}

/** What the large map shows, beside it. */
export function LazyMapFacts(props: ComponentProps<typeof MapFacts>) {
  return (
    <Suspense fallback={<Waiting />}>
      <MapFacts {...props} />
    </Suspense>
  );
}

/** Events in force, numbered as on the map. */
export function LazyMapEvents(props: ComponentProps<typeof MapEvents>) {
  return (
    <Suspense fallback={<Waiting />}>
      <MapEvents {...props} />
    </Suspense>
  );
}

/** Figures of the chosen kecamatan. */
export function LazyAreaFacts(props: ComponentProps<typeof AreaFacts>) {
  return (
    <Suspense fallback={<Waiting />}>
      <AreaFacts {...props} />
    </Suspense>
  );
}

/** Cameras, with the player that they need. */
export function LazyCameras() {
  return (
    <Suspense fallback={<Waiting />}>
      <KameraScene />
    </Suspense>
  );
}

/** Programmes of every pillar. */
export function LazyProgrammes() {
  return (
    <Suspense fallback={<Waiting />}>
      <ProgramScene />
    </Suspense>
  );
}

interface LazyMiniMapProps {
  readonly candidates: readonly string[];
}

/** Small map of a pillar, of the first candidate with data; without data it says so. */
export function LazyMiniMap({ candidates }: LazyMiniMapProps) {
  const indicatorId = useMapIndicator(candidates);
  if (indicatorId === null) return null;
  return (
    <div className={styles.mini}>
      <Suspense fallback={<Waiting />}>
        <MiniPanel indicatorId={indicatorId} />
      </Suspense>
    </div>
  );
}

/** History of one series, loaded with the chart library. */
export function LazyHistory(props: ComponentProps<typeof HistoryChart>) {
  return (
    <Suspense fallback={<Waiting />}>
      <HistoryChart {...props} />
    </Suspense>
  );
}

interface LazyRankingProps extends Omit<ComponentProps<typeof Ranking>, 'indicatorId'> {
  readonly indicatorId: string | null;
}

/** Ranking of the map's indicator; nothing where the map has none. */
export function LazyRanking({ indicatorId, ...rest }: LazyRankingProps) {
  if (indicatorId === null) return null;
  return (
    <Suspense fallback={<Waiting />}>
      <Ranking indicatorId={indicatorId} {...rest} />
    </Suspense>
  );
}

/** All open alarms, large. */
export function LazyAlarmBoard() {
  return (
    <Suspense fallback={<Waiting />}>
      <AlarmBoard />
    </Suspense>
  );
}

/** That this wall follows a session, with what its presenter rings. */
export function LazySession(props: ComponentProps<typeof WallSession>) {
  return (
    <Suspense fallback={null}>
      <WallSession {...props} />
    </Suspense>
  );
}

/** Where the presenter of the session points. */
export function LazyPointer(props: ComponentProps<typeof WallPointer>) {
  return (
    <Suspense fallback={null}>
      <WallPointer {...props} />
    </Suspense>
  );
}

/** A scene that only sessions have. */
export function LazySessionScene(props: ComponentProps<typeof WallSessionScene>) {
  return (
    <Suspense fallback={<Waiting />}>
      <WallSessionScene {...props} />
    </Suspense>
  );
}
