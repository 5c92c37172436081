import { useQuery } from '@tanstack/react-query';
import {
  Archive,
  Bell,
  ClipboardPen,
  FileSpreadsheet,
  FolderKanban,
  Gauge,
  Handshake,
  History,
  type LucideIcon,
  MonitorDot,
  PlugZap,
  Presentation,
  Route,
  Settings,
  ShieldCheck,
  Timer,
  UserRound,
  WalletCards,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import type { Me } from '#shared/model/person.ts';
import { Message } from '../../components/desk/Message.tsx';
import { Logo } from '../../components/Logo.tsx';
import { fetchNotices } from '../../connection/desk/boards.ts';
import { useMe, useNames, useUser } from '../../hooks/desk/useDesk.ts';
import { useDeskLine } from '../../hooks/desk/useDeskLine.ts';
import { homeOf } from '../../lib/desk/home.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import styles from './Shell.module.css';

interface Destination {
  readonly key: string;
  readonly to: string;
  readonly Icon: LucideIcon;
  /** Page of `/me` that opens it; null for everyone. */
  readonly page: string | null;
}

const destinations: readonly Destination[] = [
  { key: 'console', to: '/console', Icon: MonitorDot, page: 'console' },
  { key: 'input', to: '/input', Icon: ClipboardPen, page: 'input' },
  { key: 'files', to: '/input/berkas', Icon: FileSpreadsheet, page: 'input' },
  { key: 'verification', to: '/verifikasi', Icon: ShieldCheck, page: 'verification' },
  { key: 'timeliness', to: '/ketepatan', Icon: Timer, page: 'timeliness' },
  { key: 'programmes', to: '/program', Icon: FolderKanban, page: null },
  { key: 'budgets', to: '/anggaran', Icon: WalletCards, page: null },
  { key: 'evaluations', to: '/evaluasi', Icon: Gauge, page: null },
  { key: 'assistance', to: '/pendampingan', Icon: Route, page: null },
  { key: 'agreements', to: '/kesepakatan', Icon: Handshake, page: null },
  { key: 'sessions', to: '/sesi', Icon: Presentation, page: 'sessions' },
  { key: 'trail', to: '/riwayat', Icon: History, page: null },
  { key: 'packs', to: '/paket', Icon: Archive, page: 'packs' },
  { key: 'links', to: '/tautan', Icon: PlugZap, page: 'links' },
  { key: 'notices', to: '/pemberitahuan', Icon: Bell, page: null },
  { key: 'admin', to: '/admin', Icon: Settings, page: 'admin' },
];

function listDestinations({ can, user }: Me): readonly Destination[] {
  return destinations.filter(
    ({ key, page }) => (page === null || can.includes(page)) && (key !== 'notices' || user?.agency),
  );
}

interface BrandProps {
  readonly to: string;
  /** Whose pages these are. */
  readonly children: ReactNode;
}

/** The way home from every page. */
export function Brand({ to, children }: BrandProps) {
  return (
    <Link className={styles['brand']} to={to}>
      <Logo />
      <span>
        Simpul
        <small>{children}</small>
      </span>
    </Link>
  );
}

/** The first stop of those who go by keys: past the menu. */
export function Skip() {
  const { t } = useTranslation();
  return (
    <a className={styles['skip']} href="#isi">
      {t('skip')}
    </a>
  );
}

function Top({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const { data } = useMe();
  return (
    <header className={styles['top']}>
      <Brand to={data?.user ? homeOf(data.user) : '/masuk'}>{children ?? data?.region}</Brand>
      <div className={styles['tools']}>
        {data?.user ? (
          <NavLink className={styles['account'] ?? ''} to="/akun">
            <UserRound size={22} aria-hidden="true" />
            {t('page.account')}
          </NavLink>
        ) : null}
        <LanguageSwitch />
      </div>
    </header>
  );
}

/** Says so where the room is not a live one. */
export function Mode() {
  const { t } = useTranslation();
  const mode = useMe().data?.mode;
  if (mode === undefined || mode === 'live') return null;
  return (
    <aside className={styles['mode']} aria-label={t('modeLabel')} data-mode-bar={mode}>
      {t(`mode.${mode}`)}
    </aside>
  );
}

function Navigation({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const list = useRef<HTMLUListElement>(null);
  const shown = listDestinations(me);
  // The last that fits is the nearest: files lie below what is filled in.
  const here = shown.findLast(({ to }) => `${pathname}/`.startsWith(`${to}/`))?.key;
  useEffect(() => {
    const menu = list.current;
    const current = here && menu?.querySelector('[aria-current]')?.parentElement;
    // On a phone the menu may be wider than the screen: where one is comes into view.
    if (menu && current) menu.scrollLeft = current.offsetLeft - menu.clientWidth / 2;
  }, [here]);
  return (
    <nav className={styles['nav']} aria-label={t('menu')}>
      <ul ref={list}>
        {shown.map(({ key, to, Icon }) => (
          <li key={key}>
            <Link to={to} aria-current={key === here ? 'page' : undefined}>
              <Icon size={22} aria-hidden="true" />
              {t(`page.${key}`)}
              {key === 'notices' ? <Unread /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many notices nobody has read yet, beside their place in the menu. */
function Unread() {
  const { t } = useTranslation();
  const { data = [] } = useQuery({ queryKey: ['notices'], queryFn: fetchNotices });
  const count = data.filter(({ read }) => !read).length;
  if (count === 0) return null;
  return (
    <span className={styles['unread']}>
      {count}
      <span className="visually-hidden"> {t('unread')}</span>
    </span>
  );
}

/** Frame of every page behind the sign-in: who one is, where one can go, and whether the line holds. */
export function Shell({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const user = useUser();
  const names = useNames();
  const isUp = useDeskLine(user.id);
  const whose = user.agency ? names.agencyName(user.agency) : t(`role.${user.role}`);
  return (
    <>
      <Skip />
      <Mode />
      <div className={styles['shell']}>
        <Top>{whose}</Top>
        <Navigation me={me} />
        <main className={styles['main']} id="isi" tabIndex={-1}>
          <div className={styles['bars']}>
            {isUp ? null : (
              <Message tone="watch">
                <p className="strong">{t('offline.title')}</p>
                <p>{t('offline.text')}</p>
              </Message>
            )}
          </div>
          <Outlet />
        </main>
      </div>
    </>
  );
}

/** Frame of the pages before the sign-in. */
export function EntryShell() {
  return (
    <>
      <Mode />
      <Top />
      <main className={styles['entry']}>
        <Outlet />
      </main>
    </>
  );
}
