import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Drill } from '#shared/model/drill.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { useDrillWords } from './useDrillWords.ts';

/** Drills that are over, newest first, with what came of them. */
export function PastDrills({ drills }: { readonly drills: readonly Drill[] }) {
  const { t } = useTranslation('drill');
  return (
    <section className="stack" aria-labelledby="drill-past">
      <h2 id="drill-past">{t('past')}</h2>
      {drills.length === 0 ? (
        <Empty>{t('noPast')}</Empty>
      ) : (
        <div className="scroll">
          <table className="lines card">
            <thead>
              <tr>
                {(['title', 'when', 'state'] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(`column.${key}`)}
                  </th>
                ))}
                {(['raised', 'acknowledged', 'median', 'worst', 'met'] as const).map((key) => (
                  <th key={key} scope="col" className="number">
                    {t(`column.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {drills.map((drill) => (
                <PastDrill key={drill.id} drill={drill} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function PastDrill({ drill }: { readonly drill: Drill }) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const { id, title, orderedAt, state, summary, fault } = drill;
  const figures = {
    raised: summary?.raised ?? '–',
    acknowledged: summary?.acknowledged ?? '–',
    median: words.span(summary?.medianSeconds ?? null),
    worst: words.span(summary?.worstSeconds ?? null),
    met: summary && summary.expected > 0 ? `${summary.met}/${summary.expected}` : '–',
  };
  return (
    <tr>
      <th scope="row">
        <Link to={`/console/latihan/${id}`}>{title}</Link>
      </th>
      <td data-label={t('column.when')}>{words.time(orderedAt)}</td>
      <td data-label={t('column.state')}>
        <Tag tone={state === 'failed' ? 'bad' : 'good'}>{t(`state.${state}`)}</Tag>
        {fault ? <p className="quiet">{t(`fault.${fault}`)}</p> : null}
      </td>
      {(['raised', 'acknowledged', 'median', 'worst', 'met'] as const).map((key) => (
        <td key={key} className="number" data-label={t(`column.${key}`)}>
          {figures[key]}
        </td>
      ))}
    </tr>
  );
}
