import { useTranslation } from 'react-i18next';
import { type Crosswalk, type CrosswalkEntry, standards } from '#shared/model/evaluation.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import { FigureNow } from '../../components/desk/FigureNow.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './evaluation.module.css';

/** Other standards with the indicators that match, one table each; what has none is said. */
export function CrosswalkTables({ items, figures }: Crosswalk) {
  return standards.map((standard) => (
    <StandardTable
      key={standard}
      standard={standard}
      items={items.filter((one) => one.standard === standard)}
      figures={figures}
    />
  ));
}

interface StandardTableProps {
  readonly standard: CrosswalkEntry['standard'];
  readonly items: readonly CrosswalkEntry[];
  readonly figures: readonly OfficialFigure[];
}

function StandardTable({ standard, items, figures }: StandardTableProps) {
  const { t } = useTranslation('evaluation');
  const { indicatorName } = useNames();
  const language = deskLanguage();
  if (items.length === 0) return null;
  const linked = items.filter(({ indicator }) => indicator !== null).length;
  return (
    <section className="card stack" aria-labelledby={`standar-${standard}`}>
      <h2 id={`standar-${standard}`}>{t(`cross.standard.${standard}`)}</h2>
      <p className="quiet">{t('cross.count', { linked, all: items.length })}</p>
      <table className={`${styles['cross']} ${styles['stacked']}`}>
        <thead>
          <tr>
            {(['name', 'indicator', 'figure', 'note'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`cross.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, name, indicator, surety, note }) => {
            const figure = figures.find((one) => one.indicator === indicator);
            return (
              <tr key={id}>
                <th scope="row">{name[language]}</th>
                <td>
                  {indicator === null ? (
                    <span className="quiet">{t('cross.missing')}</span>
                  ) : (
                    indicatorName(indicator)
                  )}
                </td>
                <td>{figure ? <FigureNow figure={figure} /> : null}</td>
                <td>
                  <span className="quiet">
                    {surety ? `${t(`cross.surety.${surety}`)}. ` : null}
                    {note?.[language]}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
