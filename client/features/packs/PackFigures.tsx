import { useTranslation } from 'react-i18next';
import type { EvidencePack, PackFigure, PackScore, PackTotal } from '#shared/model/pack.ts';
import { isSimulatedScore } from '#shared/rules/packScore.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { toInstantText, toNumberText, toValueText } from '../../lib/desk/format.ts';
import styles from './packs.module.css';
import { usePackWords } from './packWords.ts';

/** Everything that a pack says of figures, pillar by pillar. */
export function PackFigures({ pack }: { readonly pack: EvidencePack }) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const { scores, figures, totals, absent } = pack.sections;
  return (
    <>
      {scores.map((score) => (
        <Pillar
          key={score.pillar}
          score={score}
          isSimulated={isSimulatedScore(score, pack.sections)}
          zone={pack.region.zone}
          figures={figures.filter(({ pillar }) => pillar === score.pillar)}
          totals={totals.filter(({ pillar }) => pillar === score.pillar)}
        />
      ))}
      {absent.length > 0 ? (
        <p className="quiet">
          {t('absent', { names: absent.map(({ name }) => words.name(name)).join('; ') })}
        </p>
      ) : null}
    </>
  );
}

interface PillarProps {
  readonly score: PackScore;
  readonly isSimulated: boolean;
  readonly figures: readonly PackFigure[];
  readonly totals: readonly PackTotal[];
  readonly zone: string;
}

function Pillar({ score, isSimulated, figures, totals, zone }: PillarProps) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const name = words.name(score.name);
  const own = figures.filter(({ level }) => level === 'regency');
  const others = figures.filter(({ level }) => level !== 'regency');
  return (
    <section className="stack" data-tight aria-labelledby={`pack-${score.pillar}`}>
      <h2 id={`pack-${score.pillar}`}>{name}</h2>
      <p className="quiet">
        {score.value === null
          ? t('noScore')
          : t('score', { value: toNumberText(Math.round(score.value * 100) / 100) })}
        {' · '}
        {t('counted', { counted: score.counted, total: score.total })}{' '}
        {isSimulated && score.value !== null ? <Tag tone="watch">{t('origin.simulated')}</Tag> : null}
      </p>
      {own.length + totals.length > 0 ? (
        <FigureTable label={t('figuresOf', { pillar: name })} figures={own} totals={totals} zone={zone} />
      ) : (
        <Empty>{t('noFigures')}</Empty>
      )}
      {others.length > 0 ? (
        <details>
          <summary>{t('areas', { count: others.length })}</summary>
          <FigureTable
            label={`${t('areas', { count: others.length })}, ${name}`}
            figures={others}
            totals={[]}
            zone={zone}
            isOfAreas
          />
        </details>
      ) : null}
    </section>
  );
}

interface FigureTableProps extends Omit<PillarProps, 'score' | 'isSimulated'> {
  readonly label: string;
  readonly isOfAreas?: boolean;
}

function FigureTable({ label, figures, totals, zone, isOfAreas = false }: FigureTableProps) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const columns = ['value', 'period', 'source', 'state'] as const;
  return (
    <div className="scroll">
      <table className="card lines" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('columns.name')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={column === 'value' ? 'number' : undefined}>
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={`${figure.indicator} ${figure.area}`}>
              <th scope="row">
                {words.name(figure.name)}
                {isOfAreas ? `, ${figure.areaName}` : ''}
              </th>
              <td className="number" data-label={t('columns.value')}>
                {toValueText(figure.value, figure)}
              </td>
              <td data-label={t('columns.period')} className={styles['period']}>
                {figure.period ?? toInstantText(figure.observedAt, zone)}
              </td>
              <td data-label={t('columns.source')}>{figure.source.label}</td>
              <td data-label={t('columns.state')}>
                {words.condition(figure)}
                <span className="quiet"> · {words.small(figure)}</span>
              </td>
            </tr>
          ))}
          {totals.map((total) => (
            <TotalRow key={total.indicator} total={total} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TotalRow({ total, zone }: { readonly total: PackTotal; readonly zone: string }) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const { name, made, areaName, count, value, unit, observedAt, freshness, origin } = total;
  return (
    <tr>
      <th scope="row">{words.name(name)}</th>
      <td className="number" data-label={t('columns.value')}>
        {toValueText(value, { unit, unitEn: unit })}
      </td>
      <td data-label={t('columns.period')}>{toInstantText(observedAt, zone)}</td>
      <td data-label={t('columns.source')}>{t(`made.${made}`, { area: areaName ?? '', count })}</td>
      <td data-label={t('columns.state')}>
        {t(`freshness.${freshness}`)} · {t(`origin.${origin}`)}
      </td>
    </tr>
  );
}
