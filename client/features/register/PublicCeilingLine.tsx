import { useTranslation } from 'react-i18next';
import type { PublicCeiling } from '#shared/model/programme.ts';
import styles from './register.module.css';

/** Whose a ceiling is that a public source names, and of which period; nothing where there is none. */
export function PublicCeilingLine({ ceiling }: { readonly ceiling: PublicCeiling | null }) {
  const { t } = useTranslation('programme');
  if (ceiling === null) return null;
  const { period, source } = ceiling;
  return (
    <div className={`${styles['under']} ${styles['whose']}`}>
      {t(period === null ? 'publicCeiling' : 'publicCeilingOf', { source: source.label, period })}
    </div>
  );
}
