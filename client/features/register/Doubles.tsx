import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProgrammeRow } from '#shared/model/programme.ts';
import type { Double, DoubleReason } from '#shared/rules/programmeMatrix.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { type Names, useNames } from '../../hooks/desk/useDesk.ts';
import styles from './register.module.css';
import { rowName } from './registerNames.ts';

interface DoublesProps {
  readonly doubles: readonly Double[];
  readonly rows: readonly ProgrammeRow[];
}

/** Pairs that may be one programme, each with why it is thought so. */
export function Doubles({ doubles, rows }: DoublesProps) {
  const { t } = useTranslation('programme');
  const names = useNames();
  if (doubles.length === 0) return <Empty>{t('matrixPage.noDoubles')}</Empty>;
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return (
    <ul className="card">
      {doubles.map(({ first, second, reasons }) => (
        <li key={`${first}|${second}`} className={styles['step']}>
          <div className="row">
            {[first, second].map((id) => {
              const row = rowOf.get(id);
              return row ? (
                <span key={id}>
                  <Link className="target" to={`/program/${encodeURIComponent(id)}`}>
                    {rowName(row)} ({names.agencyName(row.agency)})
                  </Link>{' '}
                  {row.simulated ? <Tag tone="watch">{t('simulated')}</Tag> : null}
                </span>
              ) : null;
            })}
          </div>
          <p className="quiet">{reasons.map((reason) => toSentence(reason, names, t)).join(' ')}</p>
        </li>
      ))}
    </ul>
  );
}

function toSentence(reason: DoubleReason, names: Names, t: TFunction<'programme'>): string {
  if (reason.kind === 'name') return t('matrixPage.reason.name');
  if (reason.kind === 'code') return t('matrixPage.reason.code', { code: reason.code });
  return t('matrixPage.reason.place', {
    areas: reason.areas.map(names.areaName).join(', '),
    indicators: reason.indicators.map(names.indicatorName).join(', '),
  });
}
