import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportLayout, ImportView } from '#shared/model/importFile.ts';
import { periodKeySchema } from '#shared/model/importFile.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Field } from '../../components/desk/Field.tsx';
import styles from '../../components/desk/FileDrop.module.css';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { ColumnEditor } from './ColumnEditor.tsx';
import { listAsked, listUnsure, withAreaChoice, withIndicatorChoice, withRole } from './layoutEdits.ts';

interface LayoutEditorProps {
  readonly view: ImportView;
  readonly layout: ImportLayout;
  readonly isBusy: boolean;
  readonly onChange: (layout: ImportLayout) => void;
  /** Reads the file again by the layout as it is now. */
  readonly onRead: () => void;
}

/** How a file is read: columns, what holds for the whole sheet, and spellings to settle. */
export function LayoutEditor({ view, layout, isBusy, onChange, onRead }: LayoutEditorProps) {
  const { t } = useTranslation('file');
  const names = useNames();
  const own = (names.catalogue?.indicators ?? []).filter(({ agency }) => agency === view.agency);
  const unsure = listUnsure(layout);
  return (
    <div className="stack">
      <p className="quiet">{t('layoutLead')}</p>
      <ul className={styles['columns']}>
        {layout.columns
          .filter(({ reason }) => reason !== 'empty')
          .map((column) => (
            <ColumnEditor
              key={column.column}
              column={column}
              needsLook={unsure.includes(column)}
              indicators={own}
              onChange={(role) => onChange(withRole(layout, column.column, role))}
            />
          ))}
      </ul>
      <FixedFields layout={layout} onChange={onChange} />
      <div>
        <button type="button" data-kind="main" disabled={isBusy} onClick={onRead}>
          {t('reread')}
        </button>
      </div>
    </div>
  );
}

function FixedFields({ layout, onChange }: Pick<LayoutEditorProps, 'layout' | 'onChange'>) {
  const { t } = useTranslation('file');
  const names = useNames();
  const { fixed } = layout;
  const [period, setPeriod] = useState(fixed.period ?? '');
  const isPeriod = period === '' || periodKeySchema.safeParse(period).success;
  const change = (part: Partial<ImportLayout['fixed']>): void =>
    onChange({ ...layout, fixed: { ...fixed, ...part } });
  return (
    <fieldset className="card stack">
      <legend className="strong">{t('fixed')}</legend>
      <div className="pair">
        <Field
          label={t('fixedPeriod')}
          hint={t('fixedPeriodHint')}
          error={isPeriod ? undefined : t('fixedPeriodHint')}
        >
          {(ids) => (
            <input
              {...ids}
              maxLength={16}
              value={period}
              onChange={({ target: { value } }) => {
                setPeriod(value);
                const read = periodKeySchema.safeParse(value);
                if (value === '' || read.success) change({ period: value === '' ? null : value });
              }}
            />
          )}
        </Field>
        <ChoiceField
          label={t('fixedArea')}
          value={fixed.area ?? ''}
          choices={[
            ['', '–'],
            ...(names.catalogue?.areas ?? []).map(({ code, name }) => [code, name] as const),
          ]}
          onChange={(area) => change({ area: area || null })}
        />
        <Field label={t('fixedYear')}>
          {(ids) => (
            <input
              {...ids}
              type="number"
              min={1900}
              max={2200}
              value={fixed.year ?? ''}
              onChange={({ target: { value } }) => change({ year: value === '' ? null : Number(value) })}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}

/** Spellings that the file uses and nobody knows yet; settled once, they hold for the next file of this form. */
export function Choices({ view, layout, isBusy, onChange, onRead }: LayoutEditorProps) {
  const { t } = useTranslation('file');
  const names = useNames();
  const areas = listAsked(view.faults, 'area');
  const indicators = listAsked(view.faults, 'indicator');
  if (areas.length + indicators.length === 0) return null;
  const none = ['', t('common:choose')] as const;
  const own = (names.catalogue?.indicators ?? []).filter(({ agency }) => agency === view.agency);
  return (
    <div className="card stack">
      {areas.map((given) => (
        <ChoiceField
          key={`area|${given}`}
          label={t('areaChoice', { given })}
          value={layout.areaChoices.find((one) => one.given === given)?.area ?? ''}
          choices={[none, ...(names.catalogue?.areas ?? []).map(({ code, name }) => [code, name] as const)]}
          onChange={(area) => onChange(withAreaChoice(layout, given, area))}
        />
      ))}
      {indicators.map((given) => (
        <ChoiceField
          key={`indicator|${given}`}
          label={t('indicatorChoice', { given })}
          value={layout.indicatorChoices.find((one) => one.given === given)?.indicator ?? ''}
          choices={[none, ...own.map(({ id, name }) => [id, name[deskLanguage()]] as const)]}
          onChange={(indicator) => onChange(withIndicatorChoice(layout, given, indicator))}
        />
      ))}
      <div>
        <button type="button" data-kind="main" disabled={isBusy} onClick={onRead}>
          {t('reread')}
        </button>
      </div>
    </div>
  );
}
