import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Pillar } from '#shared/model/pillar.ts';
import type { Matrix, MatrixCell } from '#shared/rules/programmeMatrix.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './register.module.css';
import { SimulatedTag } from './Simulated.tsx';

interface MatrixTableProps {
  readonly matrix: Matrix;
  readonly pillars: readonly Pillar[];
}

/** Pillars and sub-dimensions against agencies: how many serve it first, and how many as well. */
export function MatrixTable({ matrix, pillars }: MatrixTableProps) {
  const { t } = useTranslation('programme');
  const names = useNames();
  const language = deskLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <section className="scroll card" tabIndex={0} aria-label={t('matrix')}>
      <table className={styles['matrix']}>
        <thead>
          <tr>
            <th scope="col">{t('column.pillar')}</th>
            <th scope="col">{t('matrixPage.sum')}</th>
            {matrix.agencies.map((code) => (
              <th key={code} scope="col" title={names.agency(code)?.name}>
                {names.agencyName(code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pillars.flatMap(({ id, name, subDimensions }) => [
            <Line key={id} place={id} pillar={id} name={name[language]} level="pillar" matrix={matrix} />,
            ...subDimensions.map((sub) => (
              <Line
                key={sub.code}
                place={sub.code}
                pillar={id}
                name={sub.name[language]}
                level="sub"
                matrix={matrix}
              />
            )),
          ])}
        </tbody>
      </table>
    </section>
  );
}

interface LineProps {
  readonly place: string;
  readonly pillar: string;
  readonly name: string;
  readonly level: 'pillar' | 'sub';
  readonly matrix: Matrix;
}

function Line({ place, pillar, name, level, matrix }: LineProps) {
  const { t } = useTranslation('programme');
  const cells = matrix.cells.get(place);
  const all = [...(cells?.values() ?? [])];
  const primary = all.reduce((sum, cell) => sum + cell.primary, 0);
  const simulated = all.reduce((sum, cell) => sum + cell.simulated.primary, 0);
  return (
    <tr data-level={level}>
      <th scope="row">{name}</th>
      <td>
        {primary > 0 ? primary : <span className={styles['gap']}>{t('matrixPage.none')}</span>}{' '}
        <SimulatedTag count={simulated} of={primary} />
      </td>
      {matrix.agencies.map((agency) => (
        <td key={agency}>
          <Cell
            cell={cells?.get(agency)}
            address={`/program?${new URLSearchParams({ pilar: pillar, instansi: agency })}`}
          />
        </td>
      ))}
    </tr>
  );
}

function Cell({ cell, address }: { readonly cell: MatrixCell | undefined; readonly address: string }) {
  const { t } = useTranslation('programme');
  if (!cell) return <span className="quiet">·</span>;
  const { primary, secondary, simulated } = cell;
  return (
    <>
      {primary > 0 ? <Link to={address}>{primary}</Link> : null}{' '}
      <SimulatedTag count={simulated.primary} of={primary} />{' '}
      {secondary > 0 ? <span className="quiet">{t('matrixPage.also', { count: secondary })}</span> : null}{' '}
      <SimulatedTag count={simulated.secondary} of={secondary} />
    </>
  );
}
