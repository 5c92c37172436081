import { useTranslation } from 'react-i18next';
import type { Pillar } from '#shared/model/pillar.ts';
import type { Language } from '#shared/model/text.ts';
import type { PillarScore } from '#shared/rules/score.ts';
import { formatNumber } from '../lib/format.ts';
import { Coverage } from './Coverage.tsx';
import { EmptySlot } from './EmptySlot.tsx';
import styles from './PillarHead.module.css';
import { PillarIcon } from './PillarIcon.tsx';

interface PillarHeadProps {
  readonly pillar: Pillar;
  readonly score: PillarScore;
  readonly language: Language;
}

/** Name of a pillar with its score, never without its coverage; without a score it says so and why. */
export function PillarHead({ pillar, score, language }: PillarHeadProps) {
  const { t } = useTranslation();
  const coverage = t('pillar.coverage', { current: score.current, total: score.total });
  return (
    <header className={styles.head}>
      <h3 className={styles.name}>
        <span className={styles.icon}>
          <PillarIcon pillar={pillar.id} />
        </span>
        {pillar.name[language]}
      </h3>
      <div className={styles.cover}>
        <Coverage current={score.current} total={score.total} />
        <p>{score.value === null ? coverage : `${t('pillar.score')} · ${coverage}`}</p>
        {score.value === null && <p className={styles.reason}>{t('pillar.noScore')}</p>}
      </div>
      {score.value === null ? (
        <div className={styles.noScore}>
          <EmptySlot />
        </div>
      ) : (
        <p className={styles.score}>{formatNumber(score.value, 2, language)}</p>
      )}
    </header>
  );
}
