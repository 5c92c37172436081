import { useTranslation } from 'react-i18next';
import type { PillarId } from '#shared/model/ids.ts';
import { FreshnessMark } from '../../components/FreshnessMark.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { usePillar } from '../../hooks/usePillar.ts';
import { toDurationWords } from '../../lib/age.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './Programmes.module.css';

interface LateListProps {
  readonly pillarId: PillarId;
  readonly count: number;
}

/** Which agency owes which figure, longest first; never sent ones after. */
export function LateList({ pillarId, count }: LateListProps) {
  const { t } = useTranslation();
  const { agencies } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const now = useNow();
  const { figures } = usePillar(pillarId);
  const owed = figures
    .map(({ figure }) => figure)
    .filter(({ freshness }) => freshness === 'late' || freshness === 'none')
    .sort((a, b) => (a.record?.observedAt ?? now) - (b.record?.observedAt ?? now));
  return (
    <section className={styles.late} aria-labelledby="late-title">
      <h3 id="late-title" className={styles.title}>
        {t('pilar.late')}
        {owed.length > count && (
          <span className={styles.source}>{t('pillar.more', { count: owed.length - count })}</span>
        )}
      </h3>
      {owed.length === 0 && <p className={styles.none}>{t('pilar.noneLate')}</p>}
      <ul>
        {owed.slice(0, count).map(({ indicator, record }) => (
          <li key={indicator.id} className={styles.row}>
            {record ? <FreshnessMark freshness="late" /> : <StatusMark status="down" />}
            <b>{agencies.get(indicator.agency)?.abbreviation ?? indicator.agency}</b>
            <span className={styles.what}>{indicator.shortName[language]}</span>
            <span>{record ? toDurationWords(now - record.observedAt, language) : t('pilar.never')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
