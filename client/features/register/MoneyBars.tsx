import { useTranslation } from 'react-i18next';
import type { MoneyTotal } from '#shared/rules/budget.ts';
import { toMonthsText, toPercentText } from '../../lib/desk/format.ts';
import styles from './register.module.css';

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
      <span>{text}</span>
    </div>
  );
}

interface MoneyBarsProps {
  readonly total: MoneyTotal;
  /** False where physical progress has no meaning, as for a source of money. */
  readonly hasWork?: boolean;
}

/** Realisation against ceiling with the cash plan as a mark, and physical progress below it on the same scale. */
export function MoneyBars({ total, hasWork = true }: MoneyBarsProps) {
  const { t } = useTranslation('budget');
  const { realisedShare, planShare, progressPercent, progressKnown, programmes, spans } = total;
  const work = progressPercent === null ? null : progressPercent / 100;
  const unknown = t('programme:unknown');
  const plan = planShare === null ? null : toPercentText(planShare);
  const share = realisedShare === null ? null : toPercentText(realisedShare);
  const money = plan === null ? t('bar.realised', { share }) : t('bar.ofPlan', { share, plan });
  const { from, to } = spans.progress;
  const until = from && to ? ` ${t('programme:until', { month: toMonthsText(from, to) })}` : '';
  const part = progressKnown < programmes ? ` ${t('bar.part', { known: progressKnown, programmes })}` : '';
  return (
    <div className={styles['bars']}>
      <Bar
        kind="money"
        label={t('bar.money')}
        share={realisedShare}
        mark={planShare}
        text={share === null ? unknown : money}
      />
      {hasWork ? (
        <Bar
          kind="work"
          label={t('bar.work')}
          share={work}
          text={work === null ? unknown : toPercentText(work) + until + part}
        />
      ) : null}
    </div>
  );
}
