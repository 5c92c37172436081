import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Budget, ProgrammeAnswer } from '#shared/model/budget.ts';
import type { MoneySummary } from '#shared/model/programme.ts';
import { findIdleMoney, totalMoney } from '#shared/rules/budget.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { toDateText } from '../../lib/desk/format.ts';
import { Amount } from './Amount.tsx';
import { MoneyBars } from './MoneyBars.tsx';
import { PublicCeilingLine } from './PublicCeilingLine.tsx';
import styles from './register.module.css';
import { Span } from './Span.tsx';

interface YearMoneyProps {
  readonly answer: ProgrammeAnswer;
  readonly mayKeep: boolean;
}

/** Money and progress of a programme, year by year. */
export function YearMoney({ answer: { row, budgets, summaries }, mayKeep }: YearMoneyProps) {
  const { t } = useTranslation('budget');
  const { publicCeiling } = row;
  if (budgets.length === 0 && !publicCeiling) return <Empty>{t('noneOfProgramme')}</Empty>;
  return (
    <div className="stack">
      {publicCeiling ? (
        <section className="card stack" data-tight>
          <div>
            {t('ceiling')}: <Amount value={publicCeiling.amountIdr} />
          </div>
          <PublicCeilingLine ceiling={publicCeiling} />
        </section>
      ) : null}
      {budgets.map((budget) => {
        const summary = summaries.find(({ year }) => year === budget.year);
        return summary ? <Year key={budget.year} id={row.id} {...{ budget, summary, mayKeep }} /> : null;
      })}
    </div>
  );
}

interface YearProps {
  readonly id: string;
  readonly budget: Budget;
  readonly summary: MoneySummary;
  readonly mayKeep: boolean;
}

function Year({ id, budget, summary, mayKeep }: YearProps) {
  const { t } = useTranslation('budget');
  const idle = findIdleMoney(summary);
  const total = totalMoney([summary]);
  return (
    <section className="card stack" aria-label={String(budget.year)}>
      <div className="row" data-apart>
        <h3>
          {budget.year} {budget.simulated ? <Tag tone="watch">{t('programme:simulated')}</Tag> : null}
        </h3>
        {mayKeep ? (
          <Link className="button" to={`/program/${encodeURIComponent(id)}/uang/${budget.year}`}>
            {t('edit', { year: budget.year })}
          </Link>
        ) : null}
      </div>
      {idle ? (
        <div>
          <Tag tone="bad">{t(`programme:idle.${idle}`)}</Tag>
        </div>
      ) : null}
      <MoneyBars total={total} />
      <dl className="facts">
        <dt>{t('ceiling')}</dt>
        <dd>
          <Amount value={summary.ceilingIdr} />
          <Span span={total.spans.ceiling} />
        </dd>
        <dt>{t('plan')}</dt>
        <dd>
          <Amount value={summary.planIdr} />
          <Span span={total.spans.plan} />
        </dd>
        <dt>{t('realised')}</dt>
        <dd>
          <Amount value={summary.realisedIdr} />
          <Span span={total.spans.realised} />
        </dd>
      </dl>
      <Revisions budget={budget} />
    </section>
  );
}

/** How each source's ceiling came to be what it is. */
function Revisions({ budget: { funds } }: { readonly budget: Budget }) {
  const { t } = useTranslation('budget');
  const lines = funds.flatMap(({ source, ceilings }) => ceilings.map((ceiling) => ({ source, ceiling })));
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{t('revisions')}</summary>
      <ul className="stack" data-tight>
        {lines.map(({ source, ceiling }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is only shown
          <li key={index}>
            {t(`source.${source}`)} · {t(`stage.${ceiling.stage}`)} · {toDateText(ceiling.on)}:{' '}
            <Amount value={ceiling.amountIdr} />
            {ceiling.document ? <span className={styles['under']}> ({ceiling.document})</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
