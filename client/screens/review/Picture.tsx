import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Attribution } from '../../components/Attribution.tsx';
import { CutBanner } from '../../components/CutBanner.tsx';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { PastBanner } from '../../components/PastBanner.tsx';
import type { SessionPage } from '../../connection/review/sessionPage.ts';
import { Ceremony } from '../../features/review/Ceremony.tsx';
import { PointerLayer } from '../../features/review/PointerLayer.tsx';
import { Promises } from '../../features/review/Promises.tsx';
import { Ribbon } from '../../features/ribbon/Ribbon.tsx';
import { useHighlightStyle } from '../../hooks/review/useHighlightStyle.ts';
import { useStage } from '../../hooks/review/useStage.ts';
import { useStageHand } from '../../hooks/review/useStageHand.ts';
import { phoneQuery, useMediaQuery } from '../../hooks/useMediaQuery.ts';
import { useNow, useRealNow } from '../../hooks/useNow.ts';
import { markMode } from '../../lib/drillMark.ts';
import { noteFirstFigures } from '../../lib/firstPaint.ts';
import { isSharedScene } from '../../lib/review/sessionView.ts';
import { useCatalogue, useCatalogueStore } from '../../stores/catalogueStore.ts';
import { showPresent } from '../../stores/conductor.ts';
import { selectLastFrameAt, selectLink, selectMode, selectPastAt, useLive } from '../../stores/liveStore.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import { useTime } from '../../stores/timeStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { IkhtisarScene } from '../wall/IkhtisarScene.tsx';
import { LazyProgrammes, LazyTimeBar } from '../wall/lazyPanels.tsx';
import { PetaScene } from '../wall/PetaScene.tsx';
import { PilarScene } from '../wall/PilarScene.tsx';
import styles from './Picture.module.css';

/** What everyone sees: a scene of the wall on live figures, or one of the session's own, with ring, pointer and watermark over it. */
export function Picture({ page }: { readonly page: SessionPage }) {
  const slot = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  useStage(slot);
  const scene = useReviewStore((state) => state.scene);
  const link = useLive(selectLink);
  const mode = useLive(selectMode);
  const pastAt = useLive(selectPastAt);
  useHighlightStyle();
  const hand = useStageHand(stage, page.point);
  useEffect(() => {
    if (mode) markMode(mode);
  }, [mode]);
  const hasFigures = isSharedScene(scene);
  const isDown = useReviewStore(({ line }) => line === 'down');
  useEffect(() => {
    // Faces follow the first figures; a page that opens on a scene without any waits for none.
    if (!hasFigures) noteFirstFigures();
  }, [hasFigures]);
  const ownLink = isDown ? 'cut' : undefined;
  return (
    <div className={styles.slot} ref={slot}>
      <div
        ref={stage}
        className={styles.stage}
        data-stage
        // Figures have a line of their own; what belongs to the session is framed with the session's.
        data-link={hasFigures ? (pastAt === null ? link : undefined) : ownLink}
        data-time={hasFigures && pastAt !== null ? 'past' : 'now'}
        data-scene-name={scene}
        {...hand}
      >
        {scene === 'janji' && <Promises />}
        {scene === 'upacara' && <Ceremony />}
        {hasFigures && <Figures />}
        <PointerLayer />
      </div>
    </div>
  );
}

/** The wall's scenes as soon as catalogue and stream have answered: a tile drawn before would say that its figure never was. */
function Figures() {
  const { t } = useTranslation();
  const hasCatalogue = useCatalogueStore((state) => state.index !== null);
  const hasFigures = useLive((state) => state.epoch !== null);
  const isCut = useLive((state) => selectLink(state) === 'cut');
  if (!hasCatalogue || !hasFigures) {
    return (
      <p className={styles.waiting} role="status">
        {t(isCut ? 'boot.unreachable' : 'boot.waiting')}
      </p>
    );
  }
  return <Scene />;
}

function Scene() {
  const { catalogue } = useCatalogue();
  const scene = useReviewStore((state) => state.scene);
  const pillar = useViewStore((state) => state.pillar);
  const isCut = useLive((state) => selectLink(state) === 'cut');
  const pastAt = useLive(selectPastAt);
  const isBarOpen = useTime((state) => state.isBarOpen);
  useEffect(noteFirstFigures, []);
  return (
    <>
      <div className={styles.bar}>{pastAt === null ? isCut && <CutBar /> : <PastBar at={pastAt} />}</div>
      <div className={styles.scene} key={scene === 'pilar' ? pillar : scene}>
        <ErrorBoundary name={scene}>
          {scene === 'ikhtisar' && <IkhtisarScene />}
          {scene === 'pilar' && <PilarScene pillarId={pillar} />}
          {scene === 'peta' && <PetaScene />}
          {scene === 'program' && <LazyProgrammes />}
        </ErrorBoundary>
      </div>
      <div className={styles.ribbon}>
        <ErrorBoundary name="ribbon">
          <Ribbon />
        </ErrorBoundary>
      </div>
      <Attribution text={catalogue.region.attribution} />
      {isBarOpen && (
        <ErrorBoundary name="time">
          <div className={styles.time}>
            <LazyTimeBar />
          </div>
        </ErrorBoundary>
      )}
    </>
  );
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
