import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BudgetRow } from '#shared/model/budget.ts';
import { findIdleMoney, type MoneyTotal, totalMoney } from '#shared/rules/budget.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { type Names, useNames } from '../../hooks/desk/useDesk.ts';
import { toPercentText } from '../../lib/desk/format.ts';
import { Amount } from './Amount.tsx';
import { type BudgetGrouping, countSimulated, groupBudgets } from './budgetGroups.ts';
import { MoneyBars } from './MoneyBars.tsx';
import { toQuery } from './programmeFilter.ts';
import styles from './register.module.css';
import { pillarName, rowName } from './registerNames.ts';
import { SimulatedTag } from './Simulated.tsx';
import { Span } from './Span.tsx';

interface GroupTableProps {
  readonly items: readonly BudgetRow[];
  readonly grouping: BudgetGrouping;
  readonly year: number;
}

/** Money put together by pillar, agency or source, with its sum below. */
export function GroupTable({ items, grouping, year }: GroupTableProps) {
  const { t } = useTranslation('budget');
  const names = useNames();
  const isBySource = grouping === 'source';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <section className="scroll card" tabIndex={0} aria-label={t(`groupTitle.${grouping}`)}>
      <table className={`lines ${styles['table']}`}>
        <thead>
          <tr>
            <th scope="col">{t(isBySource ? 'sourceTitle' : `group.${grouping}`)}</th>
            <th scope="col" className="number">
              {t('programmes')}
            </th>
            <th scope="col" className="number">
              {t('ceiling')}
            </th>
            <th scope="col" className="number">
              {t('realised')}
            </th>
            <th scope="col">{t('gap')}</th>
            <th scope="col">{t('title')}</th>
            {isBySource ? null : <th scope="col">{t('idle')}</th>}
          </tr>
        </thead>
        <tbody>
          {groupBudgets(items, grouping).map(({ key, total, simulated }) => (
            <GroupRow
              key={key}
              name={toName(grouping, key, { names, t })}
              total={total}
              simulated={simulated}
              isBySource={isBySource}
            >
              {grouping === 'source' ? null : toIdleAddress(year, { grouping, key })}
            </GroupRow>
          ))}
        </tbody>
        {isBySource ? null : (
          <tfoot>
            <GroupRow
              name={t('total')}
              total={totalMoney(items.map(({ money }) => money))}
              simulated={countSimulated(items)}
              isBySource={false}
            >
              {toIdleAddress(year)}
            </GroupRow>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** Programmes whose money of the year moves nothing; those of one group, or all. */
function toIdleAddress(year: number, of?: { grouping: 'pillar' | 'agency'; key: string }): string {
  const all = { pillar: null, agency: null, status: null, isQuickWin: false, isIdle: true, year };
  const filter = of ? { ...all, [of.grouping]: of.key } : all;
  return `/program?${new URLSearchParams(toQuery(filter))}`;
}

function toName(
  grouping: BudgetGrouping,
  key: string,
  { names, t }: { names: Names; t: (key: string) => string },
): string {
  if (grouping === 'pillar') return pillarName(names, key);
  return grouping === 'agency' ? names.agencyName(key) : t(`source.${key}`);
}

interface GroupRowProps {
  readonly name: string;
  readonly total: MoneyTotal;
  /** Programmes of it that are simulated. */
  readonly simulated: number;
  readonly isBySource: boolean;
  /** Address of those whose money moves nothing. */
  readonly children: string | null;
}

function GroupRow({ name, total, simulated, isBySource, children }: GroupRowProps) {
  const { t } = useTranslation('budget');
  const { known, spans, programmes, ceilingIdr, realisedIdr } = total;
  const sums = [
    ['ceiling', ceilingIdr],
    ['realised', realisedIdr],
  ] as const;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t('programmes')} className="number">
        <div>
          <div>{programmes}</div>
          <SimulatedTag count={simulated} of={programmes} />
        </div>
      </td>
      {sums.map(([of, value]) => (
        <td key={of} data-label={t(of)} className="number">
          <div>
            <Amount value={value} />
            <Known count={known[of]} of={programmes} />
            <Span span={spans[of]} hasParts={!isBySource} />
          </div>
        </td>
      ))}
      <td data-label={t('gap')} data-prose>
        <PlanGap gap={total.planGap} />
      </td>
      <td data-label={t('title')} data-prose>
        <MoneyBars total={total} hasWork={!isBySource} />
      </td>
      {isBySource ? null : (
        <td data-label={t('idle')}>
          {total.idle > 0 && children ? (
            <Link className="target" to={children}>
              {t('programme:shown', { count: total.idle })}
            </Link>
          ) : (
            total.idle
          )}
        </td>
      )}
    </tr>
  );
}

/** A sum of some says of how many it is. */
function Known({ count, of }: { readonly count: number; readonly of: number }) {
  const { t } = useTranslation('budget');
  if (count === 0 || count === of) return null;
  return <div className={styles['under']}>{t('known', { known: count })}</div>;
}

function PlanGap({ gap }: { readonly gap: number | null }) {
  const { t } = useTranslation('budget');
  if (gap === null) return <span className="quiet">{t('programme:unknown')}</span>;
  const kind = Math.abs(gap) < 0.005 ? 'onPlan' : gap < 0 ? 'behind' : 'ahead';
  return <Tag tone={gap < -0.1 ? 'watch' : 'plain'}>{t(kind, { share: toPercentText(Math.abs(gap)) })}</Tag>;
}

/** Each programme with its money, those whose money moves nothing first. */
export function BudgetRows({ items, year }: { readonly items: readonly BudgetRow[]; readonly year: number }) {
  const { t } = useTranslation('budget');
  const names = useNames();
  const sorted = [...items].sort(
    (a, b) => Number(findIdleMoney(b.money) !== null) - Number(findIdleMoney(a.money) !== null),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <section className="scroll card" tabIndex={0} aria-label={t('table', { year })}>
      <table className={`lines ${styles['table']}`}>
        <thead>
          <tr>
            <th scope="col">{t('programme:column.programme')}</th>
            <th scope="col" className="number">
              {t('ceiling')}
            </th>
            <th scope="col" className="number">
              {t('realised')}
            </th>
            <th scope="col">{t('gap')}</th>
            <th scope="col">{t('title')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <ProgrammeLine key={row.id} row={row} names={names} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ProgrammeLine({ row, names }: { readonly row: BudgetRow; readonly names: Names }) {
  const { t } = useTranslation('budget');
  const { money } = row;
  const total = totalMoney([money]);
  const idle = findIdleMoney(money);
  return (
    <tr>
      <th scope="row" data-prose>
        <Link className={styles['link']} to={`/program/${encodeURIComponent(row.id)}`}>
          {rowName(row)}
        </Link>
        <div className={styles['under']}>
          {names.agencyName(row.agency)} · {pillarName(names, row.pillar)}
        </div>
        <div className="row">
          {row.simulated ? <Tag tone="watch">{t('programme:simulated')}</Tag> : null}
          {idle ? <Tag tone="bad">{t(`programme:idle.${idle}`)}</Tag> : null}
        </div>
      </th>
      <td data-label={t('ceiling')} className="number">
        <div>
          <Amount value={money.ceilingIdr} />
          <Span span={total.spans.ceiling} />
        </div>
      </td>
      <td data-label={t('realised')} className="number">
        <div>
          <Amount value={money.realisedIdr} />
          <Span span={total.spans.realised} />
        </div>
      </td>
      <td data-label={t('gap')} data-prose>
        <PlanGap gap={total.planGap} />
      </td>
      <td data-label={t('title')} data-prose>
        <MoneyBars total={total} />
      </td>
    </tr>
  );
}
