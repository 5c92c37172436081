import { useTranslation } from 'react-i18next';
import type { FundSource } from '#shared/model/budget.ts';
import type { AgencyCode, PillarId } from '#shared/model/ids.ts';
import { pillarIds } from '#shared/model/lists.ts';
import { ceilingStages, fundSources } from '#shared/model/programmeLists.ts';
import {
  moneyScales,
  type RegisterColumn,
  type RegisterLayout,
  registerRoles,
} from '#shared/model/registerImport.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import files from '../../components/desk/FileDrop.module.css';
import { Tag } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNames, useUser } from '../../hooks/desk/useDesk.ts';
import { pillarName } from './registerNames.ts';
import { toRoleName } from './roleNames.ts';

interface RegisterLayoutEditorProps {
  readonly layout: RegisterLayout;
  readonly isBusy: boolean;
  readonly onChange: (layout: RegisterLayout) => void;
  /** Reads the file again by the layout as it is now. */
  readonly onRead: () => void;
}

/** True where a person should look before it is stored. */
export function needsLook({ confidence, role, reason }: RegisterColumn): boolean {
  return confidence < 0.8 && reason !== 'chosen' && (role !== null || reason !== 'unknown');
}

/** How a file is read: what each column is, and what holds for all of it. */
export function RegisterLayoutEditor({ layout, isBusy, onChange, onRead }: RegisterLayoutEditorProps) {
  const { t } = useTranslation('register');
  const put = (column: number, role: string | null): void =>
    onChange({
      ...layout,
      columns: layout.columns.map((one) =>
        one.column === column ? { ...one, role, confidence: 1, reason: 'chosen' } : one,
      ),
    });
  const shown = layout.columns.filter(({ reason }) => reason !== 'empty');
  return (
    <div className="stack">
      <p className="quiet">{t('file:layoutLead')}</p>
      <ul className={files['columns']}>
        {shown.map((column) => (
          <li key={column.column} className={files['column']} data-look={needsLook(column) || undefined}>
            <div className="stack" data-tight>
              <span className="strong">{column.header || t('file:noHeader')}</span>
              {needsLook(column) ? (
                <span>
                  <Tag tone="watch">{t('file:look')}</Tag>
                </span>
              ) : null}
            </div>
            <ChoiceField
              label={t('file:layoutRole')}
              value={column.role ?? ''}
              choices={[
                ['', t('roleNone')],
                ...registerRoles[layout.form].map((role) => [role, toRoleName(role, t)] as const),
              ]}
              onChange={(role) => put(column.column, role || null)}
            />
          </li>
        ))}
      </ul>
      <FixedFields layout={layout} onChange={onChange} />
      <div>
        <button type="button" data-kind="main" disabled={isBusy} onClick={onRead}>
          {t('file:reread')}
        </button>
      </div>
    </div>
  );
}

type FixedProps = Pick<RegisterLayoutEditorProps, 'layout' | 'onChange'>;

function FixedFields({ layout, onChange }: FixedProps) {
  const { t } = useTranslation('register');
  const names = useNames();
  const user = useUser();
  const { fixed, form } = layout;
  const change = (part: Partial<RegisterLayout['fixed']>): void =>
    onChange({ ...layout, fixed: { ...fixed, ...part } });
  return (
    <fieldset className="card stack">
      <legend className="strong">{t('fixed.title')}</legend>
      <div className="pair">
        {user.role === 'agency-operator' ? null : (
          <AgencySelect
            label={t('fixed.agency')}
            agencies={names.catalogue?.agencies ?? []}
            value={fixed.agency ?? ''}
            all="–"
            onChange={(code) => change({ agency: (code || null) as AgencyCode | null })}
          />
        )}
        {form === 'programme' ? (
          <ProgrammeFixed fixed={fixed} change={change} />
        ) : (
          <MoneyFixed fixed={fixed} change={change} />
        )}
      </div>
    </fieldset>
  );
}

interface PartProps {
  readonly fixed: RegisterLayout['fixed'];
  readonly change: (part: Partial<RegisterLayout['fixed']>) => void;
}

const toYear = (text: string): number | null => (text === '' ? null : Number(text));

function ProgrammeFixed({ fixed, change }: PartProps) {
  const { t } = useTranslation('register');
  const names = useNames();
  return (
    <>
      <ChoiceField<PillarId | ''>
        label={t('fixed.pillar')}
        value={fixed.pillar ?? ''}
        choices={[['', '–'], ...pillarIds.map((id) => [id, pillarName(names, id)] as const)]}
        onChange={(pillar) => change({ pillar: pillar || null })}
      />
      <TextField
        label={t('fixed.regulation')}
        maxLength={120}
        value={fixed.regulation ?? ''}
        onChange={(regulation) => change({ regulation: regulation || null })}
      />
      <TextField
        label={t('fixed.regulationYear')}
        type="number"
        min={2006}
        max={2100}
        value={fixed.regulationYear === null ? '' : String(fixed.regulationYear)}
        onChange={(text) => change({ regulationYear: toYear(text) })}
      />
    </>
  );
}

function MoneyFixed({ fixed, change }: PartProps) {
  const { t } = useTranslation('register');
  const months = Array.from({ length: 12 }, (_, month) => month + 1);
  return (
    <>
      <TextField
        label={t('fixed.year')}
        type="number"
        min={2000}
        max={2100}
        value={fixed.year === null ? '' : String(fixed.year)}
        onChange={(text) => change({ year: toYear(text) })}
      />
      <ChoiceField<FundSource | ''>
        label={t('fixed.fund')}
        value={fixed.fund ?? ''}
        choices={[['', '–'], ...fundSources.map((one) => [one, t(`budget:source.${one}`)] as const)]}
        onChange={(fund) => change({ fund: fund || null })}
      />
      <ChoiceField
        label={t('fixed.month')}
        value={fixed.month ?? 0}
        choices={[[0, '–'], ...months.map((month) => [month, toRoleName(month, t)] as const)]}
        onChange={(month) => change({ month: month || null })}
      />
      <ChoiceField
        label={t('fixed.months')}
        value={fixed.isCumulative ? 'cumulative' : 'monthly'}
        choices={(['cumulative', 'monthly'] as const).map(
          (mode) => [mode, t(`budget:mode.${mode}`)] as const,
        )}
        onChange={(mode) => change({ isCumulative: mode === 'cumulative' })}
      />
      <ChoiceField
        label={t('fixed.scale')}
        value={fixed.scale ?? 0}
        choices={[
          [0, t('fixed.scales.file')],
          ...moneyScales.map((scale) => [scale, t(`fixed.scales.${scale}`)] as const),
        ]}
        onChange={(chosen) => change({ scale: moneyScales.find((scale) => scale === chosen) ?? null })}
      />
      {ceilingStages.map((stage) => (
        <TextField
          key={stage}
          label={t(`fixed.${stage}`)}
          type="date"
          value={fixed.on[stage] ?? ''}
          onChange={(day) => change({ on: { ...fixed.on, [stage]: day || null } })}
        />
      ))}
    </>
  );
}
