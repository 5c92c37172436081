import { useTranslation } from 'react-i18next';
import type { ColumnRole, LayoutColumn } from '#shared/model/importFile.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { Field } from '../../components/desk/Field.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './FileDrop.module.css';
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
      <Field label={t('layoutRole')}>
        {(ids) => (
          <select
            {...ids}
            value={role.kind}
            onChange={(event) => onChange(toRole(event.target.value as ColumnRole['kind'], role))}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`role.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
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
      <Field label={t('of')}>
        {(ids) => (
          <select
            {...ids}
            value={role.indicator ?? ''}
            onChange={(event) =>
              onChange({ ...role, indicator: (event.target.value || null) as ValueRole['indicator'] })
            }
          >
            <option value="">{t('byRow')}</option>
            {indicators.map(({ id, name }) => (
              <option key={id} value={id}>
                {name[deskLanguage()]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('decimal')}>
        {(ids) => (
          <select
            {...ids}
            value={role.decimal ?? ''}
            onChange={(event) =>
              onChange({ ...role, decimal: (event.target.value || null) as ValueRole['decimal'] })
            }
          >
            <option value="">{t('decimalAuto')}</option>
            <option value="comma">{t('comma')}</option>
            <option value="point">{t('point')}</option>
          </select>
        )}
      </Field>
      {isShare ? (
        <Field label={t('fraction')}>
          {(ids) => (
            <select
              {...ids}
              value={role.isFraction === null ? '' : String(role.isFraction)}
              onChange={({ target: { value } }) =>
                onChange({ ...role, isFraction: value === '' ? null : value === 'true' })
              }
            >
              <option value="">{t('fractionAsk')}</option>
              <option value="true">{t('fractionYes')}</option>
              <option value="false">{t('fractionNo')}</option>
            </select>
          )}
        </Field>
      ) : null}
    </div>
  );
}
