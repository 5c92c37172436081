import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import { toAgeWords, toExactAgeWords } from '../lib/age.ts';
import { formatLongDate, formatTimeExact } from '../lib/clock.ts';
import styles from './PastBanner.module.css';

interface PastBannerProps {
  /** Instant that is shown, epoch milliseconds. */
  readonly at: number;
  /** Server time now. */
  readonly now: number;
  readonly zone: string;
  readonly zoneLabel: string;
  readonly language: Language;
  /** Without keys the way back is told in other words. */
  readonly isTouched: boolean;
  readonly onBack: () => void;
}

const longMs = 172_800_000;

/** Bar over a picture of the past: of when, how long ago, and the way back. On three screens each of them says so. */
export function PastBanner(props: PastBannerProps) {
  const { t } = useTranslation('time');
  return (
    <section className={styles.bar} aria-label={t('past')} data-past-banner>
      <Said {...props} isFirst />
      <Said {...props} />
      <Said {...props} />
    </section>
  );
}

function Said({
  at,
  now,
  zone,
  zoneLabel,
  language,
  isTouched,
  onBack,
  isFirst = false,
}: PastBannerProps & { readonly isFirst?: boolean }) {
  const { t } = useTranslation('time');
  const age = now - at;
  return (
    <div className={styles.said} aria-hidden={!isFirst || undefined}>
      <svg className={styles.mark} viewBox="0 0 24 24" fill="none" aria-hidden="true">
        <path
          d="M4 12a8 8 0 1 0 2.6-5.9M4 3v5h5M12 7.5V12l3.2 2"
          stroke="currentColor"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <strong className={styles.title}>{t('past')}</strong>
      <time className={styles.time} dateTime={new Date(at).toISOString()}>
        {formatLongDate(at, zone, language)} <b>{formatTimeExact(at, zone)}</b> {zoneLabel}
      </time>
      <span className={styles.age}>
        {age > longMs ? toAgeWords(age, language) : toExactAgeWords(age, language)}
      </span>
      {isFirst ? (
        <button type="button" className={styles.back} onClick={onBack}>
          {t(isTouched ? 'backTouch' : 'back')}
        </button>
      ) : (
        <span className={styles.back}>{t('back')}</span>
      )}
    </div>
  );
}
