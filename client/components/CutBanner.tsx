import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import { toExactAgeWords } from '../lib/age.ts';
import { formatTimeExact } from '../lib/clock.ts';
import styles from './CutBanner.module.css';

interface CutBannerProps {
  readonly lastFrameAt: number | null;
  readonly now: number;
  readonly zone: string;
  readonly zoneLabel: string;
  readonly language: Language;
}

/** White bar over a wall that hears nothing: since when, and for how long. White cannot be taken for an alarm. */
export function CutBanner({ lastFrameAt, now, zone, zoneLabel, language }: CutBannerProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.bar} aria-label={t('link.label')} data-cut-banner>
      <svg className={styles.mark} viewBox="0 0 24 24" fill="none" aria-hidden="true">
        <path
          d="M4 20 9 15M15 9l5-5M7 7l3.5 3.5a4 4 0 0 1 0 5.7M17 17l-3.5-3.5a4 4 0 0 1 0-5.7"
          stroke="currentColor"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
      </svg>
      {/* Said once: the age beside it turns every second. */}
      <p className={styles.said} role="alert">
        <strong className={styles.title}>{t('cut.title')}</strong>{' '}
        <span>
          {lastFrameAt === null
            ? t('cut.never')
            : t('cut.since', { time: formatTimeExact(lastFrameAt, zone), zone: zoneLabel })}
        </span>
      </p>
      {lastFrameAt !== null && (
        <strong className={styles.age}>{toExactAgeWords(now - lastFrameAt, language)}</strong>
      )}
    </section>
  );
}
