import { useTranslation } from 'react-i18next';
import type { MoneySummary } from '#shared/model/programme.ts';
import { toPercentText } from '../../lib/desk/format.ts';
import styles from './register.module.css';

type Shown = Pick<MoneySummary, 'ceilingIdr' | 'planIdr' | 'realisedIdr' | 'progressPercent'>;

const toShare = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : part / whole;

interface BarProps {
  readonly label: string;
  /** 0 to 1; null is not known, which is hatched and never empty. */
  readonly share: number | null;
  /** Where it should be by now, 0 to 1. */
  readonly mark?: number | null;
  readonly text: string;
  readonly kind: 'money' | 'work';
}

function Bar({ label, share, mark = null, text, kind }: BarProps) {
  return (
    <div className={styles['bar']} data-kind={kind}>
      <span>{label}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" data-known={share !== null}>
        {share === null ? null : <rect width={Math.min(100, 100 * share)} height="10" />}
        {mark === null ? null : (
          <line x1={Math.min(99.5, 100 * mark)} x2={Math.min(99.5, 100 * mark)} y1="0" y2="10" />
        )}
      </svg>
      <span className={styles['barText']}>{text}</span>
    </div>
  );
}

interface MoneyBarsProps {
  readonly money: Shown;
  /** False where physical progress has no meaning, as for a source of money. */
  readonly hasWork?: boolean;
}

/** Realisation against ceiling with the cash plan as a mark, and physical progress below it on the same scale. */
export function MoneyBars({ money, hasWork = true }: MoneyBarsProps) {
  const { t } = useTranslation('budget');
  const realised = toShare(money.realisedIdr, money.ceilingIdr);
  const plan = toShare(money.planIdr, money.ceilingIdr);
  const work = money.progressPercent === null ? null : money.progressPercent / 100;
  const unknown = t('programme:unknown');
  return (
    <div className={styles['bars']}>
      <Bar
        kind="money"
        label={t('bar.money')}
        share={realised}
        mark={plan}
        text={
          realised === null
            ? unknown
            : plan === null
              ? t('bar.realised', { share: toPercentText(realised) })
              : t('bar.ofPlan', { share: toPercentText(realised), plan: toPercentText(plan) })
        }
      />
      {hasWork ? (
        <Bar
          kind="work"
          label={t('bar.work')}
          share={work}
          text={work === null ? unknown : toPercentText(work)}
        />
      ) : null}
    </div>
  );
}
