import { lazy, type ReactNode, Suspense } from 'react';
import type { RouteObject } from 'react-router';
import { LinksPage } from '../desk/BoardPages.tsx';

// Each page is a file of its own: clerks on a phone never load what the room needs.
const AlarmPage = lazy(async () => ({ default: (await import('./AlarmPage.tsx')).AlarmPage }));
const RulePage = lazy(async () => ({ default: (await import('./RulePage.tsx')).RulePage }));
const IncidentPage = lazy(async () => ({ default: (await import('./IncidentPage.tsx')).IncidentPage }));
const IncidentDetailPage = lazy(async () => ({
  default: (await import('./IncidentDetailPage.tsx')).IncidentDetailPage,
}));
const WallPage = lazy(async () => ({ default: (await import('./WallPage.tsx')).WallPage }));
const ShiftPage = lazy(async () => ({ default: (await import('./ShiftPage.tsx')).ShiftPage }));
const TimePage = lazy(async () => ({ default: (await import('./TimePage.tsx')).TimePage }));
const DrillPage = lazy(async () => ({ default: (await import('./DrillPage.tsx')).DrillPage }));
const HealthPage = lazy(async () => ({ default: (await import('./HealthPage.tsx')).HealthPage }));

const page = (node: ReactNode): ReactNode => <Suspense fallback={null}>{node}</Suspense>;

/** Pages of the console, below its frame. */
export const consoleRoutes: RouteObject[] = [
  { path: '/console', element: page(<AlarmPage />) },
  { path: '/console/aturan', element: page(<RulePage />) },
  { path: '/console/kejadian', element: page(<IncidentPage />) },
  { path: '/console/kejadian/:id', element: page(<IncidentDetailPage />) },
  { path: '/console/layar', element: page(<WallPage />) },
  { path: '/console/layar/:name', element: page(<WallPage />) },
  { path: '/console/jaga', element: page(<ShiftPage />) },
  { path: '/console/jaga/:id', element: page(<ShiftPage />) },
  { path: '/console/waktu', element: page(<TimePage />) },
  { path: '/console/latihan', element: page(<DrillPage />) },
  { path: '/console/latihan/:id', element: page(<DrillPage />) },
  // The desk's own page in the console's frame: what rings goes on ringing there.
  { path: '/console/tautan', element: <LinksPage /> },
  { path: '/console/sistem', element: page(<HealthPage />) },
];
