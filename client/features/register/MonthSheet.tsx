import { useTranslation } from 'react-i18next';
import { toMonthKey } from '#shared/rules/budget.ts';
import { FieldError } from '../../components/desk/Field.tsx';
import { toMonthText } from '../../lib/desk/format.ts';
import type { BudgetDraft, FundDraft } from './budgetDraft.ts';
import { toWords } from './FundFields.tsx';
import styles from './register.module.css';

interface MonthSheetProps {
  readonly draft: BudgetDraft;
  readonly year: number;
  readonly at: (place: string) => string | undefined;
  readonly onFund: (index: number, part: Partial<FundDraft>) => void;
  readonly onProgress: (progress: readonly string[]) => void;
}

const replace = (texts: readonly string[], month: number, text: string): string[] =>
  texts.map((one, index) => (index === month ? text : one));

/** Twelve lines: plan and realisation of each source, and progress; empty is "not reported", 0 is zero. */
export function MonthSheet({ draft, year, at, onFund, onProgress }: MonthSheetProps) {
  const { t } = useTranslation('budget');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <section className="card scroll" tabIndex={0} aria-label={t('months')}>
      <table className={styles['sheet']}>
        <caption>{t('monthsHint')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('month')}</th>
            {draft.funds.map(({ source }) => (
              <Heads key={source} name={t(`source.${source}`)} />
            ))}
            <th scope="col">{t('progress')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: 12 }, (_, month) => {
            const name = toMonthText(toMonthKey(year, month));
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {draft.funds.map((fund, index) => (
                  <FundCells key={fund.source} {...{ fund, index, month, name, at, onFund }} />
                ))}
                <td>
                  <Cell
                    label={`${t('progress')}, ${name}`}
                    value={draft.progress[month] ?? ''}
                    error={at(`/progress/${month}`)}
                    onChange={(text) => onProgress(replace(draft.progress, month, text))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Heads({ name }: { readonly name: string }) {
  const { t } = useTranslation('budget');
  return (
    <>
      <th scope="col">{`${t('plan')} ${name}`}</th>
      <th scope="col">{`${t('realised')} ${name}`}</th>
    </>
  );
}

interface FundCellsProps extends Pick<MonthSheetProps, 'at' | 'onFund'> {
  readonly fund: FundDraft;
  readonly index: number;
  readonly month: number;
  readonly name: string;
}

function FundCells({ fund, index, month, name, at, onFund }: FundCellsProps) {
  const { t } = useTranslation('budget');
  return (['plan', 'realised'] as const).map((part) => (
    <td key={part}>
      <Cell
        label={`${t(part)} ${t(`source.${fund.source}`)}, ${name}`}
        value={fund[part][month] ?? ''}
        words={toWords(fund[part][month] ?? '')}
        error={at(`/funds/${index}/${part}/${month}`)}
        onChange={(text) => onFund(index, { [part]: replace(fund[part], month, text) })}
      />
    </td>
  ));
}

interface CellProps {
  readonly label: string;
  readonly value: string;
  readonly words?: string;
  readonly error?: string | undefined;
  readonly onChange: (text: string) => void;
}

function Cell({ label, value, words, error, onChange }: CellProps) {
  return (
    <>
      <input
        aria-label={label}
        inputMode="decimal"
        autoComplete="off"
        value={value}
        title={words}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error ? <FieldError>{error}</FieldError> : null}
    </>
  );
}
