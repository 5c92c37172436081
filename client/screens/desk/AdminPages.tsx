import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, useParams } from 'react-router';
import { Page } from '../../components/desk/Page.tsx';
import { Agencies } from '../../features/admin/Agencies.tsx';
import { Audit } from '../../features/admin/Audit.tsx';
import { Calendar } from '../../features/admin/Calendar.tsx';
import { Compliance } from '../../features/admin/Compliance.tsx';
import { Indicators } from '../../features/admin/Indicators.tsx';
import { People } from '../../features/admin/People.tsx';
import { RegionData } from '../../features/admin/RegionData.tsx';
import { Tokens } from '../../features/admin/Tokens.tsx';
import styles from './AdminPages.module.css';

interface Section {
  readonly path: string;
  readonly key: string;
  readonly Part: ComponentType;
}

const sections: readonly Section[] = [
  { path: 'orang', key: 'people', Part: People },
  { path: 'token', key: 'tokens', Part: Tokens },
  { path: 'indikator', key: 'indicators', Part: Indicators },
  { path: 'hari-libur', key: 'calendar', Part: Calendar },
  { path: 'instansi', key: 'contacts', Part: Agencies },
  { path: 'audit', key: 'audit', Part: Audit },
  { path: 'wilayah', key: 'region', Part: RegionData },
  { path: 'kepatuhan', key: 'compliance', Part: Compliance },
];

/** `/admin/:section`. */
export function AdminPage() {
  const { t } = useTranslation('admin');
  const { section = '' } = useParams();
  const found = sections.find(({ path }) => path === section);
  if (!found) return <Navigate to="/admin/orang" replace />;
  const { Part, key } = found;
  return (
    <Page key={key} title={`${t('title')}: ${t(`section.${key}`)}`}>
      <nav aria-label={t('menu')}>
        <ul className={styles['tabs']}>
          {sections.map((one) => (
            <li key={one.path}>
              <NavLink className="button" to={`/admin/${one.path}`}>
                {t(`section.${one.key}`)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Part />
    </Page>
  );
}
