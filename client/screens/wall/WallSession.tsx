import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallPicture } from '#shared/protocol/wall.ts';
import { SigningSheet } from '../../features/review/Ceremony.tsx';
import { Pointer } from '../../features/review/PointerLayer.tsx';
import { PromiseScene } from '../../features/review/Promises.tsx';
import { useHighlightStyle } from '../../hooks/review/useHighlightStyle.ts';
import { addReviewTexts } from '../../i18n/addReviewTexts.ts';
import { isSharedScene } from '../../lib/review/sessionView.ts';
import { selectPastAt, useLive } from '../../stores/liveStore.ts';
import { useWallStore } from '../../stores/wallStore.ts';
import styles from './WallSession.module.css';

interface WallSessionProps {
  readonly picture: WallPicture;
}

/** Whose picture this wall shows, and what is ringed in it. Cut off from the server it says so. */
export function WallSession({ picture: { title, presenter, simulated, view } }: WallSessionProps) {
  useState(addReviewTexts);
  const { t } = useTranslation('review');
  const isUp = useWallStore((state) => state.isUp);
  const hasTime = useHasTime(view.scene, view.at);
  useHighlightStyle();
  return (
    <p className={styles.strip} data-session data-down={!isUp || undefined}>
      <b>{t('wall.follows')}</b>
      <span className={styles.title}>{title}</span>
      {simulated && <strong className={styles.mode}>{t('simulated')}</strong>}
      {isUp && presenter && <span>{t('presenter', { name: presenter })}</span>}
      {isUp && !hasTime && <strong className={styles.mode}>{t('wall.otherTime')}</strong>}
      {!isUp && <span>{t('wall.down')}</span>}
    </p>
  );
}

/** False while this wall shows another time than the session does: that one is on its way, or does not come. */
function useHasTime(scene: WallPicture['view']['scene'], at: number | null): boolean {
  const pastAt = useLive(selectPastAt);
  return !isSharedScene(scene) || pastAt === at;
}

/** Where the session's presenter points. */
export function WallPointer({ name }: { readonly name: string | null }) {
  const pointer = useWallStore((state) => state.pointer);
  return pointer && <Pointer at={pointer} name={name} />;
}

/** What was promised, or the signing: scenes that walls have from sessions alone. */
export function WallSessionScene({
  picture: { view, title, parties, promises, promisesLeft = 0 },
}: WallSessionProps) {
  useState(addReviewTexts);
  return view.scene === 'janji' ? (
    <PromiseScene promises={promises} left={promisesLeft} />
  ) : (
    <SigningSheet title={title} parties={parties} />
  );
}
