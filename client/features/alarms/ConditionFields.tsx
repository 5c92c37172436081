import { useTranslation } from 'react-i18next';
import type { AlarmCondition } from '#shared/model/alarm.ts';
import { eventSeverities } from '#shared/model/lists.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import type { RulePart } from './RuleForm.tsx';
import type { NumberField as NumberName } from './ruleDraft.ts';

/** What raises the alarm; which fields there are follows from the rule's kind. */
export function ConditionFields(part: RulePart) {
  const { t } = useTranslation('alarmRule');
  const { condition } = part.draft.rule;
  return (
    <fieldset className="stack">
      <legend className="strong">{t('form.condition')}</legend>
      {condition.kind === 'limit' ? <LimitFields {...part} condition={condition} /> : null}
      {condition.kind === 'warning' ? (
        <ChoiceField
          label={t('form.least')}
          value={condition.least}
          choices={eventSeverities
            .filter((least) => least !== 'unknown')
            .map((least) => [least, t(`least.${least}`)] as const)}
          error={part.at('/condition/least')}
          onChange={(least) => part.change({ condition: { ...condition, least } })}
        />
      ) : null}
      {condition.kind === 'quake' ? (
        <div className="pair">
          <NumberField {...part} name="leastMagnitude" label={t('form.magnitude')} />
          <NumberField {...part} name="withinKm" label={t('form.km')} />
        </div>
      ) : null}
      {condition.kind === 'silence' ? (
        <NumberField {...part} name="delaySeconds" label={t('form.silenceDelay')} />
      ) : null}
      {condition.kind === 'manual' ? <p className="quiet">{t('form.manual')}</p> : null}
    </fieldset>
  );
}

interface NumberFieldProps extends RulePart {
  readonly name: NumberName;
  readonly label: string;
  readonly hint?: string;
}

function NumberField({ draft, changeDraft, at, name, label, hint }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      value={draft.numbers[name] ?? ''}
      error={at(`/condition/${name}`)}
      onChange={(text) => changeDraft({ numbers: { ...draft.numbers, [name]: text } })}
      inputMode="decimal"
      maxLength={200}
    />
  );
}

type Limit = Extract<AlarmCondition, { kind: 'limit' }>;

function LimitFields({ condition, ...part }: RulePart & { readonly condition: Limit }) {
  const { t } = useTranslation('alarmRule');
  const names = useNames();
  const indicator = names.indicator(condition.indicator);
  const unit = (deskLanguage() === 'id' ? indicator?.unit : indicator?.unitEn) ?? '–';
  const indicators = [...(names.catalogue?.indicators ?? [])]
    .map(({ id, name }) => [id as string, name[deskLanguage()]] as const)
    .sort((a, b) => a[1].localeCompare(b[1], deskLanguage()));
  return (
    <div className="pair">
      <ChoiceField
        label={t('form.indicator')}
        value={condition.indicator}
        choices={[['', t('common:choose')], ...indicators]}
        error={part.at('/condition/indicator')}
        onChange={(id) => part.change({ condition: { ...condition, indicator: id as Limit['indicator'] } })}
      />
      <ChoiceField
        label={t('form.side')}
        value={condition.side}
        choices={[
          ['above', t('form.sideAbove')],
          ['below', t('form.sideBelow')],
        ]}
        error={part.at('/condition/side')}
        onChange={(side) => part.change({ condition: { ...condition, side } })}
      />
      <NumberField {...part} name="limit" label={t('form.limit', { unit })} />
      <NumberField
        {...part}
        name="deadBand"
        label={t('form.deadBand', { unit })}
        hint={t('form.deadBandHint')}
      />
      <NumberField {...part} name="count" label={t('form.count')} />
      <NumberField {...part} name="delaySeconds" label={t('form.delay')} />
      <NumberField {...part} name="clearSeconds" label={t('form.clear')} />
    </div>
  );
}
