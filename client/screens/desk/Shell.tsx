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
  Menu,
  MonitorDot,
  PlugZap,
  Presentation,
  Route,
  Settings,
  ShieldCheck,
  Timer,
  UserRound,
  WalletCards,
  X,
} from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import type { Me } from '#shared/model/person.ts';
import { isRenewalWanted, toValidity } from '#shared/rules/agreement.ts';
import { Message } from '../../components/desk/Message.tsx';
import { Logo } from '../../components/Logo.tsx';
import { fetchAgreements } from '../../connection/desk/agreements.ts';
import { fetchNotices } from '../../connection/desk/boards.ts';
import { useMayReview, useMe, useNames, useUser } from '../../hooks/desk/useDesk.ts';
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

/** Places of the menu by what they are for; a group without a name needs none. */
const groups: readonly { readonly key: string | null; readonly places: readonly Destination[] }[] = [
  { key: null, places: [{ key: 'console', to: '/console', Icon: MonitorDot, page: 'console' }] },
  {
    key: 'figures',
    places: [
      { key: 'input', to: '/input', Icon: ClipboardPen, page: 'input' },
      { key: 'files', to: '/input/berkas', Icon: FileSpreadsheet, page: 'input' },
      { key: 'verification', to: '/verifikasi', Icon: ShieldCheck, page: 'verification' },
      { key: 'timeliness', to: '/ketepatan', Icon: Timer, page: 'timeliness' },
      { key: 'trail', to: '/riwayat', Icon: History, page: null },
    ],
  },
  {
    key: 'review',
    places: [
      { key: 'programmes', to: '/program', Icon: FolderKanban, page: null },
      { key: 'budgets', to: '/anggaran', Icon: WalletCards, page: null },
      { key: 'evaluations', to: '/evaluasi', Icon: Gauge, page: null },
      { key: 'assistance', to: '/pendampingan', Icon: Route, page: null },
      { key: 'agreements', to: '/kesepakatan', Icon: Handshake, page: null },
      { key: 'sessions', to: '/sesi', Icon: Presentation, page: 'sessions' },
      { key: 'packs', to: '/paket', Icon: Archive, page: 'packs' },
    ],
  },
  {
    key: 'system',
    places: [
      { key: 'links', to: '/tautan', Icon: PlugZap, page: 'links' },
      { key: 'notices', to: '/pemberitahuan', Icon: Bell, page: null },
      { key: 'admin', to: '/admin', Icon: Settings, page: 'admin' },
    ],
  },
];

/** Groups with the places that one may open; empty ones are left out. */
function listGroups({ can, user }: Me): typeof groups {
  return groups
    .map(({ key, places }) => ({
      key,
      places: places.filter(
        ({ key: place, page }) =>
          (page === null || can.includes(page)) && (place !== 'notices' || Boolean(user?.agency)),
      ),
    }))
    .filter(({ places }) => places.length > 0);
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

/** Places that a phone has room for beside the way to the others. */
const barPlaces = 4;

/** On a wide screen all places in their groups; on a phone the first ones in a bar, and the rest in a sheet over it. */
function Navigation({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // Where the sheet was opened: it is over with the next page.
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const isOpen = openedAt === pathname;
  const toggle = useRef<HTMLButtonElement>(null);
  const shown = listGroups(me);
  const places = shown.flatMap((group) => group.places);
  // The last that fits is the nearest: files lie below what is filled in.
  const here = places.findLast(({ to }) => `${pathname}/`.startsWith(`${to}/`))?.key;
  const bar = places.slice(0, barPlaces);
  const isBeyond = here !== undefined && !bar.some(({ key }) => key === here);
  const close = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpenedAt(null);
    toggle.current?.focus();
  };
  return (
    <nav className={styles['nav']} aria-label={t('menu')} data-open={isOpen || undefined} onKeyDown={close}>
      <div className={styles['places']} id="menu-semua">
        {shown.map(({ key, places: own }) => (
          <div key={key ?? 'first'}>
            {key ? <p className={styles['group']}>{t(`menuGroup.${key}`)}</p> : null}
            <ul>
              {own.map((place) => (
                <Place key={place.key} place={place} isHere={place.key === here} />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <ul className={styles['bar']}>
        {bar.map((place) => (
          <Place key={place.key} place={place} isHere={place.key === here} />
        ))}
        {places.length > bar.length ? (
          <li>
            <button
              ref={toggle}
              type="button"
              aria-expanded={isOpen}
              aria-controls="menu-semua"
              data-here={isBeyond || undefined}
              onClick={() => setOpenedAt(isOpen ? null : pathname)}
            >
              {isOpen ? <X size={22} aria-hidden="true" /> : <Menu size={22} aria-hidden="true" />}
              {t(isOpen ? 'menuClose' : 'menuAll')}
            </button>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

function Place({ place, isHere }: { readonly place: Destination; readonly isHere: boolean }) {
  const { t } = useTranslation();
  const { key, to, Icon } = place;
  return (
    <li>
      <Link to={to} aria-current={isHere ? 'page' : undefined}>
        <Icon size={22} aria-hidden="true" />
        {t(`page.${key}`)}
        {key === 'notices' ? <Unread /> : null}
        {key === 'agreements' ? <Renewals /> : null}
      </Link>
    </li>
  );
}

/** How many notices nobody has read yet, beside their place in the menu. */
function Unread() {
  const { data = [] } = useQuery({ queryKey: ['notices'], queryFn: fetchNotices });
  return <Count count={data.filter(({ read }) => !read).length} words="unread" />;
}

/** How many agreements want renewing, for those who see to it. */
function Renewals() {
  const { data } = useQuery({
    queryKey: ['agreements', 'list'],
    queryFn: fetchAgreements,
    enabled: useMayReview(),
  });
  const wanted = data?.items.filter((item) =>
    isRenewalWanted(toValidity(item, item.successors.length > 0, data.today)),
  );
  return <Count count={wanted?.length ?? 0} words="renewals" />;
}

function Count({ count, words }: { readonly count: number; readonly words: 'unread' | 'renewals' }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <span className={styles['unread']}>
      {count}
      <span className="visually-hidden"> {t(words)}</span>
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
