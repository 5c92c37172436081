import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isPresenting, useReviewStore } from '../../stores/reviewStore.ts';
import styles from './KeyHelp.module.css';

const common = ['1–6', 'i', 'm', 'p', 'j', 'w', 'l', 'b', 's', '?'] as const;
const leading = ['h', 'g'] as const;

/** Which keys do what on this page. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('keys');
  const isLeading = useReviewStore(isPresenting);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.help} aria-labelledby="key-help" onClose={onClose}>
      <h2 id="key-help">{t('title')}</h2>
      <dl className={styles.keys}>
        {[...common, ...(isLeading ? leading : [])].map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(key)}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog" className="review-plain">
        <button type="submit">{t('close')}</button>
      </form>
    </dialog>
  );
}
