import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { createBrowserRouter, Link, Navigate, Outlet, RouterProvider, useLocation } from 'react-router';
import type { Me } from '#shared/model/person.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { OfflineError } from '../../connection/desk/request.ts';
import { useMe } from '../../hooks/desk/useDesk.ts';
import { homeOf } from '../../lib/desk/home.ts';
import { ConsoleShell } from '../console/ConsoleShell.tsx';
import { consoleRoutes } from '../console/consoleRoutes.tsx';
import { programmeRoutes } from '../programmes/programmeRoutes.tsx';
import { AccountPage } from './AccountPage.tsx';
import { AdminPage } from './AdminPages.tsx';
import { LinksPage, NoticesPage, TimelinessPage } from './BoardPages.tsx';
import { InvitationPage, SetupPage, SignInPage } from './EntryPages.tsx';
import { FilePage, FilesPage } from './FilePages.tsx';
import { FormPage, ObligationsPage } from './InputPages.tsx';
import { officialRoutes } from './officialRoutes.tsx';
import { EntryShell, Shell } from './Shell.tsx';
import { sessionRoutes } from './sessionRoutes.tsx';
import { TrailPage } from './TrailPage.tsx';
import { VerificationPage } from './VerificationPage.tsx';

/** Only a line that is down is worth asking again by itself: the server's own no stays a no. */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (count, error) => error instanceof OfflineError && count < 2,
    },
    mutations: { networkMode: 'always' },
  },
});

/** Lets in whoever is signed in; anyone else signs in first and comes back. */
function SignedIn({ frame: Frame }: { readonly frame: ComponentType<{ readonly me: Me }> }) {
  const me = useMe();
  const { pathname, search } = useLocation();
  return (
    <Answer query={me} tellsOld={false}>
      {(data) =>
        data.user ? (
          <Frame me={data} />
        ) : (
          <Navigate to={`/masuk?ke=${encodeURIComponent(pathname + search)}`} replace />
        )
      }
    </Answer>
  );
}

/** Keeps pages from those whose role does not open them; the server decides again on each call. */
function May({ page }: { readonly page: string }) {
  const { t } = useTranslation();
  const { can = [] } = useMe().data ?? {};
  return can.includes(page) ? <Outlet /> : <Message tone="watch">{t('forbidden')}</Message>;
}

function NotFound() {
  const { t } = useTranslation();
  const user = useMe().data?.user;
  return (
    <Page title={t('notFound.title')}>
      <p>{t('notFound.text')}</p>
      <div>
        <Link className="button" data-kind="main" to={user ? homeOf(user) : '/masuk'}>
          {t('notFound.home')}
        </Link>
      </div>
    </Page>
  );
}

function Home() {
  const { user } = useMe().data ?? {};
  return <Navigate to={user ? homeOf(user) : '/masuk'} replace />;
}

const router = createBrowserRouter([
  {
    element: <EntryShell />,
    children: [
      { path: '/masuk', element: <SignInPage /> },
      { path: '/pasang', element: <SetupPage /> },
      { path: '/undangan/:token', element: <InvitationPage /> },
    ],
  },
  {
    element: <SignedIn frame={ConsoleShell} />,
    children: [{ element: <May page="console" />, children: consoleRoutes }],
  },
  {
    element: <SignedIn frame={Shell} />,
    children: [
      { path: '/', element: <Home /> },
      {
        element: <May page="input" />,
        children: [
          { path: '/input', element: <ObligationsPage /> },
          { path: '/input/isi/:indicator/:period', element: <FormPage /> },
          { path: '/input/berkas', element: <FilesPage /> },
          { path: '/input/berkas/:id', element: <FilePage /> },
        ],
      },
      {
        element: <May page="verification" />,
        children: [{ path: '/verifikasi', element: <VerificationPage /> }],
      },
      {
        element: <May page="timeliness" />,
        children: [{ path: '/ketepatan', element: <TimelinessPage /> }],
      },
      {
        element: <May page="packs" />,
        children: [
          { path: '/paket', lazy: async () => ({ Component: (await import('./PackPages.tsx')).PacksPage }) },
          {
            path: '/paket/periksa',
            lazy: async () => ({ Component: (await import('./PackPages.tsx')).CheckPage }),
          },
          {
            path: '/paket/:id',
            lazy: async () => ({ Component: (await import('./PackPages.tsx')).PackPage }),
          },
        ],
      },
      { element: <May page="links" />, children: [{ path: '/tautan', element: <LinksPage /> }] },
      { element: <May page="sessions" />, children: sessionRoutes },
      {
        element: <May page="admin" />,
        children: [
          { path: '/admin', element: <Navigate to="/admin/orang" replace /> },
          { path: '/admin/:section', element: <AdminPage /> },
        ],
      },
      ...programmeRoutes,
      ...officialRoutes,
      { path: '/riwayat', element: <TrailPage /> },
      { path: '/pemberitahuan', element: <NoticesPage /> },
      { path: '/akun', element: <AccountPage /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]);

/** All pages of the desk. */
export function DeskApp() {
  return (
    <ErrorBoundary name="desk">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
