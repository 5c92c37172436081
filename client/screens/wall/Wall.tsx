import { useEffect } from 'react';
import type { WallMessage } from '#shared/model/wall.ts';
import { Attribution } from '../../components/Attribution.tsx';
import { CutBanner } from '../../components/CutBanner.tsx';
import { DrillFrame } from '../../components/DrillFrame.tsx';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { LinkBadge } from '../../components/LinkBadge.tsx';
import { MessageBar } from '../../components/MessageBar.tsx';
import { PastBanner } from '../../components/PastBanner.tsx';
import { Header } from '../../features/header/Header.tsx';
import { Ribbon } from '../../features/ribbon/Ribbon.tsx';
import { phoneQuery, useMediaQuery, wideQuery } from '../../hooks/useMediaQuery.ts';
import { useNow, useRealNow, useTicking } from '../../hooks/useNow.ts';
import { useViewControl } from '../../hooks/useViewControl.ts';
import { markMode, toTabTitle } from '../../lib/drillMark.ts';
import { noteFirstFigures } from '../../lib/firstPaint.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { showPresent } from '../../stores/conductor.ts';
import { selectLastFrameAt, selectLink, selectMode, selectPastAt, useLive } from '../../stores/liveStore.ts';
import { useTime } from '../../stores/timeStore.ts';
import { usePanel, useViewStore, type View } from '../../stores/viewStore.ts';
import { selectFollowed, useWallStore } from '../../stores/wallStore.ts';
import { IkhtisarScene } from './IkhtisarScene.tsx';
import {
  LazyAlarmBoard,
  LazyCameras,
  LazyPointer,
  LazyProgrammes,
  LazySession,
  LazySessionScene,
  LazyTimeBar,
} from './lazyPanels.tsx';
import { PetaScene } from './PetaScene.tsx';
import { PilarScene } from './PilarScene.tsx';
import styles from './Wall.module.css';

/** The wall: edge and bar when cut or in the past, header, scene, the day's ribbon, credit; on three screens each outer one has its own mark of the link. */
export function Wall() {
  useViewControl();
  const { catalogue } = useCatalogue();
  const { zone, zoneLabel } = catalogue.region;
  const link = useLive(selectLink);
  const mode = useLive(selectMode);
  const pastAt = useLive(selectPastAt);
  const isBarOpen = useTime((state) => state.isBarOpen);
  const isWide = useMediaQuery(wideQuery);
  const scene = useViewStore((state) => state.scene);
  const pillar = useViewStore((state) => state.pillar);
  const layout = useViewStore((state) => state.layout);
  const hasRibbon = usePanel('ribbon');
  const message = useMessage();
  const followed = useWallStore(selectFollowed);
  const isUp = useWallStore((state) => state.isUp);
  const isOwn = followed?.view.scene === 'janji' || followed?.view.scene === 'upacara';
  const hasMessage = message !== null && link !== 'cut' && pastAt === null;
  useEffect(noteFirstFigures, []);
  useEffect(() => {
    if (mode) markMode(mode);
    document.title = toTabTitle(`Simpul · ${catalogue.region.name}`);
  }, [catalogue.region.name, mode]);
  return (
    <div
      className={styles.wall}
      data-wall
      // The frame of a cut is about figures that stand still; those of the past always do.
      data-link={pastAt === null ? (isOwn && !isUp ? 'cut' : link) : undefined}
      data-time={pastAt === null ? 'now' : 'past'}
      data-scene-name={isOwn ? followed.view.scene : scene}
      // What a session rings is looked for here.
      data-stage={followed ? '' : undefined}
      data-layout={layout}
      data-bar={barOf(hasMessage, followed !== null)}
    >
      <div className={styles.bar}>
        {pastAt === null ? link === 'cut' && <CutBar /> : <PastBar at={pastAt} />}
        {/* A screen that is cut off cannot hear that a message was taken back, so it says none. */}
        {hasMessage && <MessageBar message={message} {...{ zone, zoneLabel }} />}
        {followed && (
          <ErrorBoundary name="session">
            <LazySession picture={followed} />
          </ErrorBoundary>
        )}
      </div>
      <ErrorBoundary name="header">
        <Header hasScene={!isOwn} />
      </ErrorBoundary>
      {/* A session's map stands where the session says, the wall's own where it was left. */}
      <div
        className={styles.scene}
        key={`${isOwn} ${followed?.id ?? ''} ${scene === 'pilar' ? pillar : scene}`}
      >
        <ErrorBoundary name={scene}>
          {isOwn ? <LazySessionScene picture={followed} /> : <Scene scene={scene} pillar={pillar} />}
        </ErrorBoundary>
      </div>
      <div className={styles.ribbon}>
        {hasRibbon && !isOwn && (
          <ErrorBoundary name="ribbon">
            <Ribbon />
          </ErrorBoundary>
        )}
      </div>
      {isWide && (
        <div className={styles.outer} aria-hidden="true">
          <LinkBadge link={link} isPast={pastAt !== null} />
          <LinkBadge link={link} isPast={pastAt !== null} />
        </div>
      )}
      {mode === 'drill' && <DrillFrame words={isWide ? 7 : 3} />}
      <Attribution text={catalogue.region.attribution} />
      {followed && (
        <ErrorBoundary name="pointer">
          <LazyPointer name={followed.presenter} />
        </ErrorBoundary>
      )}
      {isBarOpen && (
        <ErrorBoundary name="time">
          <LazyTimeBar />
        </ErrorBoundary>
      )}
    </div>
  );
}

/** What stands above the head beside the frame's own words, for what has to give it room. */
function barOf(hasMessage: boolean, isFollowing: boolean): string | undefined {
  if (hasMessage) return 'message';
  return isFollowing ? 'session' : undefined;
}

function Scene({ scene, pillar }: Pick<View, 'scene' | 'pillar'>) {
  switch (scene) {
    case 'ikhtisar':
      return <IkhtisarScene />;
    case 'pilar':
      return <PilarScene pillarId={pillar} />;
    case 'peta':
      return <PetaScene />;
    case 'alarm':
      return <LazyAlarmBoard />;
    case 'kamera':
      return <LazyCameras />;
    case 'program':
      return <LazyProgrammes />;
  }
}

/** The desk's words while they hold. */
function useMessage(): WallMessage | null {
  const message = useWallStore(({ orders }) => orders?.message ?? null);
  return useTicking((now) => (message && now < message.until ? message : null));
}

function PastBar({ at }: { readonly at: number }) {
  const now = useRealNow();
  const isTouched = useMediaQuery(phoneQuery);
  const language = useViewStore((state) => state.language);
  const { zone, zoneLabel } = useCatalogue().catalogue.region;
  return <PastBanner {...{ at, now, zone, zoneLabel, language, isTouched }} onBack={showPresent} />;
}

function CutBar() {
  const now = useNow();
  const lastFrameAt = useLive(selectLastFrameAt);
  const language = useViewStore((state) => state.language);
  const { zone, zoneLabel } = useCatalogue().catalogue.region;
  return <CutBanner {...{ now, lastFrameAt, zone, zoneLabel, language }} />;
}
