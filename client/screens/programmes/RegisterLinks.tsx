import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import styles from '../../features/register/register.module.css';
import { useMayKeep } from '../../features/register/useMayKeep.ts';

const pages = [
  { to: '/program', key: 'title' },
  { to: '/anggaran', key: 'money' },
  { to: '/program/matriks', key: 'matrix' },
  { to: '/program/kelengkapan', key: 'completeness' },
] as const;

/** The ways between the pages of the registers. */
export function RegisterLinks() {
  const { t } = useTranslation('programme');
  const mayImport = useMayKeep(null);
  const shown = mayImport ? [...pages, { to: '/program/impor', key: 'import' } as const] : pages;
  return (
    <nav data-wide className={styles['links']} aria-label={t('title')}>
      {shown.map(({ to, key }) => (
        <NavLink key={to} to={to} end>
          {t(key)}
        </NavLink>
      ))}
    </nav>
  );
}
