import { useTranslation } from 'react-i18next';
import { LinkBadge } from '../../components/LinkBadge.tsx';
import { Logo } from '../../components/Logo.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { useSituation } from '../../hooks/useSituation.ts';
import { formatLongDate, toClockParts } from '../../lib/clock.ts';
import { cx } from '../../lib/cx.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectIsPast, selectLink, selectMode, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './Header.module.css';
import { SystemCorner } from './SystemCorner.tsx';

/** Name, scene, clock, counts, this screen's link and the health of the system: on every scene, never switched off. */
export function Header() {
  const { t } = useTranslation();
  const { catalogue } = useCatalogue();
  const scene = useViewStore((state) => state.scene);
  const pillarId = useViewStore((state) => state.pillar);
  const language = useViewStore((state) => state.language);
  const isPaused = useViewStore((state) => state.isPaused && state.rotate !== null);
  const link = useLive(selectLink);
  const isPast = useLive(selectIsPast);
  const pillar = catalogue.pillars.find(({ id }) => id === pillarId);
  const title = scene === 'pilar' && pillar ? pillar.name[language] : t(`scene.${scene}`);
  return (
    <header className={styles.header}>
      <div className={styles.name}>
        <Logo className={styles.logo} />
        <h1 className={styles.product}>Simpul</h1>
        <span className={styles.region}>{catalogue.region.name}</span>
        <h2 className={styles.scene}>{title}</h2>
        {isPaused && <span className={styles.paused}>{t('rotation.paused')}</span>}
      </div>
      <Clock />
      <div className={styles.right} data-full>
        <ModeBadge />
        <Counts />
        <LinkBadge link={link} isPast={isPast} />
        <SystemCorner />
      </div>
    </header>
  );
}

function Clock() {
  const { t } = useTranslation('time');
  const now = useNow();
  const isPast = useLive(selectIsPast);
  const language = useViewStore((state) => state.language);
  const { zone, zoneLabel } = useCatalogue().catalogue.region;
  const { hour, minute, second } = toClockParts(now, zone);
  return (
    <div className={styles.clock} data-full data-past={isPast || undefined}>
      <time className={styles.time} dateTime={new Date(now).toISOString()}>
        {hour}.{minute}
        <span className={styles.seconds}>.{second}</span>
      </time>
      <span className={styles.zone}>{zoneLabel}</span>
      {/* The bar above says the day; beside the clock its place is taken by what it is. */}
      {isPast ? (
        <b className={styles.then}>{t('clock')}</b>
      ) : (
        <span className={styles.date}>{formatLongDate(now, zone, language)}</span>
      )}
    </div>
  );
}

/** A demo says SIMULASI and a test stand-in UJI on every scene. */
function ModeBadge() {
  const { t } = useTranslation();
  const mode = useLive(selectMode);
  if (mode === null || mode === 'live') return null;
  return (
    <p className={styles.mode} title={t(`modeNote.${mode}`)} data-mode={mode}>
      {t(`mode.${mode}`)}
    </p>
  );
}

function Counts() {
  const { t } = useTranslation();
  const { bad, watch } = useSituation();
  return (
    <ul className={styles.counts} aria-label={t('counts.label')}>
      {(
        [
          ['bad', bad],
          ['watch', watch],
        ] as const
      ).map(([status, count]) => (
        <li key={status} className={cx(styles.count, count > 0 && styles[status])}>
          <span className={cx(count === 0 && styles.muted)}>
            <StatusMark status={status} />
          </span>
          <b>{count}</b> {t(`counts.${status}`)}
        </li>
      ))}
    </ul>
  );
}
