import { useTranslation } from 'react-i18next';
import { Logo } from '../../components/Logo.tsx';
import { useClockText, useRegionZone } from '../../hooks/review/useMoment.ts';
import { useRealNow } from '../../hooks/useNow.ts';
import { toClockParts } from '../../lib/clock.ts';
import { isSharedScene } from '../../lib/review/sessionView.ts';
import { usePresent } from '../../stores/liveStore.ts';
import { isPresenting, useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import styles from './TopBar.module.css';

interface TopBarProps {
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
}

/** What session this is, who presents, how many are here, whether both lines hold, and the server's time. */
export function TopBar({ isPanelOpen, onPanel }: TopBarProps) {
  const { t } = useTranslation('review');
  const { session } = useJoined();
  const isLeading = useReviewStore(isPresenting);
  const scene = useReviewStore((state) => state.scene);
  const here = useReviewStore((state) => state.here);
  const item = session.agenda.find(({ id }) => id === session.item);
  const presenter = session.presenter ? t('presenter', { name: session.presenter.name }) : t('noPresenter');
  return (
    <header className={styles.top}>
      <Logo className={styles.logo} />
      <div className={styles.name}>
        <h1 title={session.title}>{session.title}</h1>
        {isSharedScene(scene) && <h2 className="visually-hidden">{t(`scene.${scene}`)}</h2>}
        <p>
          <span className={styles.presenter} data-you={isLeading || undefined}>
            {isLeading && session.presenter ? t('presenterYou') : presenter}
          </span>
          <span>{t('here', { count: here })}</span>
          {item && <span className={styles.item}>{item.title}</span>}
        </p>
      </div>
      <Mode isSimulated={session.simulated} />
      <Lines />
      <Clock />
      <LanguageChoice />
      <button
        type="button"
        className={styles.panel}
        aria-expanded={isPanelOpen}
        aria-keyshortcuts="s"
        onClick={onPanel}
      >
        {t(isPanelOpen ? 'panel.close' : 'panel.open')} <kbd>s</kbd>
      </button>
    </header>
  );
}

/** A server of a demo, a test or a drill says so in every session, and a session of made-up people says it of itself. */
function Mode({ isSimulated }: { readonly isSimulated: boolean }) {
  const { t } = useTranslation();
  const mode = usePresent((state) => state.mode);
  const isReal = mode === null || mode === 'live';
  if (isReal && !isSimulated) return null;
  return (
    <strong className="review-mode" title={isReal ? undefined : t(`modeNote.${mode}`)}>
      {isReal ? t('review:simulated') : t(`mode.${mode}`)}
    </strong>
  );
}

/** Two lines, two words: the session's own and that of the figures. */
function Lines() {
  const { t } = useTranslation('review');
  const isUp = useReviewStore(({ line }) => line === 'up');
  const link = usePresent((state) => state.link);
  return (
    <ul className={styles.lines} aria-live="polite">
      <li data-good={isUp || undefined} data-line="session">
        <span className={styles.mark} aria-hidden="true" />
        {t('line.session')} {t(isUp ? 'line.up' : 'line.down')}
      </li>
      <li data-good={link === 'live' || undefined} data-line="figures">
        <span className={styles.mark} aria-hidden="true" />
        {t('line.figures')} {t(`line.${link}`)}
      </li>
    </ul>
  );
}

function Clock() {
  const { t } = useTranslation('review');
  const now = useRealNow();
  const { zone, zoneLabel } = useRegionZone();
  const toClock = useClockText();
  return (
    <time className={styles.clock} dateTime={new Date(now).toISOString()} title={t('clock')}>
      {toClock(now)}
      <small>.{toClockParts(now, zone).second}</small> {zoneLabel}
    </time>
  );
}
