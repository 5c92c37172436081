import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportView, type PreviewRow, previewKinds } from '#shared/model/importFile.ts';
import { toPeriodLabel } from '#shared/rules/period.ts';
import { Check } from '../../components/desk/Check.tsx';
import styles from '../../components/desk/FileDrop.module.css';
import { Message, Tag, type Tone } from '../../components/desk/Message.tsx';
import { type Names, useNames } from '../../hooks/desk/useDesk.ts';
import { toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

const tones: Readonly<Record<PreviewRow['kind'], Tone>> = {
  new: 'info',
  same: 'plain',
  changed: 'watch',
  late: 'plain',
  odd: 'watch',
};

/** More lines than this only make the page slow; what is stored does not depend on it. */
const maxShown = 500;

/** What is told but is no reason to refuse. */
export function FileNotices({ notices, skipped }: Pick<ImportView, 'notices' | 'skipped'>) {
  const { t } = useTranslation('file');
  const hasSkipped = skipped.missing + skipped.totals > 0;
  if (notices.length === 0 && !hasSkipped) return null;
  return (
    <Message tone="info">
      <p className="strong">{t('notices')}</p>
      {notices.map(({ code, sheet, cell, message }) => (
        <p key={`${code}|${sheet}|${cell}`}>{message}</p>
      ))}
      {hasSkipped ? <p>{t('skipped', skipped)}</p> : null}
    </Message>
  );
}

/** Old value against new, row by row. */
export function Preview({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation('file');
  const names = useNames();
  const [onlyAttention, setOnlyAttention] = useState(false);
  const rows = onlyAttention
    ? view.rows.filter(({ kind }) => kind === 'changed' || kind === 'odd')
    : view.rows;
  return (
    <div className="stack">
      <div className="row">
        {previewKinds
          .filter((kind) => (view.counts[kind] ?? 0) > 0)
          .map((kind) => (
            <Tag key={kind} tone={tones[kind]}>
              {t(`counts.${kind}`, { count: view.counts[kind] ?? 0 })}
            </Tag>
          ))}
      </div>
      <Check checked={onlyAttention} onChange={setOnlyAttention}>
        {t('filter.attention')}
      </Check>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key */}
      <section className={styles['cut']} tabIndex={0} aria-label={t('step.preview')}>
        <table className="lines">
          <thead>
            <tr>
              <th scope="col">{t('common:area')}</th>
              <th scope="col">{t('common:indicator')}</th>
              <th scope="col">{t('common:period')}</th>
              <th scope="col" className="number">
                {t('old')}
              </th>
              <th scope="col" className="number">
                {t('fresh')}
              </th>
              <th scope="col">{t('stateTitle')}</th>
              <th scope="col">{t('place')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, maxShown).map((row) => (
              <Row key={row.ref + row.indicator} row={row} names={names} />
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

function Row({ row, names }: { readonly row: PreviewRow; readonly names: Names }) {
  const { t } = useTranslation('file');
  const indicator = names.indicator(row.indicator);
  return (
    <tr>
      <th scope="row">{names.areaName(row.area)}</th>
      <td data-label={t('common:indicator')}>{names.indicatorName(row.indicator)}</td>
      <td data-label={t('common:period')}>{toPeriodLabel(row.period, deskLanguage())}</td>
      <td data-label={t('old')} className="number">
        {row.old ? toValueText(row.old.value, indicator) : '–'}
      </td>
      <td data-label={t('fresh')} className="number strong">
        {toValueText(row.value, indicator)}
      </td>
      <td data-label={t('stateTitle')}>
        <div className="row">
          <Tag tone={tones[row.kind]}>{t(`kind.${row.kind}`)}</Tag>
          {row.marks.map((mark) => (
            <Tag key={mark}>{t(`mark.${mark}`)}</Tag>
          ))}
        </div>
      </td>
      <td data-label={t('place')} className={styles['old']}>
        {row.ref.split('!').at(-1)}
      </td>
    </tr>
  );
}
