import type { ReactNode } from 'react';
import styles from './kit.module.css';

/** Says why there is nothing here, and what to do. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className={styles['empty']}>{children}</div>;
}
