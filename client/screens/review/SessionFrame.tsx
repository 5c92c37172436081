import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { loadPart } from '../../connection/loadPart.ts';
import type { SessionPage } from '../../connection/review/sessionPage.ts';
import { FollowNotices } from '../../features/review/FollowNotices.tsx';
import { KeyHelp } from '../../features/review/KeyHelp.tsx';
import { SidePanel } from '../../features/review/SidePanel.tsx';
import { TopBar } from '../../features/review/TopBar.tsx';
import { ViewBar } from '../../features/review/ViewBar.tsx';
import { Watermark } from '../../features/review/Watermark.tsx';
import { useAsked } from '../../hooks/review/useAsked.ts';
import { useReviewKeys } from '../../hooks/review/useReviewKeys.ts';
import { isPresenting, useReviewStore } from '../../stores/reviewStore.ts';
import styles from './SessionFrame.module.css';

// The frame says what is going on while the picture still comes over a thin line.
const Picture = lazy(async () => {
  const { Picture: picture } = await loadPart(() => import('./Picture.tsx'));
  return { default: picture };
});

/** A running session: what it is, the picture that everyone sees, what is talked about, and the choice of what to see. */
export function SessionFrame({ page }: { readonly page: SessionPage }) {
  const { t } = useTranslation('review');
  const [isPanelOpen, setPanelOpen] = useState(true);
  const [isBig, setBig] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isLeading = useReviewStore(isPresenting);
  const hasMark = useReviewStore(({ session }) => session?.watermark);
  const isAsked = useAsked().length > 0;
  const toggle = (): void => setPanelOpen((isOpen) => !isOpen);
  useReviewKeys({ onBack: page.back, onPanel: toggle, onHelp: () => setHelpOpen(true) });
  // A question for whoever sits here is never behind a closed panel.
  const isOpen = isPanelOpen || isAsked;
  return (
    <div
      className={styles.frame}
      data-panel={isOpen ? 'open' : 'closed'}
      data-leading={isLeading || undefined}
    >
      <TopBar isPanelOpen={isOpen} onPanel={toggle} />
      <div className={styles.picture} data-big={isBig || undefined}>
        <FollowNotices onBack={page.back} />
        <ErrorBoundary name="picture">
          <Suspense
            fallback={
              <p className={styles.waiting} role="status">
                {t('loadingPicture')}
              </p>
            }
          >
            <Picture page={page} />
          </Suspense>
        </ErrorBoundary>
        {hasMark && <Watermark />}
        <button type="button" className={styles.size} aria-pressed={isBig} onClick={() => setBig(!isBig)}>
          {t(isBig ? 'panel.small' : 'panel.big')}
        </button>
      </div>
      <ErrorBoundary name="views">
        <ViewBar onHelp={() => setHelpOpen(true)} />
      </ErrorBoundary>
      {isHelpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}
      <ErrorBoundary name="panel">
        <SidePanel isOpen={isOpen} onReady={page.ready} />
      </ErrorBoundary>
    </div>
  );
}
