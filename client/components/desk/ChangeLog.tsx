import { useTranslation } from 'react-i18next';
import type { ChangeLine } from '#shared/model/official.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import styles from './official.module.css';

const kinds = new Set([
  'made',
  'change',
  'item',
  'item-change',
  'item-done',
  'item-drop',
  'not-renewed',
  'item-open',
  'file',
  'file-remove',
  'response',
  'decision',
  'close',
  'reopen',
  'drop',
  'remove',
]);

/** Who changed what of a record, and when; newest first. */
export function ChangeLog({ lines }: { readonly lines: readonly ChangeLine[] }) {
  const { t } = useTranslation('official');
  const { zone } = useZone();
  return (
    <details className="card">
      <summary>
        {t('log.title')} ({lines.length})
      </summary>
      {lines.length === 0 ? <p className="quiet">{t('log.none')}</p> : null}
      <ol reversed className={styles['log']}>
        {lines.map(({ n, at, by, kind, text }) => (
          <li key={n}>
            <time dateTime={new Date(at).toISOString()}>{toInstantText(at, zone)}</time>
            <span>{by.name}</span>
            <p>{t(`log.${kinds.has(kind) ? kind : 'other'}`, { text: text ?? kind })}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}
