import { useTranslation } from 'react-i18next';
import { LinkBadge } from '../../components/LinkBadge.tsx';
import { Logo } from '../../components/Logo.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { formatDay, toClockParts } from '../../lib/clock.ts';
import { cx } from '../../lib/cx.ts';
import { countOpenAlarms } from '../../lib/openAlarms.ts';
import { severityMarks } from '../../lib/severityMarks.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectAlarms, selectIsPast, selectLink, selectMode, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './Header.module.css';
import { SystemCorner } from './SystemCorner.tsx';

/** Name, scene (where it is one of the wall's own), clock, counts, this screen's link and the health of the system: on every scene, never switched off. */
export function Header({ hasScene }: { readonly hasScene: boolean }) {
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
        {hasScene && <h2 className={styles.scene}>{title}</h2>}
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
        <span className={styles.date}>{formatDay(now, zone, language)}</span>
      )}
    </div>
  );
}

/** A demo says SIMULASI, a test stand-in UJI and a drill LATIHAN on every scene. */
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

/** Open alarms by severity; a dot where some of them wait for somebody. */
function Counts() {
  const { t } = useTranslation();
  const counts = countOpenAlarms(useLive(selectAlarms));
  return (
    <ul className={styles.counts} aria-label={t('alarms.label')}>
      {(['critical', 'major', 'minor'] as const).map((severity) => {
        const { open, waiting } = counts[severity];
        const mark = severityMarks[severity];
        return (
          <li key={severity} className={cx(styles.count, open > 0 && styles[mark])} data-alarms={severity}>
            <span className={cx(open === 0 && styles.muted)}>
              <StatusMark status={mark} />
            </span>
            <b>{open}</b> {t(`alarms.${severity}`)}
            {waiting > 0 && (
              <i className={styles.waiting} title={t('alarms.waiting', { count: waiting })}>
                <span className="visually-hidden">{t('alarms.waiting', { count: waiting })}</span>
              </i>
            )}
          </li>
        );
      })}
    </ul>
  );
}
