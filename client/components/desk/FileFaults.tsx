import { useTranslation } from 'react-i18next';
import type { ToldFault } from '#shared/model/importFile.ts';
import styles from './FileDrop.module.css';
import { Message } from './Message.tsx';

interface FileFaultsProps {
  readonly faults: readonly ToldFault[];
  readonly isCut: boolean;
}

/** What is wrong with a file, each with its sheet and cell. */
export function FileFaults({ faults, isCut }: FileFaultsProps) {
  const { t } = useTranslation('file');
  return (
    <div className="stack">
      <Message tone="bad">
        <p className="strong">{t('faults', { count: faults.length })}</p>
        <p>{isCut ? t('faultsCut') : t('fix')}</p>
      </Message>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key */}
      <section className={styles['cut']} data-whole tabIndex={0} aria-label={t('what')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('place')}</th>
              <th scope="col">{t('what')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ code, sheet, cell, message }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one cell may have two faults of one kind
              <tr key={`${index}|${code}`}>
                <td>{cell ?? sheet ?? '–'}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
