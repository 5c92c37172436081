import { useTranslation } from 'react-i18next';
import type { Status } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import type { PillarScore } from '#shared/rules/score.ts';
import { FreshnessMark } from '../../components/FreshnessMark.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import type { PillarNow } from '../../hooks/usePillar.ts';
import { toDurationWords } from '../../lib/age.ts';
import { formatNumber, formatWithUnit } from '../../lib/format.ts';
import type { Wanting } from '../../lib/pillarState.ts';
import type { Translate } from '../../lib/tileText.ts';
import styles from './PillarPanel.module.css';

interface WantingLineProps {
  readonly state: PillarNow;
  readonly language: Language;
  readonly now: number;
}

const words = { status: 'weakest', ratio: 'lowest', late: 'oldest', none: 'missing' } as const;

/** The indicator that most wants attention, by name, and why there is no score when there is none. */
export function WantingLine({ state, language, now }: WantingLineProps) {
  const { t } = useTranslation();
  const { wanting, score } = state;
  const detail = wanting ? toDetail(wanting, now, language, t) : '';
  return (
    <div className={styles.wanting}>
      {wanting ? (
        <p className={styles.who}>
          <WantingMark wanting={wanting} />
          <span>{t(`pillar.${words[wanting.kind]}`)}</span>
          <b title={wanting.figure.indicator.name[language]}>
            {wanting.figure.indicator.shortName[language]}
          </b>
          {score.value === null && (wanting.kind === 'late' || wanting.kind === 'status') && (
            <span>{detail}</span>
          )}
        </p>
      ) : (
        <p className={styles.who}>{t('pillar.allWell')}</p>
      )}
      <p className={styles.why}>{score.value === null ? toReason(score, t) : detail}</p>
    </div>
  );
}

/** Why there is no score. */
export function toReason(score: PillarScore, t: Translate): string {
  return score.counted === 0
    ? t('pillar.noScoreNoTarget', { withTarget: score.withTarget, total: score.total })
    : t('pillar.noScoreFew', { counted: score.counted });
}

function WantingMark({ wanting }: { readonly wanting: Wanting }) {
  if (wanting.kind === 'status') return <StatusMark status={wanting.figure.status satisfies Status} />;
  if (wanting.kind === 'late') return <FreshnessMark freshness="late" />;
  return <StatusMark status={wanting.kind === 'none' ? 'down' : 'quiet'} />;
}

function toDetail({ kind, figure, ratio }: Wanting, now: number, language: Language, t: Translate): string {
  switch (kind) {
    case 'status':
      return `${figure.value === null ? '' : formatWithUnit(figure.value, figure.indicator, language)} · ${t(`status.${figure.status}`)}`;
    case 'ratio':
      return t('pillar.ofTarget', { percent: formatNumber((ratio ?? 0) * 100, 0, language) });
    case 'late':
      return figure.record ? toDurationWords(now - figure.record.observedAt, language) : '';
    case 'none':
      return t('tile.never');
  }
}
