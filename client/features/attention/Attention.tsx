import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { useSituation } from '../../hooks/useSituation.ts';
import { toAgeWords } from '../../lib/age.ts';
import { cx } from '../../lib/cx.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectAlarms, selectEvents, selectFeeds, selectIsCut, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './Attention.module.css';
import { toAttentionItems } from './attentionItems.ts';

interface AttentionProps {
  /** Rows that fit. */
  readonly rows: number;
  /** Two lines a row, for a narrow column or a wide wall. */
  readonly isTall?: boolean;
}

/** What wants an operator: values beyond a sourced limit, warnings in force, lost sources; then how much is late. */
export function Attention({ rows, isTall = false }: AttentionProps) {
  const { t } = useTranslation();
  const index = useCatalogue();
  const language = useViewStore((state) => state.language);
  const events = useLive(selectEvents);
  const feeds = useLive(selectFeeds);
  const alarms = useLive(selectAlarms);
  const isCut = useLive(selectIsCut);
  const { beyond, counts } = useSituation();
  const now = useNow();
  const items = toAttentionItems({ index, beyond, events, feeds, alarms, language, t, now });
  const shown = items.slice(0, items.length > rows ? rows - 1 : rows);
  return (
    <section
      className={cx(styles.attention, isTall && styles.tall)}
      aria-labelledby="attention-title"
      data-full
    >
      <h3 id="attention-title" className={styles.title}>
        {t(isCut ? 'attention.titleCut' : 'attention.title')}
        {counts.late > 0 && (
          <span className={styles.late}>
            {t('attention.late', { count: counts.late, total: counts.total })}
          </span>
        )}
      </h3>
      {items.length === 0 && <p className={styles.none}>{t('attention.none')}</p>}
      <ul>
        {shown.map((item) => (
          <li key={item.key} className={cx(styles.item, styles[item.status])}>
            <span className={styles.mark}>
              <StatusMark status={item.status} />
            </span>
            <b className={styles.name} title={item.title}>
              {item.title}
            </b>
            <span className={styles.text} title={item.text}>
              {item.text}
            </span>
            <span className={styles.age}>{toAgeWords(now - item.at, language)}</span>
            {item.tail && <span className={styles.tail}>{item.tail}</span>}
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <p className={styles.none}>{t('attention.more', { count: items.length - shown.length })}</p>
      )}
    </section>
  );
}
