import {
  Activity,
  BellRing,
  ClipboardList,
  History,
  type LucideIcon,
  MonitorCheck,
  PlugZap,
  Siren,
  Target,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import type { Me } from '#shared/model/person.ts';
import { Message } from '../../components/desk/Message.tsx';
import { Logo } from '../../components/Logo.tsx';
import { useUser } from '../../hooks/desk/useDesk.ts';
import { useDeskLine } from '../../hooks/desk/useDeskLine.ts';
import { LanguageSwitch } from '../desk/LanguageSwitch.tsx';
import { ConsoleClock } from './ConsoleClock.tsx';
import styles from './ConsoleShell.module.css';

interface Destination {
  readonly key: string;
  readonly to: string;
  readonly Icon: LucideIcon;
  /** Key that leads there after `g`. */
  readonly letter: string;
}

const destinations: readonly Destination[] = [
  { key: 'alarm', to: '/console', Icon: BellRing, letter: 'a' },
  { key: 'incident', to: '/console/kejadian', Icon: Siren, letter: 'k' },
  { key: 'wall', to: '/console/layar', Icon: MonitorCheck, letter: 'l' },
  { key: 'shift', to: '/console/jaga', Icon: ClipboardList, letter: 'j' },
  { key: 'time', to: '/console/waktu', Icon: History, letter: 'w' },
  { key: 'drill', to: '/console/latihan', Icon: Target, letter: 'd' },
  { key: 'health', to: '/console/sistem', Icon: Activity, letter: 's' },
  { key: 'links', to: '/tautan', Icon: PlugZap, letter: 't' },
];

function Navigation() {
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
    </nav>
  );
}

/** Frame of the console: always dark, as the room is; the state of the room stays in sight on every page. */
export function ConsoleShell({ me }: { readonly me: Me }) {
  const { t } = useTranslation('console');
  const { t: common } = useTranslation();
  const user = useUser();
  const isUp = useDeskLine(user.id);
  return (
    <div className={styles['console']} data-console>
      <a className={styles['skip']} href="#isi">
        {common('skip')}
      </a>
      {me.mode === 'live' ? null : (
        <aside className={styles['mode']} aria-label={common('modeLabel')} data-mode-bar={me.mode}>
          {common(`mode.${me.mode}`)}
        </aside>
      )}
      <header className={styles['top']}>
        <Link className={styles['brand']} to="/console">
          <Logo />
          <span>
            Simpul <small>{me.region}</small>
          </span>
        </Link>
        <ConsoleClock />
        <div className={styles['tools']}>
          <a href="/wall" target="_blank" rel="noreferrer">
            {t('wall')}
          </a>
          <Link to="/akun">{user.name}</Link>
          <LanguageSwitch />
        </div>
      </header>
      <Navigation />
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
