import { useTranslation } from 'react-i18next';
import { budgetLimits, type CeilingStage } from '#shared/model/budget.ts';
import { ceilingStages } from '#shared/model/programmeLists.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { deskLanguage } from '../../lib/desk/language.ts';
import { formatRupiah } from '../../lib/money.ts';
import { type CeilingDraft, type FundDraft, parseRupiah, toNewCeiling } from './budgetDraft.ts';

interface FundFieldsProps {
  readonly fund: FundDraft;
  readonly today: string;
  /** What is wrong at a place of this fund, `/ceilings/0/amountIdr`. */
  readonly at: (place: string) => string | undefined;
  readonly onChange: (part: Partial<FundDraft>) => void;
  readonly onDrop: () => void;
}

/** What an amount says in words, so that three zeros too many are seen. */
export function toWords(text: string): string {
  const amount = parseRupiah(text);
  return amount === null || Number.isNaN(amount) ? '' : formatRupiah(amount, deskLanguage());
}

/** One source of money: its ceiling and how that was revised. */
export function FundFields({ fund, today, at, onChange, onDrop }: FundFieldsProps) {
  const { t } = useTranslation('budget');
  const { ceilings, source } = fund;
  const name = t(`source.${source}`);
  const put = (index: number, part: Partial<CeilingDraft>): void =>
    onChange({ ceilings: ceilings.map((one, nth) => (nth === index ? { ...one, ...part } : one)) });
  return (
    <fieldset className="card stack">
      <legend className="strong">{name}</legend>
      {ceilings.map((ceiling, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ceilings have no name of their own and keep their order
        <div key={index} className="pair">
          <TextField
            label={t('ceilingOf', { name, n: index + 1 })}
            hint={toWords(ceiling.amount)}
            inputMode="numeric"
            value={ceiling.amount}
            error={at(`/ceilings/${index}/amountIdr`)}
            onChange={(amount) => put(index, { amount })}
          />
          <ChoiceField<CeilingStage>
            label={t('stageTitle')}
            value={ceiling.stage}
            choices={ceilingStages.map((stage) => [stage, t(`stage.${stage}`)] as const)}
            onChange={(stage) => put(index, { stage })}
          />
          <TextField
            label={t('on')}
            type="date"
            value={ceiling.on}
            error={at(`/ceilings/${index}/on`)}
            onChange={(on) => put(index, { on })}
          />
          <TextField
            label={t('document')}
            maxLength={200}
            value={ceiling.document}
            error={at(`/ceilings/${index}/document`)}
            onChange={(document) => put(index, { document })}
          />
        </div>
      ))}
      <div className="row">
        {ceilings.length < budgetLimits.ceilings ? (
          <button
            type="button"
            onClick={() => onChange({ ceilings: [...ceilings, toNewCeiling(ceilings, today)] })}
          >
            {t('addCeiling')}
          </button>
        ) : null}
        {ceilings.length > 0 ? (
          <button
            type="button"
            data-kind="quiet"
            onClick={() => onChange({ ceilings: ceilings.slice(0, -1) })}
          >
            {t('dropCeiling')}
          </button>
        ) : null}
        <button type="button" data-kind="danger" onClick={onDrop}>
          {t('dropSource', { name })}
        </button>
      </div>
    </fieldset>
  );
}
