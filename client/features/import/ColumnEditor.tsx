import { useTranslation } from 'react-i18next';
import type { ColumnRole, LayoutColumn } from '#shared/model/importFile.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import styles from '../../components/desk/FileDrop.module.css';
import { Tag } from '../../components/desk/Message.tsx';
import { deskLanguage } from '../../lib/desk/language.ts';
import { toColumnLetter, toRole } from './layoutEdits.ts';

const kinds: readonly ColumnRole['kind'][] = [
  'value',
  'area',
  'period',
  'indicator',
  'unit',
  'note',
  'ignore',
];

interface ColumnEditorProps {
  readonly column: LayoutColumn;
  readonly needsLook: boolean;
  readonly indicators: readonly Indicator[];
  readonly onChange: (role: ColumnRole) => void;
}

/** One column of a file: its heading, and what it means. */
export function ColumnEditor({ column, needsLook, indicators, onChange }: ColumnEditorProps) {
  const { t } = useTranslation('file');
  const { role, header } = column;
  return (
    <li className={styles['column']} data-look={needsLook || undefined}>
      <div className="stack" data-tight>
        <span className="quiet">{t('column', { letter: toColumnLetter(column.column) })}</span>
        <span className="strong">{header || t('noHeader')}</span>
        {needsLook ? (
          <span>
            <Tag tone="watch">{t('look')}</Tag>
          </span>
        ) : null}
      </div>
      <ChoiceField
        label={t('layoutRole')}
        value={role.kind}
        choices={kinds.map((kind) => [kind, t(`role.${kind}`)] as const)}
        onChange={(kind) => onChange(toRole(kind, role))}
      />
      {role.kind === 'value' ? (
        <ValueDetails role={role} indicators={indicators} onChange={onChange} />
      ) : (
        <div />
      )}
    </li>
  );
}

type ValueRole = Extract<ColumnRole, { kind: 'value' }>;

interface ValueDetailsProps {
  readonly role: ValueRole;
  readonly indicators: readonly Indicator[];
  readonly onChange: (role: ColumnRole) => void;
}

function ValueDetails({ role, indicators, onChange }: ValueDetailsProps) {
  const { t } = useTranslation('file');
  const isShare = indicators.find(({ id }) => id === role.indicator)?.unit === '%';
  return (
    <div className="stack" data-tight>
      <ChoiceField
        label={t('of')}
        value={role.indicator ?? ''}
        choices={[['', t('byRow')], ...indicators.map(({ id, name }) => [id, name[deskLanguage()]] as const)]}
        onChange={(indicator) => onChange({ ...role, indicator: indicator || null })}
      />
      <ChoiceField
        label={t('decimal')}
        value={role.decimal ?? ''}
        choices={[
          ['', t('decimalAuto')],
          ['comma', t('comma')],
          ['point', t('point')],
        ]}
        onChange={(decimal) => onChange({ ...role, decimal: decimal || null })}
      />
      {isShare ? (
        <ChoiceField
          label={t('fraction')}
          value={role.isFraction === null ? '' : String(role.isFraction)}
          choices={[
            ['', t('fractionAsk')],
            ['true', t('fractionYes')],
            ['false', t('fractionNo')],
          ]}
          onChange={(value) => onChange({ ...role, isFraction: value === '' ? null : value === 'true' })}
        />
      ) : null}
    </div>
  );
}
