import { useTranslation } from 'react-i18next';
import type { PillarId } from '#shared/model/ids.ts';
import { toPrintedPeriod } from '#shared/rules/printedPeriod.ts';
import { formatNumber } from '../../lib/format.ts';
import { formatRupiah } from '../../lib/money.ts';
import { formatMonths } from '../../lib/month.ts';
import { toShortSource } from '../../lib/tileText.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './Programmes.module.css';

interface ProgrammesProps {
  readonly pillarId: PillarId;
  readonly count: number;
}

/** Programmes of a pillar with money and progress; what is not known says who is to send it. */
export function Programmes({ pillarId, count }: ProgrammesProps) {
  const { t } = useTranslation();
  const { catalogue, agencies } = useCatalogue();
  const language = useViewStore((state) => state.language);
  // What is known comes first, in the register's own order.
  const all = catalogue.programmes
    .filter(({ pillar }) => pillar === pillarId)
    .sort((a, b) => Number(b.budgetIdr !== null) - Number(a.budgetIdr !== null));
  return (
    <section className={styles.programmes} aria-labelledby="programmes-title">
      <h3 id="programmes-title" className={styles.title}>
        {t('pilar.programmes')}
        {all.length > count && (
          <span className={styles.source}>{t('pillar.more', { count: all.length - count })}</span>
        )}
      </h3>
      {all.length === 0 && <p className={styles.none}>{t('pilar.noProgrammes')}</p>}
      <ul className={styles.list}>
        {all.slice(0, count).map((programme) => {
          const agency = agencies.get(programme.agency)?.abbreviation ?? programme.agency;
          const { budgetIdr, progressPercent, progressMonth, moneyYear } = programme;
          // A public ceiling is the figure that is shown: its source and period stand, not those of the entry.
          const { period, source } = programme.publicCeiling ?? programme;
          const month = progressMonth && formatMonths(progressMonth, progressMonth, language);
          const percent = progressPercent !== null && formatNumber(progressPercent, 0, language);
          return (
            <li key={programme.id} className={styles.item} data-programme={programme.id}>
              <h4 className={styles.name} title={programme.name[language]}>
                {programme.simulated && <em className={styles.simulated}>{t('tile.simulated')} </em>}
                {programme.name[language]}
              </h4>
              <div className={styles.track} data-known={progressPercent !== null}>
                {progressPercent !== null && <span style={{ width: `${progressPercent}%` }} />}
              </div>
              <p className={styles.text}>
                {budgetIdr === null
                  ? t('pilar.budgetWaiting', { agency })
                  : `${formatRupiah(budgetIdr, language)}${moneyYear === null ? '' : ` (${moneyYear})`}`}
                {percent !== false &&
                  ` · ${month ? t('pilar.physicalTo', { percent, month }) : t('pilar.physical', { percent })}`}
                {budgetIdr !== null &&
                  progressPercent === null &&
                  ` · ${t('pilar.progressWaiting', { agency })}`}
              </p>
              <p className={styles.source} title={source.label}>
                {period && `${toPrintedPeriod(period, language)} · `}
                {toShortSource(source.label)}
              </p>
            </li>
          );
        })}
        {all.length > 0 && all.length < count && (
          <li className={styles.rest} style={{ '--span': count - all.length } as React.CSSProperties}>
            {t('pilar.noMore')}
          </li>
        )}
      </ul>
    </section>
  );
}
