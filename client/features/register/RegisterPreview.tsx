import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RegisterPart, RegisterRow, RegisterView } from '#shared/model/registerImport.ts';
import files from '../../components/desk/FileDrop.module.css';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { toNumberText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { formatFullRupiah } from '../../lib/money.ts';
import styles from './register.module.css';

const tones: Readonly<Record<RegisterRow['kind'], Tone>> = { new: 'info', changed: 'watch', same: 'plain' };

/** More lines than this only make the page slow; what is stored does not depend on it. */
const maxShown = 500;

/** What a file would do, line by line, old against new. */
export function RegisterPreview({ view }: { readonly view: RegisterView }) {
  const { t } = useTranslation('register');
  const names = useNames();
  const { rows } = view;
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key */}
      <section className={files['cut']} tabIndex={0} aria-label={t('file:step.preview')}>
        <table className="lines">
          <thead>
            <tr>
              <th scope="col">{t('column.entry')}</th>
              <th scope="col">{t('column.change')}</th>
              <th scope="col">{t('column.state')}</th>
              <th scope="col">{t('column.cell')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, maxShown).map((row) => (
              <tr key={row.ref}>
                <th scope="row">
                  <div>
                    {row.name}
                    <div className={styles['under']}>
                      {[names.agencyName(row.agency), row.year, row.fund && t(`budget:source.${row.fund}`)]
                        .filter(Boolean)
                        .join(' · ')}
                    </div>
                  </div>
                </th>
                <td data-label={t('column.change')} data-prose>
                  <ul>
                    {row.parts.map((part) => (
                      <li key={part.part}>{toSentence(part, row.year !== null, t)}</li>
                    ))}
                  </ul>
                </td>
                <td data-label={t('column.state')}>
                  <div className="row">
                    <Tag tone={tones[row.kind]}>{t(`kind.${row.kind}`)}</Tag>
                    {row.marks.map((mark) => (
                      <Tag key={mark} tone={mark === 'over-ceiling' ? 'bad' : 'plain'}>
                        {t(`mark.${mark}`)}
                      </Tag>
                    ))}
                  </div>
                </td>
                <td data-label={t('column.cell')} className="quiet">
                  {row.ref.split('!').at(-1)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > maxShown ? (
        <p className="quiet">{t('more', { count: rows.length - maxShown })}</p>
      ) : null}
    </div>
  );
}

function toSentence(part: RegisterPart, isMoney: boolean, t: TFunction<'register'>): string {
  const name = isMoney ? t(`part.${part.part}`) : t(`programme:part.${part.part}`);
  const show = (value: RegisterPart['old']): string => toValue(part.part, value, t);
  if (part.old === part.new) return `${name}: ${show(part.new)}`;
  return t('toFrom', { part: name, old: show(part.old), new: show(part.new) });
}

function toValue(part: string, value: RegisterPart['old'], t: TFunction<'register'>): string {
  if (value === null) return t('programme:unknown');
  if (typeof value === 'string')
    return value === 'true' ? t('common:yes') : value === 'false' ? t('common:no') : value;
  return part === 'progress' ? `${toNumberText(value)} %` : formatFullRupiah(value, deskLanguage());
}
