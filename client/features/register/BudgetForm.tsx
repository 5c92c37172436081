import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BudgetFields, FundSource } from '#shared/model/budget.ts';
import { fundSources } from '#shared/model/programmeLists.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import {
  type BudgetDraft,
  type FundDraft,
  type MonthMode,
  readBudgetDraft,
  toMode,
  toNewFund,
} from './budgetDraft.ts';
import { FundFields } from './FundFields.tsx';
import { MonthSheet } from './MonthSheet.tsx';

interface BudgetFormProps {
  readonly first: BudgetDraft;
  readonly year: number;
  readonly today: string;
  readonly onSave: (budget: BudgetFields) => Promise<unknown>;
  readonly onSaved: () => void;
}

/** Ceilings by source, then months: cash plan and realisation of each source, and physical progress. */
export function BudgetForm({ first, year, today, onSave, onSaved }: BudgetFormProps) {
  const { t } = useTranslation('budget');
  const [draft, setDraft] = useState(first);
  const [hasTried, setTried] = useState(false);
  const submit = useSubmit();
  const { budget, faults } = readBudgetDraft(draft);
  const at = (place: string): string | undefined => {
    const own = hasTried ? faults.find((fault) => fault.place === place) : undefined;
    return own ? t(`fault.${own.kind}`) : submit.at(`/budget${place}`);
  };
  const put = (index: number, part: Partial<FundDraft>): void =>
    setDraft({
      ...draft,
      funds: draft.funds.map((fund, nth) => (nth === index ? { ...fund, ...part } : fund)),
    });
  const left = fundSources.filter((source) => draft.funds.every((fund) => fund.source !== source));
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (faults.length === 0 && (await submit.run(() => onSave(budget)))) onSaved();
  };
  const isFaulty = (hasTried && faults.length > 0) || submit.isFaulty;
  return (
    <form className="stack" noValidate onSubmit={(event) => void go(event)}>
      {draft.funds.map((fund, index) => (
        <FundFields
          key={fund.source}
          fund={fund}
          today={today}
          at={(place) => at(`/funds/${index}${place}`)}
          onChange={(part) => put(index, part)}
          onDrop={() => setDraft({ ...draft, funds: draft.funds.filter((one) => one !== fund) })}
        />
      ))}
      {left.length > 0 ? (
        <ChoiceField<FundSource | ''>
          label={t('addSource')}
          value=""
          choices={[['', t('common:choose')], ...left.map((one) => [one, t(`source.${one}`)] as const)]}
          onChange={(source) => {
            if (source !== '') setDraft({ ...draft, funds: [...draft.funds, toNewFund(source, today)] });
          }}
        />
      ) : null}
      <ChoiceField<MonthMode>
        label={t('mode.title')}
        value={draft.mode}
        choices={(['cumulative', 'monthly'] as const).map((mode) => [mode, t(`mode.${mode}`)] as const)}
        onChange={(mode) => setDraft(toMode(draft, mode))}
      />
      <MonthSheet
        draft={draft}
        year={year}
        at={at}
        onFund={put}
        onProgress={(progress) => setDraft({ ...draft, progress })}
      />
      {isFaulty || submit.failure ? (
        <Message tone="bad">{submit.failure ?? t('programmeForm:faulty')}</Message>
      ) : null}
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {submit.isBusy ? t('programmeForm:saving') : t('save')}
        </button>
      </div>
    </form>
  );
}
