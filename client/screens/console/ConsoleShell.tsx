import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import type { Me } from '#shared/model/person.ts';
import { Message } from '../../components/desk/Message.tsx';
import { useChords } from '../../hooks/desk/useChords.ts';
import { useUser } from '../../hooks/desk/useDesk.ts';
import { useDeskLine } from '../../hooks/desk/useDeskLine.ts';
import { useLeaveField } from '../../hooks/desk/useLeaveField.ts';
import { LanguageSwitch } from '../desk/LanguageSwitch.tsx';
import { Brand, Mode, Skip } from '../desk/Shell.tsx';
import { ConsoleClock } from './ConsoleClock.tsx';
import styles from './ConsoleShell.module.css';
import { DutyChip } from './DutyChip.tsx';
import { destinations, places } from './destinations.ts';
import { UnsentChip } from './UnsentChip.tsx';

// A file of its own: nobody but the room loads its alarms and their sound.
const AlarmBar = lazy(async () => ({
  default: (await import('../../features/alarms/AlarmBar.tsx')).AlarmBar,
}));

function Navigation({ name }: { readonly name: string }) {
  const { t } = useTranslation('console');
  const { pathname } = useLocation();
  const here = destinations.findLast(({ to }) => `${pathname}/`.startsWith(`${to}/`))?.key;
  return (
    <nav className={styles['nav']} aria-label={t('menu')}>
      <ul>
        {destinations.map(({ key, to, Icon }) => (
          <li key={key}>
            <Link to={to} aria-current={key === here ? 'page' : undefined}>
              <Icon size={20} aria-hidden="true" />
              {t(`page.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles['tools']}>
        <a href="/wall" target="_blank" rel="noreferrer">
          {t('wall')}
        </a>
        <Link to="/akun">{name}</Link>
        <LanguageSwitch />
      </div>
    </nav>
  );
}

/** Frame of the console: always dark, as the room is; the state of the room stays in sight on every page. */
export function ConsoleShell({ me }: { readonly me: Me }) {
  const { t: common } = useTranslation();
  const user = useUser();
  const isUp = useDeskLine(user.id);
  useChords(places, useNavigate());
  useLeaveField();
  return (
    <div className={styles['console']} data-console>
      <Skip />
      <Mode />
      <header className={styles['top']}>
        <Brand to="/console">{me.region}</Brand>
        <ConsoleClock />
        <DutyChip />
        <UnsentChip />
        <Suspense fallback={null}>
          <AlarmBar />
        </Suspense>
      </header>
      <Navigation name={user.name} />
      <main className={styles['main']} id="isi" tabIndex={-1}>
        {isUp ? null : (
          <Message tone="bad">
            <p className="strong">{common('offline.title')}</p>
            <p>{common('offline.text')}</p>
          </Message>
        )}
        <Outlet />
      </main>
    </div>
  );
}
