import { useTranslation } from 'react-i18next';
import type { AlarmRuleView } from '#shared/model/alarm.ts';
import { alarmPriorities, alarmSeverities, pillarIds } from '#shared/model/lists.ts';
import { Check } from '../../components/desk/Check.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import type { RulePart } from './RuleForm.tsx';

/** Severity, priority, escalation, and which rules explain this one. */
export function WeightFields({
  draft: { rule, escalateAfter },
  change,
  changeDraft,
  at,
  rules,
}: RulePart & { readonly rules: readonly AlarmRuleView[] }) {
  const { t } = useTranslation('alarmRule');
  const { suppressedBy } = rule;
  return (
    <fieldset className="stack">
      <legend className="strong">{t('form.weight')}</legend>
      <div className="pair">
        <ChoiceField
          label={t('form.severity')}
          value={rule.severity}
          choices={alarmSeverities.map((one) => [one, t(`alarm:severity.${one}`)] as const)}
          error={at('/severity')}
          onChange={(severity) => change({ severity })}
        />
        <ChoiceField
          label={t('form.priority')}
          value={rule.priority}
          choices={alarmPriorities.map((one) => [one, t(`alarm:priority.${one}`)] as const)}
          error={at('/priority')}
          onChange={(priority) => change({ priority })}
        />
        <TextField
          label={t('form.escalate')}
          hint={t('form.escalateHint')}
          value={escalateAfter}
          error={at('/escalateAfterSeconds')}
          inputMode="decimal"
          maxLength={200}
          onChange={(text) => changeDraft({ escalateAfter: text })}
        />
      </div>
      <details open={suppressedBy.length > 0}>
        <summary>
          {t('form.suppressedBy')} ({suppressedBy.length})
        </summary>
        {rules.map(({ id, name }) => (
          <Check
            key={id}
            checked={suppressedBy.includes(id)}
            onChange={(isOn) =>
              change({
                suppressedBy: isOn ? [...suppressedBy, id] : suppressedBy.filter((one) => one !== id),
              })
            }
          >
            {name[deskLanguage()]}
          </Check>
        ))}
      </details>
    </fieldset>
  );
}

const guidanceParts = ['meaning', 'action', 'contact'] as const;
const languageParts = [
  ['id', 'inId'],
  ['en', 'inEn'],
] as const;

/** What operators are told, in both languages: without it a rule is not saved. */
export function GuidanceFields({ draft: { rule }, change, at }: RulePart) {
  const { t } = useTranslation('alarmRule');
  const { guidance } = rule;
  return (
    <fieldset className="stack">
      <legend className="strong">{t('form.guidance')}</legend>
      <p className="quiet">{t('form.guidanceHint')}</p>
      <div className="pair">
        {guidanceParts.flatMap((part) =>
          languageParts.map(([language, text]) => (
            <TextField
              key={`${part} ${language}`}
              label={t(`form.${text}`, { what: t(`form.${part}`) })}
              value={guidance[part][language]}
              error={at(`/guidance/${part}/${language}`)}
              isLong
              required
              maxLength={600}
              onChange={(value) =>
                change({ guidance: { ...guidance, [part]: { ...guidance[part], [language]: value } } })
              }
            />
          )),
        )}
      </div>
    </fieldset>
  );
}

const scenes = ['ikhtisar', 'pilar', 'peta'] as const;

/** The wall's scene that explains an alarm of the rule. */
export function DisplayFields({ draft: { rule }, change, at }: RulePart) {
  const { t } = useTranslation('alarmRule');
  const names = useNames();
  const { display } = rule;
  const { scene, pillar, indicator } = display;
  type Display = typeof display;
  const put = (next: { scene?: string; pillar?: string; indicator?: string }): void => {
    const merged = { scene, pillar, indicator, ...next };
    change({
      display: {
        scene: merged.scene as Display['scene'],
        ...(merged.pillar ? { pillar: merged.pillar as NonNullable<Display['pillar']> } : {}),
        ...(merged.indicator ? { indicator: merged.indicator as NonNullable<Display['indicator']> } : {}),
      },
    });
  };
  const pillars = names.catalogue?.pillars ?? [];
  return (
    <fieldset className="stack">
      <legend className="strong">{t('form.display')}</legend>
      <div className="pair">
        <ChoiceField
          label={t('form.scene')}
          value={scene}
          choices={scenes.map((one) => [one, t(`scene.${one}`)] as const)}
          error={at('/display/scene')}
          onChange={(value) => put({ scene: value })}
        />
        <ChoiceField
          label={t('form.pillar')}
          value={pillar ?? ''}
          choices={[
            ['', t('form.noPillar')],
            ...pillarIds.map(
              (id) => [id, pillars.find((one) => one.id === id)?.name[deskLanguage()] ?? id] as const,
            ),
          ]}
          error={at('/display/pillar')}
          onChange={(value) => put({ pillar: value })}
        />
        <ChoiceField
          label={t('form.displayIndicator')}
          value={indicator ?? ''}
          choices={[
            ['', t('form.noIndicator')],
            ...(names.catalogue?.indicators ?? []).map(
              ({ id, name }) => [id as string, name[deskLanguage()]] as const,
            ),
          ]}
          error={at('/display/indicator')}
          onChange={(value) => put({ indicator: value })}
        />
      </div>
    </fieldset>
  );
}
